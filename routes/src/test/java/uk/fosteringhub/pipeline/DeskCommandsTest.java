package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** {@code ./hub failures} and {@code ./hub differences}, as somebody at a terminal meets them. */
@Tag("servers")
class DeskCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PERSONS = "DIM_PERSON_ID,FORENAME,SURNAME,GENDER_MAIN_CODE,BIRTH_DTTM\n";

    @TempDir
    private Path folder;

    private TestDatabase store;
    private Path inbox;

    @BeforeEach
    void start() throws Exception {
        store = TestDatabases.empty();
        inbox = Files.createDirectories(folder.resolve("inbox"));
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private HubProcess hub(int exit, String... words) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of(
                "--set",
                "hub.database.url=" + store.url(),
                "--set",
                "hub.encryption.keyset=" + TestKeys.keyset(),
                "--data",
                folder.resolve("data").toString(),
                "--set",
                "hub.systems.lcs.location=file:" + inbox,
                "--set",
                "hub.systems.charms.location=file:" + inbox));
        HubProcess process = HubProcess.start(folder, arguments.toArray(String[]::new));
        assertThat(process.exitCode())
                .as(String.join(" ", words) + ": " + process.output() + process.errors())
                .isEqualTo(exit);
        return process;
    }

    @Test
    void failuresAreListedExplainedReplayedAndDiscarded() throws Exception {
        Files.writeString(
                inbox.resolve("DIM_PERSON.csv"), PERSONS + "1,Ada,Khan,F,1980-02-03\n2,Bo,Evans,M,31/31/1980\n");
        hub(1, "sync", "--feed", "lcs-persons");

        assertThat(hub(0, "failures", "list").output())
                .contains("lcs-persons", "wrong-value", "BIRTH_DTTM")
                .doesNotContain("Evans", "31/31/1980");
        JsonNode listed = JSON.readTree(hub(0, "failures", "list", "--json").output());
        assertThat(listed.path("failures")).hasSize(1);
        String id = listed.path("failures").path(0).path("id").asText();
        assertThat(hub(0, "failures", "show", id).output())
                .contains("A value cannot be read as what it should be (BIRTH_DTTM)")
                .contains("Who must act: the owner of the source system.")
                .contains("hub  failed  date in BIRTH_DTTM, DIM_PERSON.csv, delivery")
                .doesNotContain("Evans", "31/31/1980");
        assertThat(hub(2, "failures", "show", "77").errors()).contains("There is no failure 77.");

        assertThat(hub(0, "failures", "replay", "id:" + id, "--preview").output())
                .contains("Of 1, looked at 1:", "1 would: fail again");
        JsonNode replayed =
                JSON.readTree(hub(1, "failures", "replay", "id:" + id, "--json").output());
        assertThat(replayed.path("state").asText()).isEqualTo("finished");
        assertThat(replayed.path("failed").asInt()).isEqualTo(1);

        hub(64, "failures", "discard", "id:" + id);
        assertThat(hub(0, "failures", "discard", "id:" + id, "--reason", "a test record", "--json")
                        .output())
                .contains("{\"discarded\":1}");
        assertThat(hub(2, "failures", "discard", "id:" + id, "--reason", "again")
                        .errors())
                .contains("No open failure is found");
        assertThat(hub(64, "failures", "list", "colour:red").errors()).contains("Nothing is called colour");
        assertThat(store.query("select actor, reason from hub.audit where action = 'failures-discarded'"))
                .containsExactly("command line|a test record");
    }

    @Test
    void differencesAreCountedAndWrittenWithoutValuesUnlessAskedFor() throws Exception {
        Files.writeString(inbox.resolve("DIM_PERSON.csv"), PERSONS + "100001,Ada,Khan,F,1981-05-03\n");
        Files.writeString(
                inbox.resolve("charms-carers.csv"),
                "Foster Parent ID,LCS Number,First Name,Surname,Date of Birth\nFP1,100001,Ada,=Khann,03/05/1981\n");
        hub(0, "sync", "--feed", "lcs-persons", "charms-carers");

        assertThat(hub(1, "differences").output())
                .contains("family_name", "lcs", "charms")
                .doesNotContain("Khan");
        JsonNode counts = JSON.readTree(
                hub(1, "differences", "--record", "person", "--json").output());
        assertThat(counts.path("counts")).hasSize(1);
        assertThat(counts.path("counts").path(0).path("open").asInt()).isEqualTo(1);
        assertThat(hub(0, "differences", "--field", "birth_date").output())
                .contains("No system says anything else than what holds.");

        Path file = folder.resolve("differences.csv");
        hub(1, "differences", "--out", file.toString());
        assertThat(Files.readString(file))
                .contains("family_name,lcs:100001,charms:FP1")
                .doesNotContain("Khan");
        hub(1, "differences", "--out", file.toString(), "--values");
        assertThat(Files.readString(file))
                .as("what a spreadsheet would run is disarmed")
                .contains("Khan,'=Khann");
        assertThat(store.query("select actor, detail ->> 'differences' from hub.audit"
                        + " where action = 'differences-exported'"))
                .containsExactly("command line|1");

        store.execute("update fostering.person set restricted = true");
        hub(1, "differences", "--out", file.toString());
        assertThat(Files.readString(file)).doesNotContain("family_name");
        hub(1, "differences", "--out", file.toString(), "--with-restricted");
        assertThat(Files.readString(file)).contains("family_name");

        assertThat(hub(64, "differences", "--record", "parson").errors())
                .contains("There is no kind of record 'parson'");
        assertThat(hub(64, "differences", "--system", "nowhere").errors()).contains("There is no system 'nowhere'");
        assertThat(hub(64, "differences", "--values").errors()).contains("go with --out FILE");
        assertThat(hub(
                                2,
                                "differences",
                                "--out",
                                folder.resolve("no/such/folder.csv").toString())
                        .errors())
                .contains("cannot be written");
    }
}
