package uk.fosteringhub.core.failures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import uk.fosteringhub.core.failures.Explanation.Who;
import uk.fosteringhub.core.store.Database;

/** Says what a failure is, who must act, and what helped the last time. */
public final class Explanations {
    private static final int LATEST = 200;
    private static final int MOST_WAYS = 3;

    private final Database database;
    private final DateTimeFormatter day;

    public Explanations(Database database, ZoneId zone) {
        this.database = database;
        this.day = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK).withZone(zone);
    }

    public Explanation of(FailureDetail failure) {
        FailureSearch.Found found = failure.found();
        FailureKind kind = FailureKind.of(found.kind()).orElse(FailureKind.DEFECT);
        String system = system(found.feed());
        String place = place(failure);
        List<String> before = database.inTransaction(connection -> fixedBefore(connection, found.id()));
        return switch (kind) {
            case MISSING_VALUE, WRONG_VALUE, BROKEN_RULE, NO_KEY, UNREADABLE ->
                new Explanation(
                        what(kind, found, place),
                        Who.SOURCE_OWNER,
                        "Have it put right in " + system
                                + "; the next delivery with the right record settles this. Until then it can be edited"
                                + " here and replayed, or, if many have the same, corrected for all of them.",
                        before,
                        toOwner(failure, system));
            case UNKNOWN_CODE ->
                new Explanation(
                        what(kind, found, place),
                        Who.HUB_ADMIN,
                        "If the code is new and right, add it to the code table; if it is a slip, have it put right in "
                                + system + ". A correction can read it as a known code for all failures at once.",
                        before,
                        toOwner(failure, system));
            case DELIVERY_REFUSED ->
                new Explanation(
                        "The delivery " + failure.deliveryName() + " of " + found.feed()
                                + " was refused whole, and nothing of it was applied. " + found.message(),
                        Who.SOURCE_OWNER,
                        "Ask " + system
                                + " for a right delivery; when one is taken, this is settled. If the settings were"
                                + " wrong and have been put right, replay this one: it is read again from the archive.",
                        before,
                        toOwner(failure, system));
            case ENDING_HELD ->
                new Explanation(
                        "A full listing of " + found.feed() + " no longer has many records it had before. "
                                + found.message(),
                        Who.OPERATIONS,
                        "Ask " + system
                                + " whether these records have really gone. If so, replay this: they are ended. If not,"
                                + " leave it: the next right listing settles it.",
                        before,
                        toOwner(failure, system));
            case TARGET_REFUSED ->
                new Explanation(
                        "A change of " + found.key() + " did not get to " + system + ". " + found.message(),
                        Who.TARGET_OWNER,
                        "Put the record right where it is kept; its next change is sent by itself. If " + system
                                + " was wrong and has been put right, replay this: the record is sent as it is now.",
                        before,
                        toOwner(failure, system));
            case TARGET_AWAY ->
                new Explanation(
                        "A change of " + found.key() + " could not be brought to " + system + " for too long. "
                                + found.message(),
                        Who.TARGET_OWNER,
                        "When " + system + " can be reached again, replay this.",
                        before,
                        toOwner(failure, system));
            case ANSWER_UNUSABLE ->
                new Explanation(
                        "An answer of " + system + " cannot be used. " + found.message(),
                        Who.TARGET_OWNER,
                        "Ask " + system + " for a right answer; it settles this.",
                        before,
                        toOwner(failure, system));
            case DEFECT ->
                new Explanation(
                        "The hub could not store a record of " + found.feed() + ". " + found.message(),
                        Who.HUB_ADMIN,
                        "Look into the hub's log, then replay this.",
                        before,
                        "");
        };
    }

    private static String what(FailureKind kind, FailureSearch.Found found, String place) {
        String start =
                switch (kind) {
                    case MISSING_VALUE -> "A value that the record needs is not there";
                    case WRONG_VALUE -> "A value cannot be read as what it should be";
                    case UNKNOWN_CODE -> "A code is none of the published ones";
                    case NO_KEY -> "The record has no key, so nobody can say which record it is";
                    case UNREADABLE -> "The row cannot be read";
                    default -> "The record breaks a rule";
                };
        String column = found.column().isEmpty() ? "" : " (" + found.column() + ")";
        return start + column + ". " + sentence(found.message()) + " It stands " + place
                + ". The other records of the delivery went on.";
    }

    private static String sentence(String message) {
        return message.endsWith(".") || message.isEmpty() ? message : message + ".";
    }

    private static String place(FailureDetail failure) {
        String at = failure.found().line() > 0 ? "line " + failure.found().line() + " of " : "";
        return "in " + at + (failure.deliveryName().isEmpty() ? failure.found().feed() : failure.deliveryName());
    }

    private static String system(String feed) {
        return feed.startsWith("to-")
                ? feed.substring(3)
                : feed.contains("-") ? feed.substring(0, feed.indexOf('-')) : feed;
    }

    /** Keys are not names, but the message goes by e-mail: what the owner needs to find it is the place. */
    private String toOwner(FailureDetail failure, String system) {
        FailureSearch.Found found = failure.found();
        StringBuilder text =
                new StringBuilder("To the owner of ").append(system).append(",\n\n");
        if (found.feed().startsWith("to-")) {
            text.append("the hub sent a change that was not taken (failure ")
                    .append(found.id())
                    .append(").\n");
        } else {
            text.append("a record of ")
                    .append(found.feed())
                    .append(" could not be taken by the hub (failure ")
                    .append(found.id())
                    .append("), ")
                    .append(place(failure))
                    .append(".\n");
        }
        text.append("Reason: ").append(sentence(found.message())).append('\n');
        if (!found.column().isEmpty()) {
            text.append("Column: ")
                    .append(found.column())
                    .append(", rule: ")
                    .append(found.rule())
                    .append('\n');
        }
        return text.append("Seen ")
                .append(found.seen() == 1 ? "once" : found.seen() + " times")
                .append(", first on ")
                .append(day.format(found.firstSeen()))
                .append(", last on ")
                .append(day.format(found.lastSeen()))
                .append(".\n\nPlease put it right where it is kept; the next delivery takes it up by itself.\n")
                .toString();
    }

    private List<String> fixedBefore(Connection connection, long failure) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
            select outcome, count(*), max(changed_at) from (
                select o.outcome, o.changed_at from hub.failure f
                    cross join unnest(array['resolved', 'discarded', 'released']) as over (state)
                    cross join lateral (select x.outcome, x.changed_at from hub.failure x
                        where x.group_id = f.group_id and x.state = over.state and x.id <> f.id
                        order by x.id desc limit ?) o
                where f.id = ?) latest
            group by outcome order by max(changed_at) desc limit ?\
            """)) {
            query.setInt(1, LATEST);
            query.setLong(2, failure);
            query.setInt(3, MOST_WAYS);
            List<String> ways = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    ways.add(row.getString(1) + " (" + (row.getLong(2) == 1 ? "once" : row.getLong(2) + " times")
                            + ", last on " + day.format(row.getTimestamp(3).toInstant()) + ")");
                }
            }
            return ways;
        }
    }
}
