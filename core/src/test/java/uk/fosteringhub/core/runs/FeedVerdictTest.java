package uk.fosteringhub.core.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes a feed amber or red, and the reason that people are told. */
class FeedVerdictTest {
    private static final Books CLEAN = new Books(10, 2, 3, 5, 0, 0, 1);
    private static final Books FAILURES = new Books(10, 2, 3, 3, 2, 0, 0);
    private static final Books HELD = new Books(10, 2, 3, 4, 0, 1, 0);
    private static final Books UNBALANCED = new Books(10, 2, 3, 4, 0, 0, 0);

    private static final String OVERDUE =
            "no delivery has come within the expected time: ask the source whether its extract ran";
    private static final String EMPTIED =
            "a delivery had no records though this feed always brings some: ask the source";
    private static final String DO_NOT_BALANCE =
            "the books do not balance: received is not the sum of new, changed, unchanged, failed and held";

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("clean", evidence(CLEAN, 0, 0, "", false, false), Verdict.GREEN, List.of()),
                Arguments.of("nothing came", evidence(Books.NONE, 0, 0, "", false, false), Verdict.GREEN, List.of()),
                Arguments.of(
                        "failures",
                        evidence(FAILURES, 0, 0, "", false, false),
                        Verdict.AMBER,
                        List.of("2 records failed")),
                Arguments.of(
                        "held rows",
                        evidence(HELD, 0, 0, "", false, false),
                        Verdict.AMBER,
                        List.of("1 rows wait for another row of the same record that failed")),
                Arguments.of("ending held", evidence(CLEAN, 0, 7, "", false, false), Verdict.AMBER, List.of()),
                Arguments.of("emptied", evidence(CLEAN, 0, 0, "", false, true), Verdict.AMBER, List.of(EMPTIED)),
                Arguments.of(
                        "refused",
                        evidence(CLEAN, 1, 0, "", false, false),
                        Verdict.RED,
                        List.of("a delivery was refused whole")),
                Arguments.of(
                        "refused often",
                        evidence(CLEAN, 3, 0, "", false, false),
                        Verdict.RED,
                        List.of("3 deliveries were refused whole")),
                Arguments.of(
                        "stopped",
                        evidence(CLEAN, 0, 0, "the server is gone", false, false),
                        Verdict.RED,
                        List.of("the server is gone")),
                Arguments.of("overdue", evidence(CLEAN, 0, 0, "", true, false), Verdict.RED, List.of(OVERDUE)),
                Arguments.of(
                        "unbalanced",
                        evidence(UNBALANCED, 0, 0, "", false, false),
                        Verdict.RED,
                        List.of(DO_NOT_BALANCE)),
                Arguments.of(
                        "a worse reason is not made better by a lesser one behind it",
                        evidence(FAILURES, 1, 7, "", true, true),
                        Verdict.RED,
                        List.of("a delivery was refused whole", OVERDUE, EMPTIED, "2 records failed")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theVerdictFollowsFromWhatHappened(
            String what, FeedVerdict.Evidence evidence, Verdict verdict, List<String> reasons) {
        FeedResult result = FeedVerdict.judge("lcs-persons", evidence, 1.5);

        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.reasons()).isEqualTo(reasons);
        assertThat(result)
                .returns("lcs-persons", FeedResult::feed)
                .returns(evidence.deliveries(), FeedResult::deliveries)
                .returns(evidence.books(), FeedResult::books)
                .returns(1.5, FeedResult::seconds);
    }

    @Test
    void theKindsOfFailuresAreToldRatherThanTheirNumber() {
        FeedVerdict.Evidence evidence = new FeedVerdict.Evidence(
                FAILURES, 1, 0, 0, "", false, false, List.of(), List.of("a note"), List.of("2 × date in BIRTH_DTTM"));

        assertThat(FeedVerdict.judge("f", evidence, 0).reasons()).containsExactly("2 × date in BIRTH_DTTM", "a note");
    }

    @Test
    void aNoteAloneLeavesAFeedGreen() {
        FeedVerdict.Evidence evidence = new FeedVerdict.Evidence(
                CLEAN,
                1,
                0,
                0,
                "",
                false,
                false,
                List.of(),
                List.of("not UTF-8, so it was read as Windows-1252"),
                List.of());

        assertThat(FeedVerdict.judge("f", evidence, 0).verdict()).isEqualTo(Verdict.GREEN);
        assertThat(FeedVerdict.judge("f", evidence, 0).reasons()).hasSize(1);
    }

    @Test
    void aConcernMakesItAmberAndIsTold() {
        FeedVerdict.Evidence evidence = new FeedVerdict.Evidence(
                CLEAN, 1, 0, 0, "", false, false, List.of("changes wait for kafka"), List.of(), List.of());

        assertThat(FeedVerdict.judge("f", evidence, 0).verdict()).isEqualTo(Verdict.AMBER);
        assertThat(FeedVerdict.judge("f", evidence, 0).reasons()).containsExactly("changes wait for kafka");
    }

    private static FeedVerdict.Evidence evidence(
            Books books, int refused, long endingHeld, String stopped, boolean overdue, boolean emptied) {
        return new FeedVerdict.Evidence(
                books, 1 + refused, refused, endingHeld, stopped, overdue, emptied, List.of(), List.of(), List.of());
    }
}
