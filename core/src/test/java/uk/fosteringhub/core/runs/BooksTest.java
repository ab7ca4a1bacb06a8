package uk.fosteringhub.core.runs;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BooksTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, 0, 0, 0, true",
        "15, 1, 2, 3, 4, 5, 0, true",
        "15, 1, 2, 3, 4, 5, 99, true",
        "14, 1, 2, 3, 4, 5, 0, false",
        "16, 1, 2, 3, 4, 5, 1, false",
        "1, 0, 0, 0, 0, 0, 1, false"
    })
    void booksBalanceWhenEveryRowReceivedIsInOneOtherCount(
            long received,
            long added,
            long changed,
            long unchanged,
            long failed,
            long held,
            long ended,
            boolean balance) {
        assertThat(new Books(received, added, changed, unchanged, failed, held, ended).balance())
                .isEqualTo(balance);
    }

    @Test
    void everyCountIsAdded() {
        assertThat(new Books(1, 2, 3, 4, 5, 6, 7).plus(new Books(10, 20, 30, 40, 50, 60, 70)))
                .isEqualTo(new Books(11, 22, 33, 44, 55, 66, 77));
    }

    @Property
    void balancedBooksPutTogetherBalance(@ForAll("balanced") Books some, @ForAll("balanced") Books others) {
        assertThat(some.plus(others).balance()).isTrue();
        assertThat(some.plus(others)).isEqualTo(others.plus(some));
        assertThat(some.plus(Books.NONE)).isEqualTo(some);
    }

    @ParameterizedTest
    @CsvSource({
        "GREEN, GREEN, GREEN",
        "GREEN, AMBER, AMBER",
        "GREEN, RED, RED",
        "AMBER, RED, RED",
        "AMBER, AMBER, AMBER"
    })
    void theWorseOfTwoVerdictsStands(Verdict some, Verdict other, Verdict worse) {
        assertThat(some.worseOf(other)).isEqualTo(worse);
        assertThat(other.worseOf(some)).isEqualTo(worse);
    }

    @ParameterizedTest
    @CsvSource({"GREEN, 0", "AMBER, 1", "RED, 2"})
    void theVerdictIsTheExitCode(Verdict verdict, int exitCode) {
        assertThat(verdict.exitCode()).isEqualTo(exitCode);
    }

    @Provide
    Arbitrary<Books> balanced() {
        Arbitrary<Long> count = Arbitraries.longs().between(0, 1_000_000_000L);
        return Combinators.combine(count, count, count, count, count, count)
                .as((added, changed, unchanged, failed, held, ended) -> new Books(
                        added + changed + unchanged + failed + held, added, changed, unchanged, failed, held, ended));
    }
}
