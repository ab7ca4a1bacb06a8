package uk.fosteringhub.core.attribution.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.Restricted;

/** Enquiries with what caused each, in a line. Names nobody. */
public final class CausedEnquiries {
    private static final String SELECT = """
        select f.enquiry_key, f.date_key, f.council, f.path, f.carried_by, f.contradicting, f.corrected
        from reporting.fact_enquiry f join fostering.enquiry g on g.id = f.enquiry_key where %s
        """;

    private final Database database;

    public CausedEnquiries(Database database) {
        this.database = database;
    }

    /**
     * One enquiry.
     *
     * @param day on which it came, London time
     * @param council empty: nobody knows
     * @param causes the channels that take credit, in order
     */
    public record Listed(
            long enquiry,
            LocalDate day,
            String council,
            String causes,
            Causes.Carrier carrier,
            boolean contradicting,
            boolean corrected) {}

    /**
     * The newest first.
     *
     * @param council empty: of all
     * @param restricted whether those of restricted persons may be among them
     */
    public List<Listed> newest(Optional<String> council, int from, int limit, boolean restricted) {
        String seen = restricted ? "true" : "not " + Restricted.concerns(RecordTypes.ENQUIRY, "g");
        return database.inTransaction(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement(SELECT.formatted("(?::text is null or f.council = ?) and " + seen)
                            + " order by g.enquired_at desc, g.id desc offset ? limit ?")) {
                query.setString(1, council.orElse(null));
                query.setString(2, council.orElse(null));
                query.setInt(3, from);
                query.setInt(4, limit);
                return listed(connection, query);
            }
        });
    }

    /** Those of these hub ids that are attributed, the newest first. */
    public List<Listed> of(Collection<Long> enquiries) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    SELECT.formatted("f.enquiry_key = any(?)") + " order by g.enquired_at desc, g.id desc")) {
                query.setArray(1, connection.createArrayOf("bigint", enquiries.toArray()));
                return listed(connection, query);
            }
        });
    }

    private static List<Listed> listed(Connection connection, PreparedStatement query) throws SQLException {
        Map<String, String> labels = labels(connection);
        List<Listed> listed = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                listed.add(new Listed(
                        row.getLong(1),
                        row.getObject(2, LocalDate.class),
                        row.getString(3),
                        Arrays.stream(row.getString(4).split(" > "))
                                .map(code -> labels.getOrDefault(code, code))
                                .distinct()
                                .collect(Collectors.joining(", then ")),
                        Causes.Carrier.valueOf(row.getString(5)),
                        row.getBoolean(6),
                        row.getBoolean(7)));
            }
        }
        return listed;
    }

    private static Map<String, String> labels(Connection connection) throws SQLException {
        Map<String, String> labels = new HashMap<>();
        try (PreparedStatement query =
                        connection.prepareStatement("select channel_key, channel from reporting.dim_channel");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                labels.put(row.getString(1), row.getString(2));
            }
        }
        return labels;
    }
}
