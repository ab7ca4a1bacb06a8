package uk.fosteringhub.core.publish;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.store.Catalogue;

/** Which systems say of persons whether they are restricted, as the mappings have it: {@code hub.source}. */
public final class RestrictingSources {
    private static final String CAUSE = "hub:mappings";
    private static final long NO_DELIVERY = 0;

    private RestrictingSources() {}

    private record Source(String system, String keyspace) implements Comparable<Source> {
        @Override
        public int compareTo(Source other) {
            int order = system.compareTo(other.system);
            return order != 0 ? order : keyspace.compareTo(other.keyspace);
        }
    }

    /**
     * Keeps it for the questions who counts as restricted. Where it is otherwise than before, what leads to awaited persons
     * is said again.
     *
     * @param targets everyone who ever gets changes
     */
    public static void keep(Connection connection, Mappings mappings, List<FeedSettings> feeds, List<String> targets)
            throws SQLException {
        SortedSet<Source> telling = new TreeSet<>();
        for (String keyspace : mappings.restrictingKeyspaces()) {
            telling.add(new Source(keyspace, keyspace));
        }
        for (FeedSettings feed : feeds) {
            if (mappings.names().contains(feed.mapping())
                    && mappings.named(feed.mapping()).tellsRestricted()) {
                telling.add(
                        new Source(feed.system(), mappings.named(feed.mapping()).keyspace()));
            }
        }
        for (Source source : telling) {
            Catalogue.source(connection, source.system(), source.keyspace(), RecordTypes.PERSON.name());
        }
        SortedMap<Long, String> awaited = new TreeMap<>();
        try (PreparedStatement update = connection.prepareStatement("""
                with turned as (
                    update hub.source s set tells_restricted = not s.tells_restricted
                    where s.record_type = 'person' and s.tells_restricted <> exists (
                        select 1 from unnest(?::text[], ?::text[]) as t (system, keyspace)
                        where t.system = s.system and t.keyspace = s.keyspace)
                    returning s.id)
                select c.entity_id from turned join hub.contribution c on c.source_id = turned.id and c.state = 'x'""")) {
            update.setArray(
                    1,
                    connection.createArrayOf(
                            "text", telling.stream().map(Source::system).toArray()));
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "text", telling.stream().map(Source::keyspace).toArray()));
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    awaited.put(rows.getLong(1), CAUSE);
                }
            }
        }
        new RestrictedAgain(connection, NO_DELIVERY, targets)
                .say(RecordTypes.PERSON, awaited, CanonicalJson.micros(Instant.now()));
    }
}
