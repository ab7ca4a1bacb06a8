package uk.fosteringhub.core.identity.decide;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.core.store.Restricted;

/** A row of {@code hub.identity_pair} with what its two records are now. */
record PairRow(
        long id,
        PairHalf one,
        PairHalf other,
        PairState state,
        boolean byPerson,
        double weight,
        String judgement,
        String model,
        boolean doubted,
        String doubt,
        List<Consequence> touched,
        boolean putOff,
        Optional<Verdict> firstVerdict,
        String firstBy,
        Optional<Instant> firstAt,
        int disagreements,
        int version,
        Instant foundAt) {

    static final String COLUMNS = """
            p.id, p.one_source, p.one_key, os.system, os.keyspace, os.record_type, o.entity_id, p.other_source,
            p.other_key, ts.system, ts.keyspace, ts.record_type, t.entity_id, p.state, p.by_person, p.weight,
            coalesce(p.judgement::text, '{}'), p.model, p.doubted, p.doubt, p.consequence, p.put_off, p.first_verdict,
            coalesce(p.first_by, ''), p.disagreements, p.version, p.found_at, %s, %s, p.first_at""".formatted(restricted("o", "os"), restricted("t", "ts"));

    static final String FROM = """
            hub.identity_pair p
            join hub.source os on os.id = p.one_source
            join hub.contribution o on o.source_id = p.one_source and o.key = p.one_key
            join hub.source ts on ts.id = p.other_source
            join hub.contribution t on t.source_id = p.other_source and t.key = p.other_key""";

    /** An SQL condition: neither record concerns a restricted person. */
    static String notRestricted() {
        return "not (" + restricted("o", "os") + ") and not (" + restricted("t", "ts") + ")";
    }

    /** The kinds of records that pairs are of. */
    private static String restricted(String contribution, String source) {
        StringBuilder sql = new StringBuilder("case " + source + ".record_type");
        for (RecordType type :
                List.of(RecordTypes.PERSON, RecordTypes.ENQUIRY, RecordTypes.CHECK, RecordTypes.TOUCHPOINT)) {
            sql.append(" when '" + type.name() + "' then exists (select 1 from fostering." + type.name()
                    + " g where g.id = " + contribution + ".entity_id and " + Restricted.concerns(type, "g") + ")");
        }
        return sql.append(" else false end").toString();
    }

    /** Locks the pair until the transaction ends. */
    static Optional<PairRow> lock(Connection connection, long id) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select 1 from hub.identity_pair where id = ? for update")) {
            query.setLong(1, id);
            query.execute();
        }
        return one(connection, id);
    }

    static Optional<PairRow> one(Connection connection, long id) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select " + COLUMNS + " from " + FROM + " where p.id = ?")) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    static PairRow read(ResultSet row) throws SQLException {
        return new PairRow(
                row.getLong(1),
                half(row, 2, 28),
                half(row, 8, 29),
                PairState.of(row.getString(14)),
                row.getBoolean(15),
                row.getDouble(16),
                row.getString(17),
                row.getString(18),
                row.getBoolean(19),
                row.getString(20),
                Consequence.of(row.getInt(21)),
                row.getBoolean(22),
                Optional.ofNullable(row.getString(23)).flatMap(Verdict::of),
                row.getString(24),
                Optional.ofNullable(row.getTimestamp(30)).map(Timestamp::toInstant),
                row.getInt(25),
                row.getInt(26),
                Optional.ofNullable(row.getTimestamp(27))
                        .map(Timestamp::toInstant)
                        .orElseThrow());
    }

    private static PairHalf half(ResultSet row, int first, int restricted) throws SQLException {
        return new PairHalf(
                new PersonRecord(row.getInt(first), row.getString(first + 1)),
                row.getString(first + 2),
                new Reference(row.getString(first + 3), row.getString(first + 1)),
                RecordTypes.named(row.getString(first + 4)).orElseThrow(),
                row.getLong(first + 5),
                row.getBoolean(restricted));
    }

    PairOf pair() {
        return new PairOf(one.record(), other.record());
    }

    boolean restricted() {
        return one.restricted() || other.restricted();
    }

    /** Whether both records are of one kind, so that the same means one entity. */
    boolean alike() {
        return one.type().equals(other.type());
    }

    /** Whether both are about one entity now. */
    boolean together() {
        return alike() && one.entity() == other.entity();
    }
}
