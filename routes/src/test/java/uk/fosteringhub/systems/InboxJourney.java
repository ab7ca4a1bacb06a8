package uk.fosteringhub.systems;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import uk.fosteringhub.core.runs.FeedResult;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.simulators.files.MadeUpFiles;

/**
 * The whole way of a file: a started hub with the project's own settings and mappings, a drop folder for each of some
 * systems, and a real database of its own to look into.
 */
final class InboxJourney implements AutoCloseable {
    private static final MadeUpFiles FILES = new MadeUpFiles();
    private static final long SEED = 11;

    private final Path inboxes;
    private final JourneyHub journey;
    private final ConfigurableApplicationContext hub;
    private RunResult last;

    InboxJourney(Path temp, String... systems) throws Exception {
        inboxes = temp.resolve("inbox");
        journey = new JourneyHub(temp.resolve("data"));
        for (String system : systems) {
            journey.settings.put("hub.systems." + system + ".location", "file:" + inbox(system));
        }
        hub = journey.start(false);
    }

    private Path inbox(String system) throws IOException {
        return Files.createDirectories(inboxes.resolve(system));
    }

    void drop(String system, String file, String content) throws IOException {
        Files.writeString(inbox(system).resolve(file), content);
    }

    /** A clean made-up file, with as many rows as go with so many persons. */
    void dropMadeUp(String feed, long persons) throws IOException {
        Path folder = inbox(feed.substring(0, feed.indexOf('-')));
        try (OutputStream out = Files.newOutputStream(folder.resolve(FILES.fileName(feed)))) {
            FILES.generate(feed, FILES.rowsFor(feed, persons), SEED, 0, out);
        }
    }

    void dropMadeUpWithoutTheLastRow(String feed, long persons) throws IOException {
        dropMadeUp(feed, persons);
        Path file = inbox(feed.substring(0, feed.indexOf('-'))).resolve(FILES.fileName(feed));
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, lines.size() - 1));
    }

    /** A run of all feeds of the systems. */
    RunResult sync() throws Exception {
        last = JourneyHub.sync(hub);
        return last;
    }

    /** How a feed went in the last run. */
    FeedResult feed(String name) {
        return JourneyHub.feed(last, name);
    }

    /** All rows of a query, each column as text, joined by bars. */
    List<String> query(String sql) {
        return journey.query(sql);
    }

    /** Keys of records that others refer to but that no system has told of. */
    List<String> stillExpected() {
        return query("select s.keyspace, s.record_type, c.key from hub.contribution c"
                + " join hub.source s on s.id = c.source_id where c.state = 'x' order by 1, 2, 3");
    }

    @Override
    public void close() {
        hub.close();
        journey.close();
    }
}
