package uk.fosteringhub.core.identity.decide;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import uk.fosteringhub.core.differences.SameValue;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.core.store.Database;

/**
 * The pairs that wait for a person: those first that touch most if they are wrong, then those that weigh most; what somebody
 * has looked at and could not tell comes last. A pair is not there while another word of a person decides it.
 */
public final class ReviewQueue {
    /** As far as is counted. */
    public static final int MOST_COUNTED = 5_000;

    private static final String WAITING = """
            (p.state in ('review', 'unsure') or p.doubted) and o.state <> 'x' and t.state <> 'x'
            and (p.doubted or o.entity_id <> t.entity_id)
            and not exists (
                select 1 from hub.contribution c
                join hub.identity_pair d on d.one_source = c.source_id and d.one_key = c.key and d.state = 'different'
                join hub.contribution e on e.source_id = d.other_source and e.key = d.other_key
                where c.entity_id in (o.entity_id, t.entity_id) and e.entity_id in (o.entity_id, t.entity_id)
                    and c.entity_id <> e.entity_id)""";

    private final Database database;
    private final SecondReviewer second;

    public ReviewQueue(Database database, SecondReviewer second) {
        this.database = database;
        this.second = second;
    }

    /** Which pairs. */
    public enum Which {
        ALL("true"),
        /** Nobody has said anything that counts. */
        WAITING("p.state = 'review' and p.first_verdict is null"),
        /** One person has spoken, another must agree. */
        SECOND("p.first_verdict is not null"),
        UNSURE("p.put_off"),
        /** Linked, with a reason to look again. */
        DOUBTED("p.doubted");

        private final String condition;

        Which(String condition) {
            this.condition = condition;
        }
    }

    /**
     * @param type a pair is of this kind if one of its records is
     * @param system a pair is of this system if it speaks of one of its records
     * @param touched what a wrong answer would touch
     * @param restricted whether what concerns restricted persons is shown too
     */
    public record Filter(
            Which which,
            Optional<RecordType> type,
            Optional<String> system,
            Optional<Consequence> touched,
            boolean restricted) {

        public static Filter all(boolean restricted) {
            return new Filter(Which.ALL, Optional.empty(), Optional.empty(), Optional.empty(), restricted);
        }
    }

    /** @param after the last pair of the page before; 0: from the beginning */
    public List<PairView> list(Filter filter, long after, int limit) {
        return database.inTransaction(connection -> list(connection, filter, "", after, limit));
    }

    /** The next pair that somebody may decide: not one on which they said the first word. */
    public OptionalLong next(String actor, Filter filter, long after) {
        return database.inTransaction(connection -> list(connection, filter, actor, after, 1)).stream()
                .mapToLong(PairView::id)
                .findFirst();
    }

    /** How many wait, as far as {@link #MOST_COUNTED}. */
    public int count(Filter filter) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("select count(*) from (select 1 from " + PairRow.FROM + " where "
                            + WAITING + condition(filter) + " limit " + MOST_COUNTED + ") counted")) {
                set(query, 1, filter);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        });
    }

    /** One pair, whether or not it waits; empty if there is none that may be seen. */
    public Optional<PairView> one(long id, boolean restricted) {
        return database.inTransaction(connection -> PairRow.one(connection, id)
                .filter(row -> restricted || !row.restricted())
                .map(row -> PairView.of(row, second)));
    }

    /** What a record says, by field; as received, so it is to be masked before it is shown. */
    public Map<String, String> said(PairHalf half) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("select body from hub.contribution where source_id = ? and key = ?")) {
                query.setInt(1, half.record().source());
                query.setString(2, half.record().key());
                Map<String, String> said = new LinkedHashMap<>();
                try (ResultSet row = query.executeQuery()) {
                    Object[] values = row.next()
                            ? CanonicalJson.read(half.type(), row.getString(1))
                            : new Object[half.type().fields().size()];
                    for (int i = 0; i < values.length; i++) {
                        if (values[i] != null) {
                            said.put(half.type().fields().get(i).name(), SameValue.text(values[i]));
                        }
                    }
                }
                return said;
            }
        });
    }

    /** What was said of a pair, the newest first. */
    public List<Decided> decisions(long pair) {
        return database.inTransaction(connection -> Decided.ofPair(connection, pair));
    }

    /**
     * The parts into which both records' entity would fall if they were not the same, nothing being written.
     *
     * @return the names of their records; fewer than two parts: nothing falls apart
     */
    public List<Set<Reference>> wouldPart(long pair, Verdict verdict) {
        return database.inRehearsal(connection -> {
            Optional<PairRow> row = PairRow.one(connection, pair).filter(PairRow::together);
            if (row.isEmpty()) {
                return List.of();
            }
            PairState state = verdict == Verdict.DIFFERENT ? PairState.DIFFERENT : PairState.REVIEW;
            new Book(connection).stands(row.get(), state, verdict == Verdict.DIFFERENT, false);
            return Splitting.parts(
                    connection,
                    row.get().one().type(),
                    row.get().one().entity(),
                    row.get().one().name(),
                    row.get().other().name());
        });
    }

    private List<PairView> list(Connection connection, Filter filter, String notFirstBy, long after, int limit)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select " + PairRow.COLUMNS + " from "
                + PairRow.FROM + " where " + WAITING + condition(filter) + """
                 and (? = '' or p.first_by is distinct from ?)
                and (? = 0 or (p.put_off, -p.consequence, -p.weight, p.id) > (
                    select l.put_off, -l.consequence, -l.weight, l.id from hub.identity_pair l where l.id = ?))
                order by p.put_off, p.consequence desc, p.weight desc, p.id limit ?""")) {
            int at = set(query, 1, filter);
            query.setString(at, notFirstBy);
            query.setString(at + 1, notFirstBy);
            query.setLong(at + 2, after);
            query.setLong(at + 3, after);
            query.setInt(at + 4, limit);
            List<PairView> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(PairView.of(PairRow.read(rows), second));
                }
            }
            return found;
        }
    }

    private static String condition(Filter filter) {
        StringBuilder sql = new StringBuilder(" and ").append(filter.which().condition);
        filter.type().ifPresent(type -> sql.append(" and ? in (os.record_type, ts.record_type)"));
        filter.system().ifPresent(system -> sql.append(" and ? in (os.system, ts.system)"));
        filter.touched().ifPresent(touched -> sql.append(" and p.consequence & ? <> 0"));
        if (!filter.restricted()) {
            sql.append(" and ").append(PairRow.notRestricted());
        }
        return sql.toString();
    }

    private static int set(PreparedStatement query, int first, Filter filter) throws SQLException {
        int at = first;
        if (filter.type().isPresent()) {
            query.setString(at++, filter.type().get().name());
        }
        if (filter.system().isPresent()) {
            query.setString(at++, filter.system().get());
        }
        if (filter.touched().isPresent()) {
            query.setInt(at++, filter.touched().get().bit());
        }
        return at;
    }
}
