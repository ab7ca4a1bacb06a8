package uk.fosteringhub.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Two rows have the same hash when, and only when, they look the same to the mapping. */
class RowHashTest {
    private static final String FINGERPRINT = "a".repeat(64);

    @Property
    void aRowAndTheSameRowAsARawRecordAgree(@ForAll("rows") List<String> values) {
        RowHash hash = new RowHash(FINGERPRINT, all(values.size()));
        Row row = row(values);

        assertThat(hash.of(row)).isEqualTo(hash.of(row.toRawRecord()));
        assertThat(hash.of(row)).isEqualTo(new RowHash(FINGERPRINT, all(values.size())).of(row));
    }

    @Property
    void theOrderOfTheColumnsDoesNotMatterWherePositionsFollowTheNames(
            @ForAll("rows") List<String> values, @ForAll Random random) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, values.size()).boxed().toList());
        Collections.shuffle(order, random);
        List<String> moved = order.stream().map(values::get).toList();
        int[] positions = IntStream.range(0, values.size()).map(order::indexOf).toArray();

        assertThat(new RowHash(FINGERPRINT, positions).of(row(moved)))
                .isEqualTo(new RowHash(FINGERPRINT, all(values.size())).of(row(values)));
    }

    @Property
    void differentValuesGiveDifferentHashes(@ForAll("rows") List<String> some, @ForAll("rows") List<String> others) {
        Assume.that(!some.equals(others));
        int[] positions = all(4);

        assertThat(new RowHash(FINGERPRINT, positions).of(row(some)))
                .isNotEqualTo(new RowHash(FINGERPRINT, positions).of(row(others)));
    }

    @Property
    void textThatMovesOverTheEdgeOfAColumnGivesAnotherHash(
            @ForAll("values") String text,
            @ForAll @IntRange(max = 20) int here,
            @ForAll @IntRange(max = 20) int there) {
        int one = Math.min(here, text.length());
        int other = Math.min(there, text.length());
        Assume.that(one != other);

        assertThat(split(text, one)).isNotEqualTo(split(text, other));
    }

    /** The separator that hashes are often built with, as a value. */
    @Test
    void aValueThatLooksLikeTheEdgeOfAColumnIsAValue() {
        RowHash hash = new RowHash(FINGERPRINT, all(2));

        for (String edge : List.of("\u001F", "\u0000", "\u00FF", "\uFFFF", ",")) {
            assertThat(hash.of(row(List.of("a" + edge + "b", ""))))
                    .isNotEqualTo(hash.of(row(List.of("a", "b" + edge))));
        }
    }

    @Test
    void columnsThatAreNotReadDoNotMatterAndThoseThatAreDo() {
        RowHash hash = new RowHash(FINGERPRINT, new int[] {0, 2});
        UUID before = hash.of(row(List.of("1", "any", "x")));

        assertThat(hash.of(row(List.of("1", "other", "x")))).isEqualTo(before);
        assertThat(hash.of(row(List.of("1", "any", "X")))).isNotEqualTo(before);
        assertThat(hash.of(row(List.of("1", "any", "x ")))).isNotEqualTo(before);
    }

    @Test
    void anotherMappingGivesAnotherHash() {
        Row row = row(List.of("1", "x"));

        assertThat(new RowHash("a".repeat(63) + "b", all(2)).of(row))
                .isNotEqualTo(new RowHash(FINGERPRINT, all(2)).of(row));
        assertThat(new RowHash("ab", all(2)).of(row(List.of("c", ""))))
                .isNotEqualTo(new RowHash("a", all(2)).of(row(List.of("bc", ""))));
    }

    @Test
    void theFurtherRowsOfARecordMatterAndTheirOrder() {
        RowHash hash = new RowHash(FINGERPRINT, all(1));
        RawRecord a = RawRecord.of(1, new String[] {"a"});
        RawRecord b = RawRecord.of(2, new String[] {"b"});
        RawRecord c = RawRecord.of(3, new String[] {"c"});

        assertThat(List.of(
                        hash.of(a),
                        hash.of(together(a, b)),
                        hash.of(together(a, c)),
                        hash.of(together(a, b, c)),
                        hash.of(together(a, c, b)),
                        hash.of(RawRecord.of(1, new String[] {"ab"}))))
                .doesNotHaveDuplicates();
    }

    @Test
    void longValuesAreHashedWhole() {
        RowHash hash = new RowHash(FINGERPRINT, all(2));
        String text = "€".repeat(100_000);

        assertThat(hash.of(row(List.of(text, text)))).isNotEqualTo(hash.of(row(List.of(text, text + "x"))));
    }

    private static UUID split(String text, int at) {
        return new RowHash(FINGERPRINT, all(2)).of(row(List.of(text.substring(0, at), text.substring(at))));
    }

    private static RawRecord together(RawRecord first, RawRecord... further) {
        return new RawRecord(first.line(), first.values(), List.of(further));
    }

    private static int[] all(int columns) {
        return IntStream.range(0, columns).toArray();
    }

    private static Row row(List<String> values) {
        Row row = new Row();
        row.begin(1, values.size());
        values.forEach(value -> row.add(value.toCharArray(), 0, value.length()));
        return row;
    }

    @Provide
    Arbitrary<List<String>> rows() {
        return values().list().ofSize(4);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("ab\u001F\u0000 é€\uD83D\uDE00").ofMaxLength(6),
                Arbitraries.strings().ofMaxLength(20));
    }
}
