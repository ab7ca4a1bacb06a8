package uk.fosteringhub.core.alerts;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import uk.fosteringhub.core.runs.Books;
import uk.fosteringhub.core.runs.FeedResult;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.Runs;
import uk.fosteringhub.core.runs.TargetResult;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.watch.Incident;
import uk.fosteringhub.core.watch.Incidents;

/** The verdict of the night: one letter for each run of certain triggers, written once it is finished. */
public final class VerdictLetters {
    /** An older run's verdict is no news. */
    private static final Duration NEWS = Duration.ofDays(1);

    private static final int MOST_INCIDENTS = 50;

    private final Database database;
    private final Runs runs;
    private final Incidents incidents;
    private final AlertBook book;
    private final AlertText text;
    private final Set<String> triggers;

    /** @param triggers of the runs whose verdict is told: {@code schedule}, {@code command}, {@code api} */
    public VerdictLetters(
            Database database, Runs runs, Incidents incidents, AlertBook book, AlertText text, Set<String> triggers) {
        this.database = database;
        this.runs = runs;
        this.incidents = incidents;
        this.book = book;
        this.text = text;
        this.triggers = Set.copyOf(triggers);
    }

    /** Writes those that are not written yet. Each is written once, whichever process does it. */
    public void write() {
        if (book.channels().isEmpty()) {
            return;
        }
        for (long run : unwritten()) {
            RunResult result = runs.result(run).orElseThrow();
            List<Incident> open = incidents.of(Incidents.Asked.OPEN, 0, MOST_INCIDENTS);
            database.inTransaction(connection -> {
                book.verdict(connection, run, letter(result, open));
                return true;
            });
        }
    }

    private List<Long> unwritten() {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select r.id from hub.run r where r.state = 'finished' and r.trigger = any(?)
                        and r.finished_at > now() - make_interval(secs => ?)
                        and not exists (select 1 from hub.alert a where a.run_id = r.id)
                    order by r.id""")) {
                query.setArray(1, connection.createArrayOf("text", triggers.toArray()));
                query.setDouble(2, NEWS.toSeconds());
                return ids(query);
            }
        });
    }

    private static List<Long> ids(PreparedStatement query) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    Letter letter(RunResult result, List<Incident> open) {
        List<Letter.Section> sections = new ArrayList<>();
        sections.add(new Letter.Section("", List.of(summary(result, open))));
        add(
                sections,
                "Feeds that are not green",
                result.feeds().stream()
                        .filter(feed -> feed.verdict() != Verdict.GREEN)
                        .map(VerdictLetters::why)
                        .toList());
        add(
                sections,
                "Targets that are not green",
                result.out().stream()
                        .filter(target -> target.verdict() != Verdict.GREEN)
                        .map(target -> target.target() + ", " + word(target.verdict()) + ": "
                                + String.join("; ", target.reasons()))
                        .toList());
        add(
                sections,
                "Open incidents",
                open.stream()
                        .map(incident -> incident.id() + ", " + incident.state() + " since "
                                + text.at(incident.openedAt()) + ": " + incident.sentence())
                        .toList());
        add(
                sections,
                "Books of the feeds",
                result.feeds().stream().map(VerdictLetters::books).toList());
        add(
                sections,
                "Books of the targets",
                result.out().stream().map(VerdictLetters::books).toList());
        Letter.Tone tone = Letter.Tone.values()[result.verdict().ordinal()];
        return new Letter(
                "Verdict of the night: " + word(result.verdict()) + ", run " + result.run(),
                tone,
                sections,
                text.link("/runs/" + result.run()));
    }

    private String summary(RunResult result, List<Incident> open) {
        return "Run " + result.run() + " from " + text.at(result.startedAt()) + " to " + text.at(result.finishedAt())
                + " is " + word(result.verdict())
                + (result.balanced() ? "; the books balance." : "; the books do NOT balance.")
                + (open.isEmpty() ? "" : " Open incidents: " + open.size() + ".");
    }

    private static void add(List<Letter.Section> sections, String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            sections.add(new Letter.Section(heading, lines));
        }
    }

    private static String why(FeedResult feed) {
        return feed.feed() + ", " + word(feed.verdict())
                + (feed.reasons().isEmpty() ? "" : ": " + String.join("; ", feed.reasons()));
    }

    private static String books(FeedResult feed) {
        Books books = feed.books();
        return String.format(
                Locale.ROOT,
                "%s: %,d received = %,d new + %,d changed + %,d unchanged + %,d failed + %,d held; %,d ended",
                feed.feed(),
                books.received(),
                books.added(),
                books.changed(),
                books.unchanged(),
                books.failed(),
                books.held(),
                books.ended());
    }

    private static String books(TargetResult target) {
        return String.format(
                Locale.ROOT,
                "%s: %,d changes = %,d delivered + %,d sent + %,d refused + %,d not wanted + %,d waiting",
                target.target(),
                target.books().changes(),
                target.books().delivered(),
                target.books().sent(),
                target.books().refused(),
                target.books().notWanted(),
                target.books().waiting());
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
