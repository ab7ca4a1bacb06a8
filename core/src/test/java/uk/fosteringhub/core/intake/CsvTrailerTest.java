package uk.fosteringhub.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.fosteringhub.core.intake.CsvDeliveryTest.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trailer says how many rows there are, so that a file that is cut off or patched up shows. */
class CsvTrailerTest {
    private static final String TWO_ROWS = "ID,NAME,NOTE\n1,Ann,x\n2,Ben,x\n";

    private final Reading csv = Reading.csv();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRAILER,2",
                "TRAILER,2\n",
                "TRAILER,2,",
                "TRAILER,2,,,\n\n",
                "#TRAILER,2\n",
                "EOF,2\r\n",
                "TRAILER, 2 \n",
                "TRAILER,0000002\n",
                "\"TRAILER\",\"2\"\n"
            })
    void aTrailerThatCountsRightIsNoRow(String trailer) throws Exception {
        assertThat(csv.values(TWO_ROWS + trailer)).containsExactly(List.of("1", "Ann", "x"), List.of("2", "Ben", "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRAILER,3", "EOF,1\n", "#TRAILER,0\n"})
    void aTrailerThatCountsDifferentlyRefusesTheFile(String trailer) {
        DeliveryRefused refused = csv.refusal(TWO_ROWS + trailer);

        assertThat(refused.rule()).isEqualTo("trailer-count");
        assertThat(refused.line()).isEqualTo(4);
    }

    @Test
    void theMessageTellsBothCounts() {
        assertRefused(
                csv.refusal(TWO_ROWS + "TRAILER,20\n"),
                "trailer-count",
                4,
                "The trailer counts 20 rows but 2 were read: the file is cut off or was changed on its way. Ask the source"
                        + " to send it again.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRAILER,\n", "TRAILER,two\n", "TRAILER,-2\n", "TRAILER,99999999999999999999\n"})
    void aTrailerWithoutANumberRefusesTheFile(String trailer) {
        assertRefused(
                csv.refusal(TWO_ROWS + trailer),
                "trailer-count",
                4,
                "The trailer's second field is not a number of rows, so it cannot be told whether the file is whole. Ask the"
                        + " source to write the count there.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3,Cy,x\n", "TRAILER,2\n", "ID,NAME,NOTE\n"})
    void rowsBehindTheTrailerRefuseTheFile(String more) {
        assertRefused(
                csv.refusal(TWO_ROWS + "TRAILER,2\n" + more),
                "trailer-count",
                5,
                "There are rows after the trailer. Ask the source to send the file again.");
    }

    @Test
    void rowsWithProblemsAndRowsWithLineEndsCountAsTheSourceCountsThem() throws Exception {
        assertThat(csv.read("ID,NAME,NOTE\n1,Ann\n\n2,\"B\nen\",x\n3,Cy,x,y\nTRAILER,3\n"))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trailer,2,x", "TRAILER,2,x", "EOFS,2", "TRAILER"})
    void aRowThatOnlyResemblesATrailerIsARow(String row) throws Exception {
        assertThat(csv.read(TWO_ROWS + row)).hasSize(3);
    }
}
