package uk.fosteringhub.core.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.fosteringhub.core.attribution.files.AttributionFiles;
import uk.fosteringhub.core.attribution.files.AttributionFiles.Sources;
import uk.fosteringhub.core.tables.WrongFile;

/** A made-up year, of which it is known what the rules make of it. */
class YearTest {
    private static final Path YEAR = year();

    @TempDir
    private Path out;

    @ParameterizedTest
    @CsvSource({"credit_per_enquiry, 3, 1e-9", "channel_totals, 9, 1e-9", "markov_order1, 3, 1e-9", "funnel, 2, 0"})
    void everyFigureIsTheExpectedOne(String file, int firstOfCosts, double tolerance) throws Exception {
        run(YEAR);
        List<String> expected = Files.readAllLines(YEAR.resolve("expected_" + file + ".csv"));
        List<String> actual = Files.readAllLines(out.resolve(file + ".csv"));
        assertThat(actual).hasSameSizeAs(expected).element(0).isEqualTo(expected.get(0));
        for (int line = 1; line < expected.size(); line++) {
            String[] wanted = expected.get(line).split(",", -1);
            String[] got = actual.get(line).split(",", -1);
            assertThat(got).as("line %d", line + 1).hasSameSizeAs(wanted);
            for (int column = 0; column < wanted.length; column++) {
                if (wanted[column].matches("[0-9.]+") && tolerance > 0) {
                    assertThat(Double.parseDouble(got[column]))
                            .as("line %d column %d", line + 1, column + 1)
                            .isCloseTo(
                                    Double.parseDouble(wanted[column]),
                                    within(column >= firstOfCosts ? 1e-6 : tolerance));
                } else {
                    assertThat(got[column]).isEqualTo(wanted[column]);
                }
            }
        }
    }

    @Test
    void theLinesOfTheFilesMayComeInAnyOrder() throws Exception {
        Path shuffled = Files.createDirectories(out.resolve("shuffled"));
        for (String name : List.of("touchpoints.csv", "identity_map.csv", "enquiries.csv", "spend.csv")) {
            List<String> lines = new ArrayList<>(Files.readAllLines(YEAR.resolve(name)));
            Collections.shuffle(lines.subList(1, lines.size()), new Random(7));
            Files.write(shuffled.resolve(name), lines);
        }
        run(YEAR);
        List<byte[]> first = results();
        run(shuffled);
        assertThat(results()).containsExactlyElementsOf(first);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            touchpoints.csv  | T1,K1,Leaflet,leaflet,,2026-01-01T10:00:00 | line 3, column kind: this is no kind; write source
            touchpoints.csv  | T1,K1,Leaflet,source,,01/02/2026           | line 3, column occurred_at: this is no time
            touchpoints.csv  | T0,K1,Leaflet,source,,2026-01-01T10:00:00  | line 3, column touch_id: a line before has the same id
            touchpoints.csv  | T1,K1,,source,,2026-01-01T10:00:00         | line 3, column channel: this is empty
            touchpoints.csv  | T1,K1                                      | line 3: there are 2 fields, and the header has 6
            identity_map.csv | K1,P2                                      | line 3, column source_key: a line before gives this key to another person
            enquiries.csv    | E0,P1,2026-01-01T10:00:00,,,,,,            | line 3, column enquiry_id: a line before has the same id
            enquiries.csv    | E1,P1,yesterday,,,,,,                      | line 3, column enquired_at: this is no time
            spend.csv        | Leaflet,£12                                | line 3, column spend_gbp: this is no amount
            """)
    void aWrongLineIsToldWithItsPlaceAndWhatToDoAndNothingIsWritten(String file, String line, String told)
            throws Exception {
        Path small = small();
        Files.write(small.resolve(file), List.of(line), java.nio.file.StandardOpenOption.APPEND);
        assertThatThrownBy(() -> run(small))
                .isInstanceOf(WrongFile.class)
                .hasMessageContaining(file)
                .hasMessageContaining(told);
        assertThat(out.resolve("funnel.csv")).doesNotExist();
    }

    @Test
    void aFileWithoutAColumnIsRefusedByItsName() throws Exception {
        Path small = small();
        Files.writeString(small.resolve("enquiries.csv"), "enquiry_id,person\nE0,P1\n");
        assertThatThrownBy(() -> run(small))
                .isInstanceOf(WrongFile.class)
                .hasMessageContaining("line 1: there is no column person_id among enquiry_id, person;");
    }

    @Test
    void touchpointsOfNobodyAreCountedAndTakeNoPart() throws Exception {
        Path small = small();
        Files.write(
                small.resolve("touchpoints.csv"),
                List.of("T1,K9,Leaflet,source,,2026-01-01T10:00:00"),
                java.nio.file.StandardOpenOption.APPEND);
        assertThat(run(small).unknownKeys()).isEqualTo(1);
    }

    private Path small() throws IOException {
        Path small = Files.createDirectories(out.resolve("small"));
        Files.writeString(
                small.resolve("touchpoints.csv"),
                "touch_id,source_key,channel,kind,campaign,occurred_at\nT0,K1,Leaflet,source,,2026-01-01T09:00:00\n");
        Files.writeString(small.resolve("identity_map.csv"), "source_key,person_id\nK1,P1\n");
        Files.writeString(
                small.resolve("enquiries.csv"),
                "enquiry_id,person_id,enquired_at,initial_home_visit,application_given,application_received,training,"
                        + "panel,approved\nE0,P1,2026-01-02T09:00:00,,,,,,\n");
        Files.writeString(small.resolve("spend.csv"), "channel,spend_gbp\nLeaflet,10\n");
        return small;
    }

    private AttributionFiles.Done run(Path folder) throws IOException, WrongFile {
        return new AttributionFiles(AttributionSettings.DEFAULT)
                .run(
                        new Sources(
                                folder.resolve("touchpoints.csv"),
                                folder.resolve("identity_map.csv"),
                                folder.resolve("enquiries.csv"),
                                folder.resolve("spend.csv")),
                        out);
    }

    private List<byte[]> results() throws IOException {
        List<byte[]> results = new ArrayList<>();
        for (String name : List.of("credit_per_enquiry.csv", "channel_totals.csv", "funnel.csv", "markov_order1.csv")) {
            results.add(Files.readAllBytes(out.resolve(name)));
        }
        return results;
    }

    private static Path year() {
        try {
            return Path.of(YearTest.class.getResource("year").toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
