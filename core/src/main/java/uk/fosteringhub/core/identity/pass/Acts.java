package uk.fosteringhub.core.identity.pass;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import uk.fosteringhub.core.checks.HubKeys;
import uk.fosteringhub.core.identity.EntityMoves;
import uk.fosteringhub.core.identity.decide.PairOf;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.EntityLock;

/** What follows from links: records become one, and the hub says whose an enquiry, a check or a touchpoint is. */
final class Acts {
    /** What the changes name as their cause. */
    private static final String CAUSE = "identity rules";

    private final Connection connection;
    private final Merge merge;
    private final Function<RecordType, List<String>> changesGoTo;
    private final boolean news;
    private final Set<Long> moved = new TreeSet<>();

    /** @param news whether what is done, and what follows from it, is news for other systems */
    Acts(Connection connection, Merge merge, Function<RecordType, List<String>> changesGoTo, boolean news) {
        this.connection = connection;
        this.merge = merge;
        this.changesGoTo = changesGoTo;
        this.news = news;
    }

    /**
     * Before anything is written: nobody else must be adding to entities that move.
     *
     * @return whether there is anything to be written about entities
     */
    boolean lock(boolean moves, boolean speaks) throws SQLException {
        if (moves) {
            EntityLock.alone(connection);
        } else if (speaks) {
            EntityLock.shared(connection);
        }
        return moves || speaks;
    }

    /**
     * @param one pairs of records of one type that are one from now on
     * @param words records of which it has to be worked out what the hub says
     * @param present what the records are now
     * @return how much was done
     */
    int carryOut(List<PairOf> one, Set<PersonRecord> words, Map<PersonRecord, Standing> present) throws SQLException {
        int done = merge(RecordTypes.PERSON, one, present, "the rules found them to be one person");
        done += merge(RecordTypes.ENQUIRY, one, present, "the rules found them to be one enquiry");
        if (!words.isEmpty()) {
            Set<PersonRecord> changed = new SaidByHub(merge, changesGoTo).again(connection, words, CAUSE);
            done += changed.size();
            lookAgainAt(changed);
        }
        return done;
    }

    private int merge(RecordType type, List<PairOf> pairs, Map<PersonRecord, Standing> present, String why)
            throws SQLException {
        List<EntityMoves.Together> together = new ArrayList<>();
        for (PairOf pair : pairs) {
            Standing one = present.get(pair.one());
            Standing other = present.get(pair.other());
            if (one != null
                    && other != null
                    && one.type().equals(type.name())
                    && other.type().equals(type.name())
                    && one.entity() != other.entity()) {
                together.add(new EntityMoves.Together(Set.of(one.entity(), other.entity()), CAUSE, why));
            }
        }
        if (together.isEmpty()) {
            return 0;
        }
        int gone = 0;
        for (EntityMoves.Merged merged : new EntityMoves(connection, merge, changesGoTo).merge(type, together)) {
            gone += merged.gone().size();
            if (type.equals(RecordTypes.PERSON)) {
                moved.add(merged.kept());
                moved.addAll(merged.gone());
                enquiriesOf(merged.kept());
            }
        }
        return gone;
    }

    /** Enquiries of persons who are one now may be one themselves. */
    private void enquiriesOf(long person) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.identity_waiting (source_id, key, entity_id, news)
                select c.source_id, c.key, e.id, ? from fostering.enquiry e
                join hub.contribution c on c.entity_id = e.id and c.state = 'a'
                join hub.source s on s.id = c.source_id and s.keyspace <> ?
                where e.person = ? and e.ended_at is null""")) {
            insert.setBoolean(1, news);
            insert.setString(2, HubKeys.IDENTITY);
            insert.setLong(3, person);
            insert.executeUpdate();
        }
    }

    /** Whose person is known now may be one with another of that person's. */
    private void lookAgainAt(Collection<PersonRecord> records) throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.identity_waiting (source_id, key, entity_id, news)
                select c.source_id, c.key, c.entity_id, ? from unnest(?::smallint[], ?::text[]) as changed (source_id, key)
                cross join lateral (
                    select c.* from hub.contribution c
                    where c.source_id = changed.source_id and c.key = changed.key and c.state = 'a' offset 0) c
                join hub.source s on s.id = c.source_id and s.record_type = 'enquiry'""")) {
            insert.setBoolean(1, news);
            Rows.names(insert, 2, records);
            insert.executeUpdate();
        }
    }

    /** The persons whose household may be another one now. */
    Set<Long> householdsOf(
            Collection<PersonRecord> batch, Collection<PersonRecord> gone, Map<PersonRecord, Standing> present)
            throws SQLException {
        Set<Long> persons = new TreeSet<>(moved);
        for (PersonRecord record : batch) {
            Standing standing = present.get(record);
            if (standing != null && standing.isPerson()) {
                persons.add(standing.entity());
            }
        }
        persons.addAll(personsOf(gone));
        return persons;
    }

    private Set<Long> personsOf(Collection<PersonRecord> records) throws SQLException {
        Set<Long> persons = new TreeSet<>();
        if (records.isEmpty()) {
            return persons;
        }
        try (PreparedStatement query = connection.prepareStatement("""
                select c.entity_id from unnest(?::smallint[], ?::text[]) as gone (source_id, key)
                cross join lateral (
                    select c.* from hub.contribution c
                    where c.source_id = gone.source_id and c.key = gone.key offset 0) c
                join hub.source s on s.id = c.source_id and s.record_type = 'person'""")) {
            Rows.names(query, 1, records);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    persons.add(rows.getLong(1));
                }
            }
        }
        return persons;
    }
}
