package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import uk.fosteringhub.core.runs.Books;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.simulators.files.MadeUpFiles;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Version;

/** From the files of an office to the fostering data store, with real parts and the settings that come with the hub. */
@Tag("servers")
abstract class OfficeJourney {
    private static final MadeUpFiles FILES = new MadeUpFiles();
    private static final long ROWS = 40;
    private static final long SEED = 11;
    private static final Map<Long, Mistake> PLANTED =
            Map.of(3L, Mistake.IMPOSSIBLE_DATE, 17L, Mistake.RAGGED_ROW, 25L, Mistake.UNKNOWN_CODE);
    private static final int REFUSED = 2;

    @TempDir
    private Path temp;

    private final String system;
    private JourneyHub journey;
    private ConfigurableApplicationContext hub;

    OfficeJourney(String system, String... others) {
        this.system = system;
        systems.add(system);
        systems.addAll(List.of(others));
    }

    private final List<String> systems = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        journey = new JourneyHub(temp.resolve("data"));
        for (String one : systems) {
            journey.settings.put(
                    "hub.systems." + one + ".location", "file:" + Files.createDirectories(temp.resolve(one)));
        }
        hub = journey.start(false);
    }

    @AfterEach
    void stop() {
        hub.close();
        journey.close();
    }

    @Test
    void badRecordsFailAloneTheSameFilesAgainChangeNothingAndCorrectionsSettleThem() throws Exception {
        List<String> feeds = FILES.feeds().stream()
                .filter(feed -> feed.startsWith(system + "-"))
                .toList();
        for (String feed : feeds) {
            generate(feed, PLANTED);
        }
        RunResult first = sync(feeds);
        for (String feed : feeds) {
            Books books = books(first, feed);
            assertThat(List.of(books.received(), books.added(), books.failed()))
                    .as(feed)
                    .containsExactly(ROWS, ROWS - REFUSED, (long) REFUSED);
        }
        assertThat(first.verdict()).isEqualTo(Verdict.AMBER);
        assertThat(query("select count(*) from hub.failure where state = 'open'"))
                .containsExactly(Integer.toString(REFUSED * feeds.size()));
        assertThat(query("select distinct value from hub.unmapped_code")).containsExactly("QQ9");

        for (String feed : feeds) {
            generate(feed, PLANTED);
        }
        RunResult again = sync(feeds);
        for (String feed : feeds) {
            assertThat(books(again, feed).added() + books(again, feed).changed())
                    .as(feed)
                    .isZero();
        }

        for (String feed : feeds) {
            generate(feed, Map.of());
        }
        RunResult corrected = sync(feeds);
        assertThat(corrected.verdict()).as("%s", corrected).isEqualTo(Verdict.GREEN);
        for (String feed : feeds) {
            Books books = books(corrected, feed);
            assertThat(List.of(books.added(), books.changed(), books.failed()))
                    .as(feed)
                    .containsExactly((long) REFUSED, 1L, 0L);
        }
        // A row of the wrong shape has no key by which its correction could be known: people settle that.
        assertThat(query("select distinct state from hub.failure where rule <> 'row-shape'"))
                .containsExactly("resolved");
    }

    private void generate(String feed, Map<Long, Mistake> planted) throws IOException {
        try (OutputStream out = Files.newOutputStream(temp.resolve(system).resolve(FILES.fileName(feed)))) {
            FILES.generate(feed, ROWS, SEED, planted, Version.FIRST, out);
        }
    }

    /** Lays a file out in a system's folder. */
    final void put(String where, String fileName, String content) throws IOException {
        Files.writeString(temp.resolve(where).resolve(fileName), content);
    }

    /** One run of the sync with some feeds, or with all. */
    final RunResult sync(List<String> feeds) throws Exception {
        return JourneyHub.sync(hub, feeds.toArray(String[]::new));
    }

    final RunResult sync() throws Exception {
        return sync(List.of());
    }

    static Books books(RunResult result, String feed) {
        return JourneyHub.feed(result, feed).books();
    }

    /** All rows of a query, each column as text, joined by bars. */
    final List<String> query(String sql) {
        return journey.query(sql);
    }
}
