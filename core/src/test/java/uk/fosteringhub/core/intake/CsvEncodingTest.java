package uk.fosteringhub.core.intake;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.fosteringhub.core.intake.CsvDeliveryTest.assertRefused;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In which encoding a file is read, and when it is refused rather than read wrongly. */
class CsvEncodingTest {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String TEXT = "ID,NAME,NOTE\n1,Zoë,café – £5\n";
    private static final List<String> VALUES = List.of("1", "Zoë", "café – £5");
    private static final String NOT_UTF8 =
            "The file says it is UTF-8 but holds bytes that are not. Ask the source to write"
                    + " it as UTF-8 throughout, or set the feed's encoding.";

    private final Reading csv = Reading.csv();

    @ParameterizedTest
    @ValueSource(strings = {"auto", "UTF-8", "utf-8", "windows-1252"})
    void aFileWithAUtf8MarkIsReadAsUtf8WhateverTheFeedSaysAndTheMarkIsNoText(String encoding) throws Exception {
        assertThat(csv.in(encoding).read(("\uFEFF" + TEXT).getBytes(UTF_8)))
                .extracting(Reading.Seen::values)
                .containsExactly(VALUES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "UTF-8"})
    void utf8IsReadWithoutAMarkToo(String encoding) throws Exception {
        assertThat(csv.in(encoding).read(TEXT.getBytes(UTF_8)))
                .extracting(Reading.Seen::values)
                .containsExactly(VALUES);
        assertThat(csv.in(encoding).reader().note(Utf8.WELL_FORMED)).isEmpty();
    }

    @Test
    void charactersBeyondTheBasicPlaneArrive() throws Exception {
        assertThat(csv.values("ID,NAME,NOTE\n1,😀,x𝒳y\n")).containsExactly(List.of("1", "😀", "x𝒳y"));
    }

    @Test
    void whatIsNotUtf8IsReadAsWindows1252AndThatIsSaid() throws Exception {
        assertThat(csv.read(TEXT.getBytes(WINDOWS_1252)))
                .extracting(Reading.Seen::values)
                .containsExactly(VALUES);
        assertThat(csv.reader().note(Reading.utf8(TEXT.getBytes(WINDOWS_1252))))
                .isEqualTo("not UTF-8, so it was read as Windows-1252");
    }

    @Test
    void utf8WithABadByteIsRefusedRatherThanSpoilingEveryName() throws Exception {
        byte[] bytes = spoilt("ID,NAME,NOTE\r\n1,Zoë,\"two\nlines\"\r\n2,Siân,?\r\n3,Jürgen,x\r\n");

        assertRefused(
                csv.refusal(bytes),
                "encoding",
                4,
                "The file holds 3 characters in UTF-8, but also bytes that are not UTF-8, the first at byte 43 in line 4:"
                        + " read either way, names would come out wrong. Ask the source to write all of it in UTF-8; or, if"
                        + " all of it is Windows-1252, set the feed's encoding to windows-1252.");
        assertThat(csv.reader().note(Reading.utf8(bytes))).isEmpty();
        assertThat(csv.in("windows-1252").read(bytes)).hasSize(3);
    }

    @Test
    void utf8CutOffWithinACharacterIsRefused() {
        byte[] whole = "ID,NAME,NOTE\n1,Zoë,x\n2,Ann,ë".getBytes(UTF_8);

        assertThat(csv.refusal(java.util.Arrays.copyOf(whole, whole.length - 1)).rule())
                .isEqualTo("encoding");
    }

    /** É’ in Windows-1252 is a sound sequence of UTF-8. */
    @Test
    void aChancePairAmongManyLettersLeavesAFileInWindows1252() throws Exception {
        String rows = "1,Zoë,café\n".repeat(50);

        assertThat(csv.read(("ID,NAME,NOTE\n" + rows + "2,Ann,CAFÉ’S\n").getBytes(WINDOWS_1252)))
                .extracting(Reading.Seen::values)
                .contains(List.of("1", "Zoë", "café"), List.of("2", "Ann", "CAFÉ’S"));
        assertThat(csv.refusal("ID,NAME,NOTE\n1,Zoë,café\n2,Ann,CAFÉ’S\n".getBytes(WINDOWS_1252))
                        .rule())
                .as("among few it may as well be UTF-8")
                .isEqualTo("encoding");
    }

    private static byte[] spoilt(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '?' ? (byte) 0xE9 : bytes[i];
        }
        return bytes;
    }

    @Test
    void windows1252IsReadWhereTheFeedSaysSo() throws Exception {
        assertThat(csv.in("windows-1252").read(TEXT.getBytes(WINDOWS_1252)))
                .extracting(Reading.Seen::values)
                .containsExactly(VALUES);
        assertThat(csv.in("windows-1252").reader().note(Reading.utf8(TEXT.getBytes(WINDOWS_1252))))
                .isEmpty();
    }

    @Test
    void windows1252IsRefusedWhereTheFeedSaysUtf8() {
        assertRefused(csv.in("UTF-8").refusal(TEXT.getBytes(WINDOWS_1252)), "encoding", 0, NOT_UTF8);
    }

    @Test
    void aUtf8MarkBeforeBytesThatAreNotUtf8IsRefused() {
        byte[] body = TEXT.getBytes(WINDOWS_1252);
        byte[] marked = new byte[body.length + 3];
        marked[0] = (byte) 0xEF;
        marked[1] = (byte) 0xBB;
        marked[2] = (byte) 0xBF;
        System.arraycopy(body, 0, marked, 3, body.length);

        assertRefused(csv.refusal(marked), "encoding", 0, NOT_UTF8);
    }

    @Test
    void utf16WithAMarkIsReadInBothByteOrders() throws Exception {
        for (Charset charset : List.of(UTF_16LE, UTF_16BE)) {
            assertThat(csv.read(("\uFEFF" + TEXT).getBytes(charset)))
                    .extracting(Reading.Seen::values)
                    .containsExactly(VALUES);
        }
    }

    @Test
    void utf16WithoutAMarkIsNoText() {
        for (Charset charset : List.of(UTF_16LE, UTF_16BE)) {
            assertRefused(
                    csv.refusal("ID,NAME,NOTE\n1,Ann,x\n".getBytes(charset)),
                    "not-text",
                    1,
                    "The header holds NUL characters: this is not a text file. Ask the source for CSV.");
        }
    }
}
