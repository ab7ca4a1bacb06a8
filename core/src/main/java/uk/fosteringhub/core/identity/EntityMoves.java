package uk.fosteringhub.core.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.golden.Remaking;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.publish.RestrictedAgain;
import uk.fosteringhub.core.publish.Targets;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.core.store.Catalogue;
import uk.fosteringhub.core.store.EntityLock;
import uk.fosteringhub.core.store.References;

/**
 * Makes several entities one, or parts of one entity entities of their own, in the caller's transaction and with everything
 * that follows: contributions, redirects, golden records, what refers to them, changes and outgoing work. Nobody else links
 * meanwhile: both take {@link EntityLock#alone}, which the caller should have taken first.
 */
public final class EntityMoves {
    /** Stands for the hub's own work on identity in the large tables. */
    public static final String FEED = "hub-identity";

    /** The system that causes these changes: not one of those that get changes, so all of them are told. */
    public static final String SYSTEM = "hub";

    private static final Logger LOG = LoggerFactory.getLogger(EntityMoves.class);

    private static final long NO_DELIVERY = 0;

    private final Connection connection;
    private final Merge merge;
    private final Function<RecordType, List<String>> changesGoTo;

    /** @param changesGoTo who gets the changes of records of a type */
    public EntityMoves(Connection connection, Merge merge, Function<RecordType, List<String>> changesGoTo) {
        this.connection = connection;
        this.merge = merge;
        this.changesGoTo = changesGoTo;
    }

    /** The changes go to every target that takes such records. */
    public static EntityMoves telling(Connection connection, Merge merge, Targets targets) {
        return new EntityMoves(connection, merge, type -> targets.of(SYSTEM, type.name(), false));
    }

    /**
     * Entities that are one.
     *
     * @param entities at least two; hub ids that lead to others count as these
     * @param cause what the changes name, such as {@code identity decision 12}
     * @param why in words, for whoever follows a redirect; without personal data
     */
    public record Together(Set<Long> entities, String cause, String why) {}

    /** What became of them. */
    public record Merged(long kept, Set<Long> gone) {}

    /**
     * Makes entities one: the oldest stays. Groups with an entity in common become one; entities of which a person has
     * decided that they are different do not, whoever says otherwise.
     *
     * @return only what was moved
     */
    public List<Merged> merge(RecordType type, List<Together> groups) throws SQLException {
        EntityLock.alone(connection);
        EntityMembers members = new EntityMembers(connection, type);
        Set<Long> named = new TreeSet<>();
        groups.forEach(group -> named.addAll(group.entities()));
        Map<Long, Long> redirected = members.redirected(named);
        Map<Long, Together> saying = new HashMap<>();
        Groups<Long> joined = joined(groups, redirected, saying);
        Map<Long, Long> ages = members.ages(named.stream()
                .map(entity -> redirected.getOrDefault(entity, entity))
                .toList());
        Map<Long, Long> goneTo = new TreeMap<>();
        Map<Long, String> whys = new TreeMap<>();
        Map<Long, String> causes = new TreeMap<>();
        List<Merged> merged = new ArrayList<>();
        for (Set<Long> together : joined.all()) {
            if (together.size() > 1) {
                long kept = Regrouping.oldest(together, ages);
                Set<Long> gone = new TreeSet<>(together);
                gone.remove(kept);
                gone.forEach(entity -> goneTo.put(entity, kept));
                together.forEach(entity -> {
                    whys.put(entity, saying.get(entity).why());
                    causes.put(entity, saying.get(entity).cause());
                });
                merged.add(new Merged(kept, gone));
            }
        }
        members.merge(goneTo, whys);
        remake(type, causes);
        return merged;
    }

    private Groups<Long> joined(List<Together> groups, Map<Long, Long> redirected, Map<Long, Together> saying)
            throws SQLException {
        List<List<Long>> present = new ArrayList<>();
        for (Together group : groups) {
            List<Long> entities = group.entities().stream()
                    .map(entity -> redirected.getOrDefault(entity, entity))
                    .distinct()
                    .sorted()
                    .toList();
            entities.forEach(entity -> saying.putIfAbsent(entity, group));
            present.add(entities);
        }
        Groups<Long> joined = new Groups<>();
        for (PairWords.Word word : PairWords.of(connection, saying.keySet()).different()) {
            joined.keepApart(word.oneEntity(), word.otherEntity());
        }
        for (List<Long> entities : present) {
            for (long entity : entities) {
                joined.join(entity, entities.get(0));
            }
        }
        return joined;
    }

    /**
     * Makes parts of one entity entities of their own. If a target was told of it, the part with the record it was made for
     * keeps the hub id, or none where a target's key is there and nobody knows whose; otherwise the part with the most records
     * that have come. A part that was an entity of its own before gets that one's hub id back.
     *
     * @param parts at least two, by the names of their records, none in two of them; names that are only expected go with
     *     the records that say them
     * @param cause what the changes name
     * @param why in words, without personal data
     * @return the hub id of each part, in the order of the parts
     */
    public List<Long> part(RecordType type, long entity, List<Set<Reference>> parts, String cause, String why)
            throws SQLException {
        EntityLock.alone(connection);
        EntityMembers members = new EntityMembers(connection, type);
        Parting parting = Parting.of(connection, members, new Founders(connection, type), entity, parts);
        if (parting.keeper() == Parting.NOBODY) {
            Founders.warnOfKeysLeft(LOG, type, entity);
        }
        members.move(parting.moves(), why);
        for (int part = 0; part < parts.size(); part++) {
            if (part != parting.keeper()) {
                members.redirect(parting.redirects(part), parting.ids().get(part));
            }
        }
        Map<Long, String> causes = new TreeMap<>();
        causes.put(entity, cause);
        parting.ids().forEach(id -> causes.put(id, cause));
        remake(type, causes);
        return parting.ids();
    }

    /** Golden records of entities about which something was said anew, and of all that refer to them. */
    public void remake(RecordType type, Map<Long, String> causes) throws SQLException {
        Instant now = CanonicalJson.micros(Instant.now());
        References references = new References(connection, Catalogue.feed(connection, FEED), NO_DELIVERY);
        RestrictedAgain restricted =
                new RestrictedAgain(connection, NO_DELIVERY, changesGoTo.apply(RecordTypes.PERSON));
        Remaking remaking = new Remaking(connection, merge, NO_DELIVERY, changesGoTo, references, restricted, now);
        remaking.of(type, causes);
        remaking.referringTo(type, causes);
    }

    /** The entity that a hub id stands for now. */
    public static long present(Connection connection, RecordType type, long entity) throws SQLException {
        Collection<Long> one = List.of(entity);
        return new EntityMembers(connection, type).redirected(one).getOrDefault(entity, entity);
    }
}
