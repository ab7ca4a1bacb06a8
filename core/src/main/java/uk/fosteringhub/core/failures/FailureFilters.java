package uk.fosteringhub.core.failures;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.core.store.Database;

/** Queries that people keep under a name, for all. */
public final class FailureFilters {
    private static final int LONGEST_NAME = 80;
    private static final int MOST = 200;

    private final Database database;

    public FailureFilters(Database database) {
        this.database = database;
    }

    /** A query with its name. */
    public record Saved(String name, String query, String createdBy) {}

    public List<Saved> all() {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                            "select name, query, created_by from hub.failure_filter order by name limit " + MOST);
                    ResultSet row = query.executeQuery()) {
                List<Saved> saved = new ArrayList<>();
                while (row.next()) {
                    saved.add(new Saved(row.getString(1), row.getString(2), row.getString(3)));
                }
                return saved;
            }
        });
    }

    /** One of the same name is replaced. */
    public void save(String name, String text, String actor) throws FailureRefused, WrongQuery {
        String kept = name.strip();
        if (kept.isEmpty() || kept.length() > LONGEST_NAME) {
            throw new FailureRefused(
                    FailureRefused.Why.WRONG, "Give the filter a name of 1 to " + LONGEST_NAME + " characters.");
        }
        FailureQuery.of(text);
        database.inTransaction(connection -> {
            try (PreparedStatement upsert = connection.prepareStatement("""
                insert into hub.failure_filter (name, query, created_by) values (?, ?, ?)
                on conflict (name) do update set query = excluded.query, created_by = excluded.created_by,
                    created_at = now()\
                """)) {
                upsert.setString(1, kept);
                upsert.setString(2, text);
                upsert.setString(3, actor);
                return upsert.executeUpdate();
            }
        });
    }

    public void remove(String name) {
        database.inTransaction(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from hub.failure_filter where name = ?")) {
                delete.setString(1, name);
                return delete.executeUpdate();
            }
        });
    }
}
