package uk.fosteringhub.core.failures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Single rows of {@code hub.failure}, within one transaction. */
public final class FailureRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm", Locale.UK).withZone(ZoneId.of("Europe/London"));

    private final Connection connection;
    private final Payloads payloads;

    public FailureRows(Connection connection, Payloads payloads) {
        this.connection = connection;
        this.payloads = payloads;
    }

    /** Empty if there is none of this number. */
    public Optional<FailureDetail> one(long id) throws SQLException {
        return one(id, "");
    }

    /**
     * One that somebody acts on, locked until the transaction ends.
     *
     * @param version as the person saw it
     * @throws FailureRefused if there is none, or it has changed since, with who did what and when
     */
    FailureDetail locked(long id, int version) throws SQLException, FailureRefused {
        FailureDetail found = locked(id);
        if (found.found().version() != version) {
            throw moved(found);
        }
        return found;
    }

    FailureDetail locked(long id) throws SQLException, FailureRefused {
        return one(id, " for update of f")
                .orElseThrow(() -> new FailureRefused(
                        FailureRefused.Why.UNKNOWN,
                        "There is no failure " + id + "; it may have been removed for its age."));
    }

    private FailureRefused moved(FailureDetail found) throws SQLException {
        Optional<FailureEvents.Event> last =
                new FailureEvents(connection).of(found.found().id()).stream().findFirst();
        String what = last.filter(event -> event.actor().equals(found.changedBy()))
                .map(event -> event.actor() + " has " + said(event.action()) + " it")
                .orElse(
                        found.changedBy().equals("hub")
                                ? "the hub has seen its record again"
                                : found.changedBy() + " has changed it");
        return new FailureRefused(
                FailureRefused.Why.MOVED,
                "Nothing was done: meanwhile, on " + WHEN.format(found.changedAt()) + ", " + what + ", and failure "
                        + found.found().id() + " is " + found.found().state().word()
                        + (found.found().outcome().isEmpty()
                                ? ""
                                : " (" + found.found().outcome() + ")")
                        + ". Look at it again.");
    }

    private static String said(String action) {
        return switch (action) {
            case "noted" -> "made a note on";
            case "failed-again" -> "replayed, without success,";
            default -> action.replace('-', ' ');
        };
    }

    private Optional<FailureDetail> one(long id, String lock) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select " + FailureSearch.COLUMNS + """
                , f.problems, f.received, f.raw, coalesce(d.name, ''), f.changed_by, f.changed_at, f.replaces, f.replaced_by,
                    coalesce(d.baseline, false)
                from hub.failure f left join hub.delivery d on d.id = f.delivery_id where f.id = ?""" + lock)) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Payloads.Read received = payloads.read(row.getString(20));
                Payloads.Read raw = payloads.read(row.getString(21));
                return Optional.of(new FailureDetail(
                        FailureSearch.read(row),
                        row.getString(19),
                        received.damaged() ? List.of() : list(received.text()),
                        raw.damaged() ? "{}" : raw.text(),
                        raw.damaged() ? raw.damage() : received.damage(),
                        row.getString(22),
                        row.getString(23),
                        row.getTimestamp(24).toInstant(),
                        number(row.getLong(25)),
                        number(row.getLong(26)),
                        row.getBoolean(27)));
            }
        }
    }

    private static OptionalLong number(long number) {
        return number == 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static List<String> list(String json) {
        try {
            return JSON.readValue(json, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database keeps only JSON here", impossible);
        }
    }

    /**
     * Moves a failure, which the caller has locked.
     *
     * @throws FailureRefused if that is no legal move
     */
    void move(FailureDetail failure, FailureState to, String outcome, String actor)
            throws SQLException, FailureRefused {
        FailureState from = failure.found().state();
        if (!from.mayBecome(to)) {
            throw new FailureRefused(
                    FailureRefused.Why.WRONG,
                    "Failure " + failure.found().id() + " is " + from.word() + " and cannot become " + to.word() + ".");
        }
        set(failure.found().id(), to, outcome, actor);
    }

    private void set(long id, FailureState to, String outcome, String actor) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.failure set state = ?, outcome = ?, version = version + 1, changed_by = ?, changed_at = now()
                where id = ?""")) {
            update.setString(1, to.word());
            update.setString(2, FailureLog.withoutNul(outcome));
            update.setString(3, actor);
            update.setLong(4, id);
            update.executeUpdate();
        }
    }

    /** Counts a change that moves nothing, so that nobody acts on what he has not seen. */
    void touch(long id, String actor) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update hub.failure set version = version + 1, changed_by = ?, changed_at = now() where id = ?")) {
            update.setString(1, actor);
            update.setLong(2, id);
            update.executeUpdate();
        }
    }
}
