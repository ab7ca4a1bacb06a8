package uk.fosteringhub.core.access;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.store.Database;

/** The people who sign in with a password of the hub's own. Every change to them is in the audit. */
public final class ConsoleUsers {
    /** Wrong passwords in a row after which nobody gets in under that name for a while. */
    public static final int MOST_WRONG_PASSWORDS = 5;

    public static final Duration LOCKED_FOR = Duration.ofMinutes(15);

    private static final String COLUMNS = "name, display_name, password_hash, roles, disabled, must_change_password,"
            + " locked_until, last_signed_in_at";

    private final Database database;
    private final AuditLog audit;

    public ConsoleUsers(Database database) {
        this.database = database;
        this.audit = new AuditLog(database);
    }

    public boolean none() {
        return all().isEmpty();
    }

    public List<ConsoleUser> all() {
        return database.inTransaction(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("select " + COLUMNS + " from hub.console_user order by name")) {
                return read(query);
            }
        });
    }

    public Optional<ConsoleUser> named(String name) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("select " + COLUMNS + " from hub.console_user where name = ?")) {
                query.setString(1, name.replace('\0', ' '));
                return read(query).stream().findFirst();
            }
        });
    }

    /**
     * @param mustChange whether the password is to be changed at the first sign-in
     * @return false if there is somebody of this name
     */
    public boolean add(
            String actor, String name, String displayName, String passwordHash, Set<Role> roles, boolean mustChange) {
        return database.inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into hub.console_user (name, display_name, password_hash, roles, must_change_password)
                    values (?, ?, ?, ?, ?) on conflict do nothing""")) {
                insert.setString(1, name);
                insert.setString(2, displayName);
                insert.setString(3, passwordHash);
                insert.setArray(4, connection.createArrayOf("text", words(roles)));
                insert.setBoolean(5, mustChange);
                if (insert.executeUpdate() == 0) {
                    return false;
                }
            }
            audit.write(
                    connection,
                    AuditEntry.of(actor, "user-added", "user " + name).with("roles", String.join(" ", words(roles))));
            return true;
        });
    }

    /** @return false if there is nobody of this name */
    public boolean setRoles(String actor, String name, Set<Role> roles) {
        return change(
                AuditEntry.of(actor, "user-roles-set", "user " + name).with("roles", String.join(" ", words(roles))),
                connection -> {
                    PreparedStatement update =
                            connection.prepareStatement("update hub.console_user set roles = ? where name = ?");
                    update.setArray(1, connection.createArrayOf("text", words(roles)));
                    update.setString(2, name);
                    return update;
                });
    }

    /** @return false if there is nobody of this name */
    public boolean setDisabled(String actor, String name, boolean disabled) {
        return change(AuditEntry.of(actor, disabled ? "user-disabled" : "user-enabled", "user " + name), connection -> {
            PreparedStatement update = connection.prepareStatement(
                    "update hub.console_user set disabled = ?, wrong_passwords = 0, locked_until = null"
                            + " where name = ?");
            update.setBoolean(1, disabled);
            update.setString(2, name);
            return update;
        });
    }

    /**
     * Also unlocks.
     *
     * @return false if there is nobody of this name
     */
    public boolean setPassword(String actor, String name, String passwordHash, boolean mustChange) {
        return change(AuditEntry.of(actor, "user-password-set", "user " + name), connection -> {
            PreparedStatement update = connection.prepareStatement("""
                    update hub.console_user set password_hash = ?, must_change_password = ?, wrong_passwords = 0,
                        locked_until = null where name = ?""");
            update.setString(1, passwordHash);
            update.setBoolean(2, mustChange);
            update.setString(3, name);
            return update;
        });
    }

    public void signedIn(String name) {
        change(AuditEntry.of(name, "signed-in", "console"), connection -> {
            PreparedStatement update = connection.prepareStatement("""
                    update hub.console_user set wrong_passwords = 0, locked_until = null, last_signed_in_at = now()
                    where name = ?""");
            update.setString(1, name);
            return update;
        });
    }

    /** Counts a wrong password; after {@value #MOST_WRONG_PASSWORDS} in a row the name is locked for a while. */
    public void wrongPassword(String name) {
        change(AuditEntry.of("hub", "sign-in-refused", "user " + name), connection -> {
            PreparedStatement update = connection.prepareStatement("""
                    update hub.console_user set
                        wrong_passwords = case when wrong_passwords + 1 >= ? then 0 else wrong_passwords + 1 end,
                        locked_until = case when wrong_passwords + 1 >= ? then ? else locked_until end
                    where name = ?""");
            update.setInt(1, MOST_WRONG_PASSWORDS);
            update.setInt(2, MOST_WRONG_PASSWORDS);
            update.setTimestamp(3, Timestamp.from(Instant.now().plus(LOCKED_FOR)));
            update.setString(4, name);
            return update;
        });
    }

    private boolean change(AuditEntry entry, Database.Work<PreparedStatement> statement) {
        return database.inTransaction(connection -> {
            try (PreparedStatement update = statement.on(connection)) {
                if (update.executeUpdate() == 0) {
                    return false;
                }
            }
            audit.write(connection, entry);
            return true;
        });
    }

    private static String[] words(Set<Role> roles) {
        return new TreeSet<>(roles).stream().map(Role::word).toArray(String[]::new);
    }

    private static List<ConsoleUser> read(PreparedStatement query) throws SQLException {
        List<ConsoleUser> users = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                users.add(new ConsoleUser(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Arrays.stream((String[]) row.getArray(4).getArray())
                                .flatMap(word -> Role.of(word).stream())
                                .collect(Collectors.toSet()),
                        row.getBoolean(5),
                        row.getBoolean(6),
                        instant(row.getTimestamp(7)),
                        instant(row.getTimestamp(8))));
            }
        }
        return users;
    }

    private static Optional<Instant> instant(Timestamp timestamp) {
        return Optional.ofNullable(timestamp).map(Timestamp::toInstant);
    }
}
