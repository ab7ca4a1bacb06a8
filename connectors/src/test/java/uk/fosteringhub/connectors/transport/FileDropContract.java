package uk.fosteringhub.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.intake.DeliveryOutcome.State;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.SystemSettings;

/** What every drop folder does, wherever it is. */
abstract class FileDropContract {
    static final Duration QUIET = Duration.ofMillis(300);
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String ROWS = "DIM_PERSON_ID,SURNAME\n1,Ashdown\n";

    final RecordingIntake intake = new RecordingIntake();
    final Heard heard = new Heard();
    private DefaultCamelContext camel;

    /** The folder as the test sees it. */
    abstract Path folder();

    /** The folder as the hub is told of it. */
    abstract String location();

    abstract SystemSettings system();

    @BeforeEach
    void startCamel() throws Exception {
        camel = new DefaultCamelContext();
        camel.addRoutes(intake);
        camel.addRoutes(new FileDropTemplate());
        camel.start();
        Files.createDirectories(folder());
    }

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    @Test
    void filesAreTakenInTheOrderOfTheirFeedsThenFiledAndAcknowledged() throws Exception {
        write("DIM_PERSON_ADDRESS.csv", "DIM_PERSON_ID,POSTCODE\n1,ME15 9AB\n");
        write("DIM_PERSON.csv", ROWS);
        write("DIM_WORKER_20260306.csv", "DIM_WORKER_ID,SURNAME\n7,Cole\n");
        receive(false);
        assertThat(intake.names())
                .containsExactly("DIM_WORKER_20260306.csv", "DIM_PERSON.csv", "DIM_PERSON_ADDRESS.csv");
        assertThat(intake.deliveries().get(1).content()).isEqualTo(ROWS);
        assertThat(heard.done).containsExactly("lcs-workers", "lcs-persons", "lcs-addresses");
        assertThat(heard.all).isEqualTo(heard.done);
        assertThat(intake.deliveries())
                .as("which file is the last is known when the folder is empty")
                .noneMatch(delivery -> delivery.arrival().last());
        assertThat(heard.stopped).isEmpty();
        assertThat(files("")).isEmpty();
        assertThat(files("done")).hasSize(3).anyMatch(name -> name.matches("DIM_PERSON-\\d{8}T\\d{9}Z\\.csv"));
        assertThat(Files.readString(folder().resolve("ack/DIM_PERSON.csv.ack.csv")))
                .contains("DIM_PERSON.csv,AA,2,3,2,0,1,0,0,0");
    }

    @Test
    void aFileThatIsWrittenOverWhileItIsTakenIsTakenAgain() throws Exception {
        String later = ROWS + "2,Birch\n";
        intake.judge(arrival -> {
            try {
                write("DIM_PERSON.csv", later);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            intake.judge(again -> State.ACCEPTED);
            return State.ACCEPTED;
        });
        write("DIM_PERSON.csv", ROWS);
        receive(false);
        assertThat(intake.deliveries())
                .extracting(RecordingIntake.Delivery::content)
                .containsExactly(ROWS, later);
        assertThat(files("")).isEmpty();
        assertThat(files("done")).hasSize(1);
    }

    @Test
    void aRefusedFileIsRejectedAndItsAcknowledgementSaysWhyAndIsSafeInASpreadsheet() throws Exception {
        intake.judge(arrival -> State.REJECTED);
        write("DIM_PERSON.csv", "FOO\n1\n");
        receive(false);
        assertThat(files("rejected")).hasSize(1);
        assertThat(files("done")).isEmpty();
        assertThat(Files.readString(folder().resolve("ack/DIM_PERSON.csv.ack.csv")))
                .contains("DIM_PERSON.csv,AR,")
                .contains("1,'=EVIL(),header,The column DIM_PERSON_ID is missing.");
    }

    @Test
    void unfinishedFilesAreLeftAlone() throws Exception {
        write("DIM_PERSON.csv.part", ROWS);
        write("DIM_PERSON.csv.filepart", ROWS);
        write(".DIM_PERSON.csv", ROWS);
        receive(false);
        assertThat(intake.deliveries()).isEmpty();
        assertThat(files("")).hasSize(3);
        assertThat(heard.done).hasSize(3);
    }

    @Test
    void aFileThatKeepsGrowingIsLeftForTheNextRunAndSaid() throws Exception {
        write("DIM_PERSON.csv", ROWS);
        Thread writer = new Thread(() -> {
            while (!Thread.interrupted()) {
                try {
                    Files.writeString(folder().resolve("DIM_PERSON.csv"), "2,Birch\n", StandardOpenOption.APPEND);
                    Thread.sleep(40);
                } catch (IOException | InterruptedException ended) {
                    return;
                }
            }
        });
        writer.start();
        try {
            receive(system(), location(), false, Duration.ofSeconds(2), Duration.ofSeconds(5));
        } finally {
            writer.interrupt();
            writer.join();
        }
        assertThat(intake.deliveries()).isEmpty();
        assertThat(files("")).containsExactly("DIM_PERSON.csv");
        assertThat(heard.notes).anyMatch(note -> note.contains("still being written: DIM_PERSON.csv"));
        assertThat(heard.done).hasSize(3);
        assertThat(heard.all).containsExactly("lcs-workers", "lcs-addresses");
    }

    @Test
    void aFileUnderAnotherNameIsRecognisedByItsHeaderAndTakenInItsTurn() throws Exception {
        write("DIM_PERSON_ADDRESS.csv", "DIM_PERSON_ID,POSTCODE\n1,ME15 9AB\n");
        write("zz-people.csv", "\uFEFFdim_person_id , Surname,FORENAME\r\n1,Ashdown,Ada\r\n");
        receive(false);
        assertThat(intake.names()).containsExactly("zz-people.csv", "DIM_PERSON_ADDRESS.csv");
        assertThat(intake.deliveries().get(0).arrival().feed().name()).isEqualTo("lcs-persons");
        assertThat(intake.deliveries().get(0).content()).endsWith("1,Ashdown,Ada\r\n");
    }

    @Test
    void aFileOfNoFeedStaysWhereItIsAndIsNamed() throws Exception {
        write("relations.csv", "DIM_PERSON_ID,SURNAME,A,B,C,D\n1,x,2,3,4,5\n");
        write("notes.txt", "hello");
        receive(false);
        assertThat(intake.deliveries()).isEmpty();
        assertThat(files("")).containsExactly("notes.txt", "relations.csv");
        assertThat(heard.notes).singleElement().asString().contains("notes.txt, relations.csv");
    }

    @Test
    void aDryRunLeavesEverythingAsItWas() throws Exception {
        write("DIM_PERSON.csv", ROWS);
        receive(true);
        assertThat(intake.names()).containsExactly("DIM_PERSON.csv");
        assertThat(files("")).containsExactly("DIM_PERSON.csv");
        assertThat(folder().resolve("ack")).doesNotExist();
        assertThat(heard.done).hasSize(3);
    }

    @Test
    void anEmptyFolderIsDone() {
        receive(false);
        assertThat(heard.done).hasSize(3);
        assertThat(heard.stopped).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereIsSaid() throws Exception {
        Files.delete(folder());
        receive(false);
        assertThat(heard.stopped).hasSize(3);
        assertThat(heard.stopped.get("lcs-persons")).containsAnyOf("has no such folder", "does not exist");
    }

    final void receive(boolean dryRun) {
        receive(system(), location(), dryRun);
    }

    final void receive(SystemSettings system, String location, boolean dryRun) {
        receive(system, location, dryRun, QUIET, PATIENCE);
    }

    private void receive(SystemSettings system, String location, boolean dryRun, Duration quiet, Duration patience) {
        List<FeedSettings> feeds =
                List.of(Samples.workers(location), Samples.persons(location), Samples.addresses(location));
        new FileDrop(camel, Samples.mappings(), quiet, patience).receive(system, feeds, dryRun, heard);
    }

    final void write(String name, String content) throws IOException {
        Files.writeString(folder().resolve(name), content);
    }

    final List<String> files(String below) throws IOException {
        Path folder = folder().resolve(below);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
