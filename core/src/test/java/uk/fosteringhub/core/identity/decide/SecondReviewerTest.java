package uk.fosteringhub.core.identity.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecondReviewerTest {
    private static final double WEIGHT = 7;

    private static SecondReviewer of(String... words) {
        SecondReviewer second = SecondReviewer.NEVER;
        for (String word : words) {
            second = second.and(word).orElseThrow();
        }
        return second;
    }

    private static List<String> reasons(SecondReviewer second, Consequence... touched) {
        return second.reasons(false, List.of(touched), WEIGHT);
    }

    @Test
    void nobodyIsAskedTwiceWhereNothingIsMarked() {
        assertThat(SecondReviewer.NEVER.reasons(true, List.of(Consequence.values()), -WEIGHT))
                .isEmpty();
    }

    @Test
    void aChildIsOneReasonAndAnApprovedCarerAnother() {
        assertThat(reasons(of("child"), Consequence.CHILD)).containsExactly("it concerns a child");
        assertThat(reasons(of("approved-carer"), Consequence.APPROVED_CARER))
                .containsExactly("it concerns an approved carer");
    }

    @Test
    void whatElseAPairTouchesIsNoReason() {
        assertThat(reasons(
                        of("child"),
                        Consequence.APPROVED_CARER,
                        Consequence.PLACEMENT,
                        Consequence.OPEN_CHECK,
                        Consequence.OPEN_ENQUIRY))
                .isEmpty();
        assertThat(reasons(
                        of("approved-carer"),
                        Consequence.CHILD,
                        Consequence.PLACEMENT,
                        Consequence.OPEN_CHECK,
                        Consequence.OPEN_ENQUIRY))
                .isEmpty();
        assertThat(reasons(of("restricted"), Consequence.values())).isEmpty();
    }

    @Test
    void aPairThatWeighsJustWhatIsSetNeedsNoSecondPerson() {
        assertThat(of("below-7").reasons(false, List.of(), 7)).isEmpty();
        assertThat(of("below-7").reasons(false, List.of(), 6.99)).containsExactly("it weighs less than 7.0 bits");
    }

    @Test
    void everyReasonIsTold() {
        assertThat(of("restricted", "child", "approved-carer", "below-8")
                        .reasons(true, List.of(Consequence.APPROVED_CARER, Consequence.CHILD), WEIGHT))
                .hasSize(4);
    }

    @Test
    void aWordThatIsNoneMarksNothing() {
        assertThat(SecondReviewer.NEVER.and("")).isEmpty();
        assertThat(SecondReviewer.NEVER.and("below-")).isEmpty();
        assertThat(SecondReviewer.NEVER.and("carer")).isEmpty();
    }
}
