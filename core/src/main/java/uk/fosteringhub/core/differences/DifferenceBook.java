package uk.fosteringhub.core.differences;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.merge.Contribution;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.CopyText;
import uk.fosteringhub.core.store.Database;

/**
 * Keeps {@code hub.difference} true: works out anew what systems say differently of entities of which something was said
 * since, a batch in each transaction, and of all of them when the rules of ownership have changed.
 */
public final class DifferenceBook {
    private static final Logger LOG = LoggerFactory.getLogger(DifferenceBook.class);
    private static final int BATCH = 10_000;
    /** Of the comparison itself; moved on when it finds other differences than before. */
    private static final String COMPARISON = "1";

    private final Database database;
    private final Ownership ownership;
    private final DifferenceFinder finder;

    public DifferenceBook(Database database, Ownership ownership) {
        this.database = database;
        this.ownership = ownership;
        this.finder = new DifferenceFinder(new Merge(ownership));
    }

    /** Everything that waits. Where another process is at it, this returns at once. */
    public void refresh() {
        while (refreshSome()) {
            // until nothing waits
        }
    }

    /**
     * One batch.
     *
     * @return whether more may wait
     */
    public boolean refreshSome() {
        return database.inTransaction(connection -> {
            if (!mine(connection)) {
                return false;
            }
            if (rulesChanged(connection)) {
                ToCompare.noteAll(connection);
            }
            Map<String, Set<Long>> due = ToCompare.take(connection, BATCH);
            int found = 0;
            for (Map.Entry<String, Set<Long>> ofType : due.entrySet()) {
                RecordType type = RecordTypes.named(ofType.getKey()).orElseThrow();
                found += compare(connection, type, ofType.getValue());
            }
            if (!due.isEmpty()) {
                LOG.info(
                        "differences={} entities={} outcome=compared",
                        found,
                        due.values().stream().mapToInt(Set::size).sum());
            }
            return !ToCompare.isEmpty(connection);
        });
    }

    /** How many entities wait to be compared, up to a million. */
    public long waiting() {
        return database.inTransaction(connection -> {
            try (Statement query = connection.createStatement();
                    ResultSet row = query.executeQuery(
                            "select count(*) from (select 1 from hub.to_compare limit 1000000) waiting")) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private static boolean mine(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row =
                        query.executeQuery("select pg_try_advisory_xact_lock(hashtextextended('hub.difference', 0))")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private boolean rulesChanged(Connection connection) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into hub.difference_state (rules) values (?)
                on conflict (one) do update set rules = excluded.rules
                where hub.difference_state.rules <> excluded.rules returning 1""")) {
            upsert.setString(1, COMPARISON + " " + ownership.text());
            try (ResultSet row = upsert.executeQuery()) {
                return row.next();
            }
        }
    }

    private int compare(Connection connection, RecordType type, Set<Long> entities) throws SQLException {
        Map<Long, List<SaidOfEntities.Said>> said = new SaidOfEntities(connection, type).of(entities);
        CopyText copy =
                new CopyText("stage_difference (entity_id, field, owner_system, owner, owner_value, other_system,"
                        + " other, other_value, since)");
        int found = 0;
        for (Map.Entry<Long, List<SaidOfEntities.Said>> one : said.entrySet()) {
            List<Contribution> contributions = one.getValue().stream()
                    .map(SaidOfEntities.Said::contribution)
                    .toList();
            for (Difference difference : finder.in(type, one.getKey(), contributions)) {
                add(copy, difference, since(one.getValue(), difference));
                found++;
            }
        }
        stage(connection);
        copy.copyTo(connection);
        write(connection, type, entities);
        return found;
    }

    /** When the later of the two came to say what it says. */
    private static Instant since(List<SaidOfEntities.Said> said, Difference difference) {
        return said.stream()
                .filter(one -> one.contribution().name().equals(difference.owner())
                        || one.contribution().name().equals(difference.other()))
                .map(SaidOfEntities.Said::since)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private static void add(CopyText copy, Difference difference, Instant since) {
        copy.add(difference.entity())
                .add(difference.field())
                .add(difference.ownerSystem())
                .add(difference.owner())
                .add(difference.ownerValue())
                .add(difference.otherSystem())
                .add(difference.other())
                .add(difference.otherValue())
                .addValue(since)
                .endRow();
    }

    private static void stage(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    create temporary table if not exists stage_difference (entity_id bigint, field text,
                        owner_system text, owner text, owner_value text, other_system text, other text, other_value text,
                        since timestamptz) on commit drop""");
            statement.execute("truncate stage_difference");
        }
    }

    /** What stays as it was keeps its number and its moment; what changes is open again. */
    private static void write(Connection connection, RecordType type, Set<Long> entities) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("""
                delete from hub.difference d where d.entity_id = any(?) and not exists (select 1 from stage_difference s
                    where s.entity_id = d.entity_id and s.field = d.field and s.other = d.other collate "C")""")) {
            delete.setArray(1, connection.createArrayOf("bigint", entities.toArray()));
            delete.executeUpdate();
        }
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into hub.difference (record_type, entity_id, field, owner_system, owner, owner_value, other_system,
                    other, other_value, since, accepted)
                select ?, s.entity_id, s.field, s.owner_system, s.owner, s.owner_value, s.other_system, s.other,
                    s.other_value, s.since, exists (select 1 from hub.accepted_difference a
                        where a.entity_id = s.entity_id and a.field = s.field and a.other = s.other collate "C"
                            and a.owner_value = s.owner_value and a.other_value = s.other_value)
                from stage_difference s order by s.entity_id, s.field, s.other
                on conflict (entity_id, field, other) do update set owner_system = excluded.owner_system,
                    owner = excluded.owner, owner_value = excluded.owner_value, other_value = excluded.other_value,
                    since = case when hub.difference.owner_value = excluded.owner_value
                            and hub.difference.other_value = excluded.other_value
                        then hub.difference.since else excluded.since end,
                    accepted = excluded.accepted
                where (hub.difference.owner, hub.difference.owner_value, hub.difference.other_value)
                    is distinct from (excluded.owner, excluded.owner_value, excluded.other_value)""")) {
            upsert.setString(1, type.name());
            upsert.executeUpdate();
        }
    }
}
