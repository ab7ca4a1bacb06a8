package uk.fosteringhub.core.lookup.records;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Database;

/**
 * With whom a person lives, as far as shared addresses and fostering together say. It is never evidence that two records are
 * one person.
 */
public final class LivesWith {
    private static final int MOST = 50;

    private final Database database;

    public LivesWith(Database database) {
        this.database = database;
    }

    /**
     * One of the others.
     *
     * @param why in a few words
     */
    public record Mate(FoundRecord record, String why, Instant since) {}

    private record Found(String why, Instant since) {}

    /**
     * @param person hub id
     * @param restricted whether restricted persons are shown too
     * @return those longest together first; up to 50
     */
    public List<Mate> of(long person, boolean restricted) {
        return database.inTransaction(connection -> {
            Map<Long, Found> others = others(connection, person);
            Map<Long, String> types = new LinkedHashMap<>();
            others.keySet().forEach(id -> types.put(id, RecordTypes.PERSON.name()));
            return RecordFinder.shown(connection, types, restricted).stream()
                    .map(record -> {
                        Found found = others.get(record.id());
                        return new Mate(record, found.why(), found.since());
                    })
                    .collect(Collectors.toUnmodifiableList());
        });
    }

    private static Map<Long, Found> others(Connection connection, long person) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select m.person_id, own.by_address and m.by_address, own.by_relationship and m.by_relationship,
                    greatest(own.since, m.since)
                from hub.identity_household_member own
                join hub.identity_household_member m on m.household_id = own.household_id and m.person_id <> own.person_id
                where own.person_id = ? order by 4, 1 limit ?""")) {
            query.setLong(1, person);
            query.setInt(2, MOST);
            Map<Long, Found> others = new LinkedHashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    others.put(
                            rows.getLong(1),
                            new Found(
                                    why(rows.getBoolean(2), rows.getBoolean(3)),
                                    rows.getTimestamp(4).toInstant()));
                }
            }
            return others;
        }
    }

    private static String why(boolean address, boolean relationship) {
        if (address) {
            return relationship ? "same address, and they foster together" : "same address";
        }
        return relationship ? "they foster together" : "through another person of the household";
    }
}
