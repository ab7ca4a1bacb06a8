package uk.fosteringhub.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.store.CopyLines;

/** Keys reach the database as they are, whatever they hold. */
class KeyTuplesTest {

    private record Tuple(String key, UUID hash, int ordinal, int rows) {}

    @Property
    void anyKeysArriveWithTheirHashesAndNumbers(
            @ForAll("keys") List<String> keys,
            @ForAll long high,
            @ForAll long low,
            @ForAll @IntRange(min = 0) int ordinal,
            @ForAll @IntRange(min = 1) int rows)
            throws SQLException {
        UUID hash = new UUID(high, low);
        KeyTuples tuples = new KeyTuples(64);
        keys.forEach(key -> tuples.add(key, hash, ordinal, rows));

        assertThat(sent(tuples))
                .isEqualTo(keys.stream()
                        .map(key -> new Tuple(key, hash, ordinal, rows))
                        .toList());
    }

    @Test
    void theyAreFullAtTheirLimitAndEmptyOnceSent() throws SQLException {
        KeyTuples tuples = new KeyTuples(1_000);
        CopyLines sent = new CopyLines();
        int added = 0;
        while (!tuples.full()) {
            tuples.add("key", new UUID(0, 0), added++, 1);
        }
        tuples.sendTo(sent.copyIn());
        tuples.sendTo(sent.copyIn());

        assertThat(tuples.full()).isFalse();
        assertThat(sent.pieces()).singleElement().satisfies(bytes -> assertThat(bytes)
                .isBetween(1_000, 1_100));
    }

    @Test
    void aKeyLongerThanTheBufferFits() throws SQLException {
        for (String key : List.of("k".repeat(100_000), "é".repeat(100_000))) {
            KeyTuples tuples = new KeyTuples(64);
            tuples.add(key, new UUID(0, 0), 0, 1);

            assertThat(sent(tuples)).extracting(Tuple::key).containsExactly(key);
        }
    }

    /** Read the way PostgreSQL documents its binary format. */
    private static List<Tuple> sent(KeyTuples tuples) throws SQLException {
        CopyLines copy = new CopyLines();
        tuples.endTo(copy.copyIn());
        ByteBuffer bytes = ByteBuffer.wrap(copy.bytes());
        byte[] signature = new byte[11];
        bytes.get(signature);
        assertThat(new String(signature, StandardCharsets.ISO_8859_1)).isEqualTo("PGCOPY\n\u00FF\r\n\0");
        assertThat(bytes.getLong()).isZero();
        List<Tuple> found = new ArrayList<>();
        for (short fields = bytes.getShort(); fields != -1; fields = bytes.getShort()) {
            assertThat(fields).isEqualTo((short) 4);
            byte[] key = new byte[bytes.getInt()];
            bytes.get(key);
            assertThat(bytes.getInt()).isEqualTo(16);
            UUID hash = new UUID(bytes.getLong(), bytes.getLong());
            assertThat(bytes.getInt()).isEqualTo(4);
            int ordinal = bytes.getInt();
            assertThat(bytes.getInt()).isEqualTo(4);
            found.add(new Tuple(new String(key, StandardCharsets.UTF_8), hash, ordinal, bytes.getInt()));
        }
        assertThat(bytes.hasRemaining()).isFalse();
        return found;
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
