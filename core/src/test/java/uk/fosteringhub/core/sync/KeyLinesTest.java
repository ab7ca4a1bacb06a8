package uk.fosteringhub.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.store.CopyLines;

/** Keys reach the database as they are, whatever they hold. */
class KeyLinesTest {

    @Property
    void anyKeysArriveWithTheirHashesAndNumbers(
            @ForAll("keys") List<String> keys,
            @ForAll long high,
            @ForAll long low,
            @ForAll @IntRange(min = 0) int ordinal,
            @ForAll @IntRange(min = 1) int rows)
            throws SQLException {
        UUID hash = new UUID(high, low);
        KeyLines lines = new KeyLines(64);
        keys.forEach(key -> lines.add(key, hash, ordinal, rows));
        CopyLines sent = new CopyLines();
        lines.sendTo(sent.copyIn());

        assertThat(sent.rows())
                .isEqualTo(keys.stream()
                        .map(key -> List.of(
                                key,
                                hash.toString().replace("-", ""),
                                Integer.toString(ordinal),
                                Integer.toString(rows)))
                        .toList());
    }

    @Test
    void theyAreFullAtTheirLimitAndEmptyOnceSent() throws SQLException {
        KeyLines lines = new KeyLines(1_000);
        CopyLines sent = new CopyLines();
        int added = 0;
        while (!lines.full()) {
            lines.add("key", new UUID(0, 0), added++, 1);
        }
        lines.sendTo(sent.copyIn());
        lines.sendTo(sent.copyIn());

        assertThat(lines.full()).isFalse();
        assertThat(sent.pieces()).singleElement().satisfies(bytes -> assertThat(bytes)
                .isBetween(1_000, 1_100));
        assertThat(sent.rows())
                .extracting(row -> row.get(2))
                .isEqualTo(IntStream.range(0, added).mapToObj(Integer::toString).toList());
    }

    @Test
    void aKeyLongerThanTheBufferFits() throws SQLException {
        for (String key : List.of("k".repeat(100_000), "é".repeat(100_000), "\\".repeat(100_000))) {
            KeyLines lines = new KeyLines(64);
            CopyLines sent = new CopyLines();
            lines.add(key, new UUID(0, 0), 0, 1);
            lines.sendTo(sent.copyIn());

            assertThat(sent.rows().get(0).get(0)).isEqualTo(key);
        }
    }

    @Provide
    Arbitrary<List<String>> keys() {
        return Arbitraries.oneOf(
                        Arbitraries.strings()
                                .withChars("\\\n\r\tN-1aé😀\u007F\u0080")
                                .ofMaxLength(10),
                        Arbitraries.strings().ofMaxLength(20))
                .filter(StandardCharsets.UTF_8.newEncoder()::canEncode)
                .list()
                .ofMaxSize(10);
    }
}
