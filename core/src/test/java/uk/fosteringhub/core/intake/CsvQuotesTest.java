package uk.fosteringhub.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.fosteringhub.core.intake.CsvDeliveryTest.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quotation marks: where they may stand, and where they make it impossible to tell values apart. */
class CsvQuotesTest {
    private static final String HEADER = "ID,NAME,NOTE\n";

    private final Reading csv = Reading.csv();

    @Test
    void aQuotedValueMayHoldDelimitersLineEndsAndDoubledQuotes() throws Exception {
        List<Reading.Seen> seen =
                csv.read(HEADER + "1,\"Ann, of\nthe \"\"Mill\"\"\",\"\"\n2,\"Ben\r\nC\rD\",x\n3,Cy,\"\"\"\"\n4,Di,x\n");

        assertThat(seen)
                .extracting(Reading.Seen::values)
                .containsExactly(
                        List.of("1", "Ann, of\nthe \"Mill\"", ""),
                        List.of("2", "Ben\r\nC\rD", "x"),
                        List.of("3", "Cy", "\""),
                        List.of("4", "Di", "x"));
        assertThat(seen).extracting(Reading.Seen::line).containsExactly(2L, 4L, 7L, 8L);
    }

    @Test
    void aQuoteInsideAValueThatIsNotQuotedIsText() throws Exception {
        assertThat(csv.values(HEADER + "1,Ann \"Annie\" O,5' 6\"\n"))
                .containsExactly(List.of("1", "Ann \"Annie\" O", "5' 6\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2,\"Ben,x\n3,Cy,x\n",
                "2,Ben,\"x",
                "2,Ben,\"",
                "2,Ben,\"x\n",
                "2,Ben,\"x\"\"",
                "2,Ben,\"x\"\"\n",
                "\"2,Ben,x\n",
                "\""
            })
    void aQuoteThatIsNeverClosedRefusesTheFileAtTheRowThatOpensIt(String open) {
        assertRefused(
                csv.refusal(HEADER + "1,Ann,x\n" + open),
                "open-quote",
                3,
                "A quotation mark opened in the row that starts at line 3 is never closed. Ask the source to double"
                        + " quotation marks inside values and send the file again.");
    }

    @Test
    void aQuoteLeftOpenInTheHeaderRefusesTheFile() {
        assertThat(csv.refusal("ID,\"NAME,NOTE\n1,Ann,x\n").rule()).isEqualTo("open-quote");
        assertThat(csv.refusal("ID,\"NAME,NOTE\n1,Ann,x\n").line()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "'2,\"Ben\"x,y\n'",
                "'2,\"Ben\" ,y\n'",
                "'2,\"Ben,x\n3,\"Cy\",x\n'",
            })
    void textBehindAClosingQuoteRefusesTheFileAtTheRowWhereItStands(String doubtful) {
        assertRefused(
                csv.refusal(HEADER + "\n1,\"A\nnn\",x\n" + doubtful + "9,Zoe,x\n"),
                "quotes",
                5,
                "There is text right behind a closing quotation mark in the row that starts at line 5, so it cannot be"
                        + " told where values end. Ask the source to double quotation marks inside values and send the file"
                        + " again.");
    }

    @Test
    void aQuoteLeftOpenInALongFileIsFoundAtTheLimitWithTheRowThatOpensIt() {
        String rows = "7,Gus,x\n".repeat(100_000);

        DeliveryRefused refused = csv.refusal(HEADER + "1,Ann,x\n2,\"Ben,x\n" + rows);

        assertThat(refused.rule()).isEqualTo("row-too-long");
        assertThat(refused.line()).isEqualTo(3);
    }

    /** A parser that takes the line feed for the second half of a line end loses the value and joins two rows. */
    @Test
    void aQuotedValueThatEndsWithACarriageReturnEndsThere() throws Exception {
        assertThat(csv.values(HEADER + "1,Ann,\"x\r\"\n2,Ben,y\n"))
                .containsExactly(List.of("1", "Ann", "x\r"), List.of("2", "Ben", "y"));
    }
}
