package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.identity.decide.BlindSample;
import uk.fosteringhub.core.identity.decide.Consequence;
import uk.fosteringhub.core.identity.decide.Decided;
import uk.fosteringhub.core.identity.decide.DecisionRefused;
import uk.fosteringhub.core.identity.decide.Decisions;
import uk.fosteringhub.core.identity.decide.PairView;
import uk.fosteringhub.core.identity.decide.ReviewQueue;
import uk.fosteringhub.core.identity.decide.SecondReviewer;
import uk.fosteringhub.core.identity.decide.Verdict;
import uk.fosteringhub.core.identity.decide.WhyOne;
import uk.fosteringhub.core.records.RecordTypes;

/** What waits for a person, and how right the links are that nobody was asked about. */
@Tag("servers")
class ReviewQueueTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final ReviewQueue.Filter ALL = ReviewQueue.Filter.all(true);

    @TempDir
    Path folder;

    private IdentityFixture hub;
    private ReviewQueue queue;

    @BeforeEach
    void start() {
        hub = new IdentityFixture(folder);
        hub.lcs("P1,Ada,Mersey,1980-05-01", "P2,Bea,Mersey,2020-05-01", "P3,Cleo,Trent,1970-05-01");
        hub.mosaic("M1,Adeline,Mersey,1980-05-01,N", "M2,Beatrice,Mersey,2020-05-01,N", "M3,Ada,Mersey,1980-05-01,Y");
        queue = new ReviewQueue(hub.store.onStore(), SecondReviewer.DEFAULT);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private List<Long> waiting() {
        return queue.list(ALL, 0, 50).stream().map(PairView::id).toList();
    }

    @Test
    void theGravestComesFirstThenTheHeaviestAndWhatNobodyCouldTellLast() throws Exception {
        long light = hub.judged(false, "lcs:P1", "mosaic:M1", 5);
        long heavy = hub.judged(false, "lcs:P3", "mosaic:M1", 12);
        long child = hub.judged(false, "lcs:P2", "mosaic:M2", 3);
        assertThat(waiting()).containsExactly(child, heavy, light);

        hub.decide(child, Verdict.UNSURE);

        assertThat(waiting()).containsExactly(heavy, light, child);
        assertThat(queue.one(child, true).orElseThrow().touched()).contains(Consequence.CHILD);
        assertThat(queue.list(ALL, heavy, 1)).extracting(PairView::id).containsExactly(light);
        assertThat(queue.count(ALL)).isEqualTo(3);
    }

    @Test
    void whatConcernsRestrictedPersonsIsNotThereForOthers() {
        long pair = hub.judged(false, "lcs:P1", "mosaic:M3", 5);

        assertThat(waiting()).containsExactly(pair);
        assertThat(queue.list(ReviewQueue.Filter.all(false), 0, 50)).isEmpty();
        assertThat(queue.count(ReviewQueue.Filter.all(false))).isZero();
        assertThat(queue.one(pair, false)).isEmpty();
        assertThat(queue.one(pair, true).orElseThrow().secondReasons()).hasSize(1);
    }

    @Test
    void whatAnotherDecisionDecidesIsNotAsked() throws Exception {
        long same = hub.judged(false, "lcs:P1", "mosaic:M1", 9);
        hub.judged(false, "lcs:P3", "mosaic:M1", 5);
        hub.judged(false, "lcs:P3", "lcs:P1", 5);
        hub.decide(same, Verdict.SAME);
        assertThat(waiting()).hasSize(2);

        hub.decide(hub.pair("lcs:P3", "mosaic:M1"), Verdict.DIFFERENT);

        assertThat(waiting()).isEmpty();
    }

    @Test
    void whoSaidTheFirstWordIsNotAskedForTheSecond() throws Exception {
        long pair = hub.judged(false, "lcs:P1", "mosaic:M3", 5);
        hub.decisions(SecondReviewer.DEFAULT).decide(hub.wanted(pair, Verdict.SAME, "rose"));

        assertThat(queue.next("rose", ALL, 0)).isEmpty();
        assertThat(queue.next("iris", ALL, 0)).hasValue(pair);
        ReviewQueue.Filter second = new ReviewQueue.Filter(
                ReviewQueue.Which.SECOND, Optional.empty(), Optional.of("mosaic"), Optional.empty(), true);
        assertThat(queue.list(second, 0, 9)).extracting(PairView::firstBy).containsExactly("rose");
    }

    private BlindSample sample(int size) {
        Clock nextMonth = Clock.offset(Clock.systemUTC(), Duration.ofDays(32));
        return new BlindSample(hub.store.onStore(), size, nextMonth, ZONE);
    }

    @Test
    void someOfAMonthsLinksAreDrawnOnceAndMeasured() throws Exception {
        hub.judged(true, "lcs:P1", "mosaic:M1", 30);
        hub.judged(true, "lcs:P2", "mosaic:M2", 30);
        hub.judged(false, "lcs:P3", "mosaic:M2", 4);
        YearMonth month = YearMonth.now(ZONE);
        BlindSample sample = sample(50);
        assertThat(sample.next(month, true).orElseThrow().place()).isEqualTo(1);
        hub.judged(true, "lcs:P3", "mosaic:M1", 30);
        List<String> drawn = hub.store.query("select place, pair_id from hub.identity_sample order by 1");
        assertThat(drawn).hasSize(2);

        sample.judge(month, 1, Verdict.SAME, "", "rose", true);
        sample.judge(month, 2, Verdict.DIFFERENT, "other day of birth", "rose", true);

        assertThat(hub.store.query("select place, pair_id from hub.identity_sample order by 1"))
                .isEqualTo(drawn);
        BlindSample.Measured measured = sample.measured(month).orElseThrow();
        assertThat(measured.links()).isEqualTo(2);
        assertThat(measured.same() + " " + measured.different()).isEqualTo("1 1");
        assertThat(measured.precision().share()).isEqualTo(0.5);
        assertThat(measured.precision().low()).isBetween(0.09, 0.1);
        assertThat(sample.next(month, true)).isEmpty();
        assertThat(queue.list(
                        new ReviewQueue.Filter(
                                ReviewQueue.Which.DOUBTED, Optional.empty(), Optional.empty(), Optional.empty(), true),
                        0,
                        9))
                .singleElement()
                .satisfies(pair -> assertThat(pair.doubt()).contains("sample"));
    }

    @Test
    void aLinkIsJudgedOnce() throws Exception {
        hub.judged(true, "lcs:P1", "mosaic:M1", 30);
        YearMonth month = YearMonth.now(ZONE);
        BlindSample sample = sample(50);
        sample.next(month, true);
        sample.judge(month, 1, Verdict.SAME, "", "rose", true);

        assertThatThrownBy(() -> sample.judge(month, 1, Verdict.DIFFERENT, "twins", "iris", true))
                .isInstanceOfSatisfying(DecisionRefused.class, refused -> assertThat(refused.why())
                        .isEqualTo(DecisionRefused.Why.OUTDATED));
    }

    @Test
    void whoFindsALinkWrongSaysWhy() {
        hub.judged(true, "lcs:P1", "mosaic:M1", 30);
        YearMonth month = YearMonth.now(ZONE);
        BlindSample sample = sample(50);
        sample.next(month, true);

        assertThatThrownBy(() -> sample.judge(month, 1, Verdict.DIFFERENT, " ", "rose", true))
                .isInstanceOf(DecisionRefused.class)
                .hasMessageContaining("Say why they are different");
        assertThat(sample.measured(month).orElseThrow().judged()).isZero();
    }

    @Test
    void whyRecordsAreOneTellsNobodyElseOfRestrictedPersonsAndNobodyAtAllTheFirstOfTwoWords() throws Exception {
        long pair = hub.judged(false, "lcs:P1", "mosaic:M3", 30);
        Decisions decisions = hub.decisions(SecondReviewer.DEFAULT);

        decisions.decide(hub.wanted(pair, Verdict.SAME, "rose"));
        assertThat(why("lcs:P1", true)).isEmpty();

        decisions.decide(hub.wanted(pair, Verdict.DIFFERENT, "iris"));
        assertThat(why("lcs:P1", true)).extracting(Decided::actor).containsExactly("iris", "rose");
        assertThat(why("lcs:P1", false)).isEmpty();
    }

    private List<Decided> why(String record, boolean restricted) {
        return new WhyOne(hub.store.onStore())
                .of(RecordTypes.PERSON, hub.entity(record), restricted)
                .orElseThrow()
                .decisions();
    }

    @Test
    void aSampleIsAsLargeAsSetAndTheSameWhoeverDrawsIt() {
        hub.judged(true, "lcs:P1", "mosaic:M1", 30);
        hub.judged(true, "lcs:P2", "mosaic:M2", 30);
        YearMonth month = YearMonth.now(ZONE);
        sample(1).draw(month);
        List<String> drawn = hub.store.query("select pair_id from hub.identity_sample");
        assertThat(drawn).hasSize(1);
        hub.store.execute("delete from hub.identity_sample");
        hub.store.execute("delete from hub.identity_sample_month");

        sample(1).draw(month);

        assertThat(hub.store.query("select pair_id from hub.identity_sample")).isEqualTo(drawn);
    }

    @Test
    void aMonthThatIsNotOverHasNoSample() {
        hub.judged(true, "lcs:P1", "mosaic:M1", 30);

        new BlindSample(hub.store.onStore(), 50, Clock.systemUTC(), ZONE).draw(YearMonth.now(ZONE));

        assertThat(hub.store.query("select * from hub.identity_sample_month")).isEmpty();
    }
}
