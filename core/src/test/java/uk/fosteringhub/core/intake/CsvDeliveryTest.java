package uk.fosteringhub.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of CSV files as sources really write them: fine, a problem of one row, or a refusal that says what to do. */
class CsvDeliveryTest {
    private final Reading csv = Reading.csv();

    @Test
    void rowsComeWithTheLineWhereTheyStartTheirKeyAndTheirValues() throws Exception {
        List<Reading.Seen> seen = csv.read("ID,NAME,NOTE\n1,Ann,first\n2,Ben,second\n");

        assertThat(seen).extracting(Reading.Seen::line).containsExactly(2L, 3L);
        assertThat(seen).extracting(Reading.Seen::key).containsExactly("1", "2");
        assertThat(seen).extracting(Reading.Seen::rows).containsExactly(1, 1);
        assertThat(seen)
                .extracting(Reading.Seen::values)
                .containsExactly(List.of("1", "Ann", "first"), List.of("2", "Ben", "second"));
        assertThat(seen).extracting(Reading.Seen::unreadable).containsOnly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\r\n", "\uFEFF", "\uFEFF\n"})
    void anEmptyFileIsRefused(String nothing) {
        assertRefused(
                csv.refusal(nothing),
                "empty",
                0,
                "The file is empty: it has no header row. Ask the source whether its extract ran.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID,NAME,NOTE", "ID,NAME,NOTE\n", "ID,NAME,NOTE\r\n\r\n", "ID,NAME,NOTE\nTRAILER,0\n"})
    void aHeaderAloneIsADeliveryWithoutRecords(String headerOnly) throws Exception {
        assertThat(csv.read(headerOnly)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void anyLineEndWillDoAndTheLastRowNeedsNone(String lineEnd) throws Exception {
        List<List<String>> expected = List.of(List.of("1", "Ann", ""), List.of("2", "Ben", "x"));

        assertThat(csv.values("ID,NAME,NOTE" + lineEnd + "1,Ann," + lineEnd + "2,Ben,x"))
                .isEqualTo(expected);
        assertThat(csv.values("ID,NAME,NOTE" + lineEnd + "1,Ann," + lineEnd + "2,Ben,x" + lineEnd))
                .isEqualTo(expected);
        assertThat(csv.read("ID,NAME,NOTE" + lineEnd + "1,Ann," + lineEnd + "2,Ben,x"))
                .extracting(Reading.Seen::line)
                .containsExactly(2L, 3L);
    }

    @Test
    void blankLinesAreNoRowsButCountAsLines() throws Exception {
        assertThat(csv.read("\nID,NAME,NOTE\n\n\n1,Ann,\r\n\r\n2,Ben,\n\n"))
                .extracting(Reading.Seen::line)
                .containsExactly(5L, 7L);
    }

    @Test
    void aMissingColumnRefusesTheFileWithTheMappingsSentence() {
        assertRefused(csv.refusal("ID,NOTE\n1,x\n"), "header", 1, "The header has the column NAME 0 times.");
    }

    @Test
    void aColumnThatStandsThereTwiceRefusesTheFileWithTheMappingsSentence() {
        assertRefused(
                csv.refusal("ID,NAME,NOTE,Name\n1,Ann,x,Anna\n"),
                "header",
                1,
                "The header has the column NAME 2 times.");
    }

    @Test
    void aWrongDelimiterIsAHeaderThatDoesNotFit() {
        assertThat(csv.refusal("ID;NAME;NOTE\n1;Ann;x\n").rule()).isEqualTo("header");
    }

    @ParameterizedTest
    @ValueSource(chars = {';', '\t', '|'})
    void theFeedsDelimiterIsUsed(char delimiter) throws Exception {
        String text = "ID,NAME,NOTE\n1,Ann,\"a,b\"\n".replace(',', delimiter);

        assertThat(csv.delimitedBy(delimiter).values(text)).containsExactly(List.of("1", "Ann", "a" + delimiter + "b"));
    }

    @Test
    void columnsInAnotherOrderAndColumnsThatNobodyReadsChangeNothing() throws Exception {
        Reading.Seen usual = csv.read("ID,NAME,NOTE\n1,Ann,x\n").get(0);
        Reading.Seen other = csv.read("EXTRA,note,ID, Name \nignored,x,1,Ann\n").get(0);

        assertThat(other.key()).isEqualTo("1");
        assertThat(other.hash()).isEqualTo(usual.hash());
    }

    @Test
    void aRowWithTooFewOrTooManyValuesIsAProblemOfThatRowAlone() throws Exception {
        List<Reading.Seen> seen = csv.read("ID,NAME,NOTE\n1,Ann\n2,Ben,x\n3,Cy,x,y\n");

        assertThat(seen)
                .extracting(Reading.Seen::unreadable)
                .containsExactly(
                        "The row has 2 values where the header has 3 columns, so values may stand in the wrong column."
                                + " Ask the source to quote values that hold the delimiter.",
                        "",
                        "The row has 4 values where the header has 3 columns, so values may stand in the wrong column."
                                + " Ask the source to quote values that hold the delimiter.");
        assertThat(seen).extracting(Reading.Seen::line).containsExactly(2L, 3L, 4L);
        assertThat(seen.get(0).values()).containsExactly("1", "Ann", "");
        assertThat(seen.get(2).values()).containsExactly("3", "Cy", "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00001,Ann,x", "1,A\u0000nn,x", "1,Ann,x\u0000"})
    void aNulCharacterIsAProblemOfThatRowAlone(String row) throws Exception {
        assertThat(csv.read("ID,NAME,NOTE\n" + row + "\n2,Ben,x\n"))
                .extracting(Reading.Seen::unreadable)
                .containsExactly(
                        "The row holds a NUL character, which is not text. Ask the source to clean the value.", "");
    }

    @Test
    void aNulCharacterInTheHeaderMeansThatItIsNoTextFile() {
        assertRefused(
                csv.refusal("PK\u0003\u0004\u0000\u0000,NAME\n"),
                "not-text",
                1,
                "The header holds NUL characters: this is not a text file. Ask the source for CSV.");
    }

    @Test
    void aFileWithTenThousandColumnsIsRead() throws Exception {
        String more = IntStream.range(0, 10_000).mapToObj(i -> ",C" + i).collect(Collectors.joining());

        List<Reading.Seen> seen = csv.withRowsUpTo(100_000)
                .read("ID,NAME,NOTE" + more + "\n1,Ann,x" + ",".repeat(10_000) + "\n2,Ben,x\n");

        assertThat(seen.get(0).unreadable()).isEmpty();
        assertThat(seen.get(0).values()).hasSize(10_003);
        assertThat(seen.get(1).unreadable()).startsWith("The row has 3 values where the header has 10003 columns");
    }

    @Test
    void aRowOfExactlyTheLimitIsReadAndOneCharacterMoreRefusesTheFile() throws Exception {
        Reading limited = csv.withRowsUpTo(100);
        String fits = "2,Ben," + "x".repeat(94);

        assertThat(limited.values("ID,NAME,NOTE\n1,Ann,x\n" + fits)).hasSize(2);
        assertRefused(
                limited.refusal("ID,NAME,NOTE\n1,Ann,x\n" + fits + "x\n3,Cy,x\n"),
                "row-too-long",
                3,
                "There are more than 100 characters in the row that starts at line 3. Often a quotation mark is left open"
                        + " there; otherwise raise the feed's max-row-bytes.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x,", ","})
    void aLineOfTenMillionCharactersRefusesTheFileWhateverItIsMadeOf(String piece) {
        Reading limited = csv.withRowsUpTo(1 << 20);
        String row = piece.repeat(10_000_000 / piece.length());

        DeliveryRefused refused = limited.refusal("ID,NAME,NOTE\n1,Ann,x\n" + row + "\n3,Cy,x\n");

        assertThat(refused.rule()).isEqualTo("row-too-long");
        assertThat(refused.line()).isEqualTo(3);
    }

    @Test
    void aHeaderBeyondTheLimitRefusesTheFile() {
        DeliveryRefused refused = csv.withRowsUpTo(100).refusal("C,".repeat(100) + "\n1\n");

        assertThat(refused.rule()).isEqualTo("row-too-long");
        assertThat(refused.line()).isEqualTo(1);
    }

    @Test
    void anArchiveThatCannotBeReadIsNoFaultOfTheFile() {
        byte[] start = "ID,NAME,NOTE\n1,Ann,x\n".getBytes(StandardCharsets.UTF_8);
        InputStream breaking = new SequenceInputStream(new ByteArrayInputStream(start), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk gone");
            }
        });

        assertThatThrownBy(() -> {
                    try (DeliveryReader.Pass pass = csv.open(breaking, Utf8.WELL_FORMED)) {
                        while (pass.records().next()) {
                            pass.records().record();
                        }
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessage("disk gone");
    }

    @Test
    void aFaultOfTheMachineIsNotTakenForAFaultOfTheFile() {
        InputStream exhausting = new InputStream() {
            @Override
            public int read() {
                throw new OutOfMemoryError("as if");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return read();
            }
        };

        assertThatThrownBy(() -> csv.open(
                        new SequenceInputStream(
                                new ByteArrayInputStream("ID,NAME".getBytes(StandardCharsets.UTF_8)), exhausting),
                        Utf8.WELL_FORMED))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void noMessageHoldsAValue() {
        for (String secret : List.of(
                "1,\"Zebedee\"x,\n",
                "1,\"Zebedee,\n",
                "1," + "Zebedee".repeat(2_000) + ",\n",
                "TRAILER,Zebedee\n",
                "TRAILER,7\n1,Zebedee,x\n")) {
            assertThat(csv.refusal("ID,NAME,NOTE\n" + secret))
                    .isNotNull()
                    .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("Zebedee"));
        }
    }

    static void assertRefused(DeliveryRefused refused, String rule, long line, String message) {
        assertThat(refused).as("the delivery is refused").isNotNull();
        assertThat(refused.rule()).isEqualTo(rule);
        assertThat(refused.getMessage()).isEqualTo(message);
        assertThat(refused.line()).isEqualTo(line);
    }
}
