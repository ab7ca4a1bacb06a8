package uk.fosteringhub.core.sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.corrections.CorrectedMapping;
import uk.fosteringhub.core.corrections.Correction;
import uk.fosteringhub.core.failures.FailedRecord;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.identity.Linker.Lookup;
import uk.fosteringhub.core.identity.SourceKeyLinker;
import uk.fosteringhub.core.identity.pass.PersonNotes;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.publish.Targets;
import uk.fosteringhub.core.push.PushedForms;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.CanonicalRecord;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.store.Catalogue;
import uk.fosteringhub.core.store.Contributions;

/**
 * The way of failed records that are taken through again: mapped, linked, merged and stored as any other record of their
 * feed, in the caller's transaction, on a delivery of their own. A newer version of a record, accepted after the failure,
 * stays.
 */
public final class ReplayPassage {
    private final Mappings mappings;
    private final Merge merge;
    private final Targets targets;
    private final PushedForms forms;
    private final Payloads payloads;
    private final PersonNotes notes;

    public ReplayPassage(
            Mappings mappings, Merge merge, Targets targets, PushedForms forms, Payloads payloads, PersonNotes notes) {
        this.mappings = mappings;
        this.merge = merge;
        this.targets = targets;
        this.forms = forms;
        this.payloads = payloads;
        this.notes = notes;
    }

    /** What the store says of a key. */
    private record Known(long delivery, long line, char state, Optional<Instant> modifiedAt, Object[] values) {}

    private record Fit(ReplayMember member, ReplayReader.Read read) {
        CanonicalRecord record() {
            return read.result().record();
        }
    }

    /**
     * Keeps deliveries of a feed out until the transaction ends.
     *
     * @return false if one is taken through right now: come again later
     */
    public boolean mine(Connection connection, FeedSettings feed) throws SQLException {
        if (feed.way() == FeedWay.PUSH) {
            LivePassage.mine(connection, feed);
            return true;
        }
        return FeedLock.mine(connection, feed.name());
    }

    /**
     * Takes records of one feed through, all of them of the same {@code baseline}.
     *
     * @param delivery whose books they go into
     * @param alone whether the transaction is done again, and so alone
     * @return what became of each, by failure; none for one that must wait for another of the same key
     */
    public Map<Long, Fate> apply(
            Connection connection,
            FeedSettings feed,
            long delivery,
            List<ReplayMember> members,
            Optional<Correction.Fix> fix,
            boolean alone)
            throws SQLException {
        Lookup lookup = alone ? Lookup.ALONE : Lookup.AS_USUAL;
        ChunkWriter.lock(connection, lookup);
        RecordMapping standing = mappings.named(feed.mapping());
        FeedContext context =
                context(connection, feed, standing, delivery, members.get(0).baseline());
        Map<Long, Fate> fates = new LinkedHashMap<>();
        List<Fit> fit = read(feed, standing, fix, members, fates);
        Map<String, Known> known = known(connection, context, fit, true);
        Set<String> remembered = remembered(connection, context, fit);
        Map<String, Fit> taken = new LinkedHashMap<>();
        for (Fit one : fit) {
            Fate fate = fate(one, known.get(one.record().key()));
            if (taken.containsKey(one.record().key())) {
                continue;
            }
            fates.put(one.member().failure(), fate);
            if (fate.kind() != Fate.Kind.SUPERSEDED) {
                taken.put(one.record().key(), one);
            }
        }
        Chunk chunk = new Chunk();
        List<Fit> own = own(connection, new OthersResults(context, lookup), taken.values(), fates);
        for (Fit one : own) {
            chunk.mapped.add(new Chunk.Mapped(
                    one.record(),
                    one.member().line(),
                    1,
                    one.read().hash(),
                    remembered.contains(one.record().key())));
        }
        ChunkWriter.Counts counts = new ChunkWriter(context, merge, new SourceKeyLinker(standing.recordType()), lookup)
                .write(connection, chunk);
        counts.failed += fates.values().stream()
                .filter(fate -> fate.kind() == Fate.Kind.FAILED)
                .count();
        counts.unchanged += fates.values().stream()
                .filter(fate -> fate.kind() == Fate.Kind.SUPERSEDED)
                .count();
        count(connection, delivery, counts, fates.size());
        if (feed.way() == FeedWay.PUSH) {
            markStored(connection, context, delivery, own);
        }
        return fates;
    }

    /** What would become of records of one feed; nothing is written. */
    public Map<Long, Fate> preview(
            Connection connection, FeedSettings feed, List<ReplayMember> members, Optional<Correction.Fix> fix)
            throws SQLException {
        RecordMapping standing = mappings.named(feed.mapping());
        Map<Long, Fate> fates = new LinkedHashMap<>();
        List<Fit> fit = read(feed, standing, fix, members, fates);
        FeedContext context = context(connection, feed, standing, 0, false);
        Map<String, Known> known = known(connection, context, fit, false);
        List<Fit> candidates = new ArrayList<>();
        for (Fit one : fit) {
            Fate fate = fate(one, known.get(one.record().key()));
            fates.put(one.member().failure(), fate);
            if (fate.kind() != Fate.Kind.SUPERSEDED) {
                candidates.add(one);
            }
        }
        own(connection, new OthersResults(context, Lookup.AS_USUAL), candidates, fates);
        return fates;
    }

    /** Without the results that turn out to be another person's, which fail again. */
    private static List<Fit> own(
            Connection connection, OthersResults others, Collection<Fit> fit, Map<Long, Fate> fates)
            throws SQLException {
        return others.keptOut(
                connection,
                List.copyOf(fit),
                Fit::record,
                one -> one.member().line(),
                (one, problem) -> fates.put(one.member().failure(), Fate.failed(failed(one.member(), problem))));
    }

    private static FailedRecord failed(ReplayMember member, MappingProblem problem) {
        return new FailedRecord(member.key(), member.line(), OthersResults.STEP, List.of(problem), member.raw());
    }

    /** A record as its mapping reads it; empty where it cannot be mapped. */
    public Optional<CanonicalRecord> mapped(FeedSettings feed, ReplayMember member) {
        ReplayReader.Read read =
                reader(feed, mappings.named(feed.mapping()), Optional.empty()).read(member);
        return read.fits() ? Optional.of(read.result().record()) : Optional.empty();
    }

    /** The key that an edited row has; empty if it has none or cannot be read. */
    public String key(FeedSettings feed, ReplayMember member) {
        ReplayReader.Read read =
                reader(feed, mappings.named(feed.mapping()), Optional.empty()).read(member);
        return read.fits() ? read.key() : "";
    }

    private ReplayReader reader(FeedSettings feed, RecordMapping standing, Optional<Correction.Fix> fix) {
        RecordMapping mapping =
                fix.map(one -> CorrectedMapping.of(standing, List.of(one))).orElse(standing);
        return new ReplayReader(feed, standing, mapping, forms);
    }

    private List<Fit> read(
            FeedSettings feed,
            RecordMapping standing,
            Optional<Correction.Fix> fix,
            List<ReplayMember> members,
            Map<Long, Fate> fates) {
        ReplayReader reader = reader(feed, standing, fix);
        ReplayReader uncorrected = reader(feed, standing, Optional.empty());
        List<Fit> fit = new ArrayList<>();
        for (ReplayMember member : members) {
            ReplayReader.Read read = reader.read(member);
            if (read.fits()) {
                fit.add(new Fit(member, read));
            } else if (fix.isPresent()
                    && read.failed().equals(uncorrected.read(member).failed())) {
                fates.put(member.failure(), Fate.of(Fate.Kind.LEFT, "the correction does not concern it"));
            } else {
                fates.put(member.failure(), Fate.failed(read.failed()));
            }
        }
        return fit;
    }

    private static Fate fate(Fit one, Known known) {
        CanonicalRecord record = one.record();
        if (known == null || known.state() == 'x') {
            return Fate.of(Fate.Kind.APPLIED, "the record is new to the store");
        }
        if (known.state() == 'a' && CanonicalJson.same(record.values(), known.values())) {
            return Fate.of(Fate.Kind.ALREADY, "the store says the same already");
        }
        return newer(one, known)
                ? Fate.of(Fate.Kind.SUPERSEDED, "a newer version of the record was accepted and stays")
                : Fate.of(Fate.Kind.APPLIED, "the record changes what the store says");
    }

    /** By the source's own times where it tells them, else by what came after what. */
    private static boolean newer(Fit one, Known known) {
        Optional<Instant> told = one.record().modifiedAt();
        if (told.isPresent() && known.modifiedAt().isPresent() && !told.equals(known.modifiedAt())) {
            return told.get().isBefore(known.modifiedAt().get());
        }
        ReplayMember member = one.member();
        return known.delivery() > member.delivery()
                || known.delivery() == member.delivery() && known.line() > member.line();
    }

    private FeedContext context(
            Connection connection, FeedSettings feed, RecordMapping mapping, long delivery, boolean baseline)
            throws SQLException {
        String type = mapping.recordType().name();
        return new FeedContext(
                feed,
                mapping,
                Catalogue.feed(connection, feed.name()),
                Catalogue.source(connection, feed.system(), mapping.keyspace(), type),
                Catalogue.sourcesOf(connection, mapping.keyspace(), type),
                delivery,
                false,
                OpenDelivery.NO_RUN,
                payloads,
                notes,
                !baseline,
                changed -> targets.of(feed.system(), changed.name(), baseline));
    }

    private static Object[] keys(List<Fit> fit) {
        return fit.stream().map(one -> one.record().key()).distinct().sorted().toArray();
    }

    private static Map<String, Known> known(Connection connection, FeedContext context, List<Fit> fit, boolean lock)
            throws SQLException {
        Map<String, Known> known = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select key, delivery_id, line, state, modified_at, body from hub.contribution
                where source_id = ? and key = any(?) order by key""" + (lock ? " for update" : ""))) {
            query.setInt(1, context.source());
            query.setArray(2, connection.createArrayOf("text", keys(fit)));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    known.put(
                            rows.getString(1),
                            new Known(
                                    rows.getLong(2),
                                    rows.getLong(3),
                                    rows.getString(4).charAt(0),
                                    Contributions.modifiedAt(rows.getTimestamp(5)),
                                    CanonicalJson.read(context.mapping().recordType(), rows.getString(6))));
                }
            }
        }
        return known;
    }

    private static Set<String> remembered(Connection connection, FeedContext context, List<Fit> fit)
            throws SQLException {
        Set<String> remembered = new HashSet<>();
        try (PreparedStatement query =
                connection.prepareStatement("select key from hub.source_record where feed_id = ? and key = any(?)")) {
            query.setInt(1, context.feedId());
            query.setArray(2, connection.createArrayOf("text", keys(fit)));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    remembered.add(rows.getString(1));
                }
            }
        }
        return remembered;
    }

    private static void count(Connection connection, long delivery, ChunkWriter.Counts counts, long received)
            throws SQLException {
        new DeliveryLog(connection).count(delivery, counts);
        try (PreparedStatement update =
                connection.prepareStatement("update hub.delivery set received = received + ? where id = ?")) {
            update.setLong(1, received);
            update.setLong(2, delivery);
            update.executeUpdate();
        }
    }

    /** Who asks after a pushed message learns that it is stored in the end. */
    private static void markStored(Connection connection, FeedContext context, long delivery, List<Fit> taken)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.pushed p set state = 's', entity_id = c.entity_id, delivery_id = ?, problems = null,
                    settled_at = now()
                from unnest(?::bigint[], ?::text[]) as done (id, key)
                join hub.contribution c on c.source_id = ? and c.key = done.key
                where p.id = done.id and p.feed = ? and p.state = 'f'""")) {
            update.setLong(1, delivery);
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint",
                            taken.stream().map(one -> one.member().line()).toArray()));
            update.setArray(
                    3,
                    connection.createArrayOf(
                            "text",
                            taken.stream().map(one -> one.record().key()).toArray()));
            update.setInt(4, context.source());
            update.setString(5, context.feed().name());
            update.executeUpdate();
        }
    }

    /**
     * Ends some of the records whose ending was held, the transaction holding the feed.
     *
     * @return whether there are more
     */
    public boolean release(Connection connection, FeedSettings feed, long delivery, int most) throws SQLException {
        RecordMapping mapping = mappings.named(feed.mapping());
        FeedContext context = context(connection, feed, mapping, delivery, false);
        List<String> keys = new ArrayList<>();
        try (PreparedStatement delete = connection.prepareStatement("""
                delete from hub.held_ending where feed_id = ? and key in (
                    select key from hub.held_ending where feed_id = ? order by key limit ?) returning key""")) {
            delete.setInt(1, context.feedId());
            delete.setInt(2, context.feedId());
            delete.setInt(3, most);
            try (ResultSet rows = delete.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
        }
        if (!keys.isEmpty()) {
            keys.sort(null);
            new Ending(context, merge).end(connection, keys);
        }
        return keys.size() == most;
    }

    /** Opens a delivery for what a replay brings on a feed. */
    public long open(Connection connection, FeedSettings feed, boolean baseline, String name) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.delivery (feed, name, sha256, bytes, mapping_fingerprint, state, baseline)
                values (?, ?, '', 0, ?, 'replayed', ?) returning id""")) {
            insert.setString(1, feed.name());
            insert.setString(2, name);
            insert.setString(3, mappings.named(feed.mapping()).fingerprint());
            insert.setBoolean(4, baseline);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
