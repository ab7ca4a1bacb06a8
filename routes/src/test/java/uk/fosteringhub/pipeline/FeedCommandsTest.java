package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.testing.TestDatabase;
import uk.fosteringhub.testing.TestDatabases;
import uk.fosteringhub.testing.TestKeys;

/** A paused feed from the command line: its files stay where they are, and nobody else takes them. */
@Tag("servers")
class FeedCommandsTest {
    @TempDir
    private Path folder;

    private TestDatabase store;
    private Path inbox;

    @BeforeEach
    void start() throws Exception {
        store = TestDatabases.empty();
        inbox = Files.createDirectories(folder.resolve("lcs"));
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private HubProcess hub(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of(
                "--set", "hub.database.url=" + store.url(),
                "--set", "hub.encryption.keyset=" + TestKeys.keyset(),
                "--data", folder.resolve("data").toString(),
                "--set", "hub.systems.lcs.location=file:" + inbox));
        return HubProcess.start(folder, arguments.toArray(String[]::new));
    }

    @Test
    void theFilesOfAPausedFeedWaitUntilItIsResumed() throws Exception {
        Files.writeString(inbox.resolve("DIM_PERSON.csv"), """
                DIM_PERSON_ID,FORENAME,SURNAME,GENDER_MAIN_CODE,BIRTH_DTTM
                1,Ada,Khan,F,1980-02-03
                """);
        assertThat(hub("feeds", "test", "lcs-persons").exitCode()).isZero();
        assertThat(hub("feeds", "resume", "lcs-persons").exitCode()).isEqualTo(2);
        assertThat(hub("feeds", "pause", "lcs-persons", "--reason", "the source is being moved")
                        .exitCode())
                .isZero();
        HubProcess paused = hub("sync", "--feed", "lcs-persons", "lcs-addresses");
        assertThat(paused.exitCode()).isEqualTo(1);
        assertThat(paused.output()).contains("the source is being moved").contains("by command line");
        assertThat(inbox.resolve("DIM_PERSON.csv")).exists();

        assertThat(hub("feeds", "resume", "lcs-persons").exitCode()).isZero();
        HubProcess resumed = hub("sync", "--feed", "lcs-persons");
        assertThat(resumed.exitCode()).as(resumed.output()).isZero();
        assertThat(inbox.resolve("DIM_PERSON.csv")).doesNotExist();
        HubProcess incidents = hub("incidents");
        assertThat(incidents.exitCode()).isZero();
        assertThat(incidents.output()).contains("Nothing is the matter.");
        assertThat(hub("incidents", "close", "7", "--reason", "x").exitCode()).isEqualTo(2);
    }
}
