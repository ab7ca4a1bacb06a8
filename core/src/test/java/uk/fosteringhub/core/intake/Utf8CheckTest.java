package uk.fosteringhub.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The check agrees with the platform's own decoder, however the bytes come in pieces. */
class Utf8CheckTest {

    @Property(tries = 2_000)
    void itAgreesWithTheDecoderWhereverTheBytesAreCut(
            @ForAll("bytes") byte[] bytes, @ForAll @IntRange(min = 1, max = 7) int piece) {
        Utf8Check check = new Utf8Check();
        for (int from = 0; from < bytes.length; from += piece) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece));
            check.accept(part, part.length);
        }

        assertThat(check.result().wellFormed()).isEqualTo(decodes(bytes));
    }

    @Test
    void itAgreesWithTheDecoderOnEverySequenceOfTwoBytesAndALeadOfThree() {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                assertAgreement((byte) first, (byte) second);
                assertAgreement((byte) first, (byte) second, (byte) 0x80);
                assertAgreement((byte) first, (byte) second, (byte) 0xBF, (byte) 0x80);
            }
        }
    }

    @Property(tries = 1_000)
    void wherePiecesAreCutChangesNothing(@ForAll("bytes") byte[] bytes, @ForAll @IntRange(min = 1, max = 7) int piece) {
        Utf8Check check = new Utf8Check();
        for (int from = 0; from < bytes.length; from += piece) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece));
            check.accept(part, part.length);
        }

        assertThat(check.result()).isEqualTo(Reading.utf8(bytes));
    }

    @Property(tries = 1_000)
    void ofSoundTextEveryCharacterBeyondAsciiIsCounted(@ForAll("text") String text) {
        long beyond = text.codePoints().filter(c -> c >= 0x80).count();

        assertThat(Reading.utf8(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(new Utf8(beyond, 0, -1));
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.strings().withChars("abcdefghij€éß\u0800\uFFFD").ofMaxLength(40);
    }

    @Test
    void theFirstBreakIsWhereItsSequenceBegins() {
        assertThat(Reading.utf8(bytes("longer than a word é", 0xE9, 'x', 0x80, 0xC3, 0xC3, 0xA9)))
                .isEqualTo(new Utf8(2, 3, 21));
        assertThat(Reading.utf8(bytes("é", 0xE2, 0x82))).isEqualTo(new Utf8(1, 1, 2));
    }

    private static byte[] bytes(String start, int... more) {
        byte[] first = start.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(first, first.length + more.length);
        for (int i = 0; i < more.length; i++) {
            all[first.length + i] = (byte) more[i];
        }
        return all;
    }

    @Test
    void onlyTheStatedLengthOfABufferCounts() {
        Utf8Check check = new Utf8Check();
        check.accept(new byte[] {'a', (byte) 0xFF}, 1);

        assertThat(check.result().wellFormed()).isTrue();
    }

    private static void assertAgreement(byte... bytes) {
        assertThat(Reading.utf8(bytes).wellFormed())
                .as("%s", Arrays.toString(bytes))
                .isEqualTo(decodes(bytes));
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    /** Mostly well-formed, sometimes with a byte changed or cut off, so that both answers come up often. */
    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<byte[]> text = Arbitraries.strings()
                .withChars("a€é\u0800\uFFFD\uD83D\uDE00\uDBFF\uDFFF")
                .ofMaxLength(12)
                .map(string -> string.getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> spoilt = text.filter(bytes -> bytes.length > 0).flatMap(bytes -> Arbitraries.integers()
                .between(0, bytes.length - 1)
                .flatMap(at -> Arbitraries.bytes().map(value -> {
                    byte[] changed = bytes.clone();
                    changed[at] = value;
                    return changed;
                })));
        Arbitrary<byte[]> cut = text.flatMap(
                bytes -> Arbitraries.integers().between(0, bytes.length).map(end -> Arrays.copyOf(bytes, end)));
        return Arbitraries.oneOf(
                text, spoilt, cut, Arbitraries.bytes().array(byte[].class).ofMaxSize(6));
    }
}
