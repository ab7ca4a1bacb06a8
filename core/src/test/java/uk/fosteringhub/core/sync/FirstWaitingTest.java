package uk.fosteringhub.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.sync.FirstWaiting.Transactions;

class FirstWaitingTest {
    private final FirstWaiting first = new FirstWaiting();

    private long after(long running, long next, long waits) {
        first.from();
        first.looked(new Transactions(running, next), OptionalLong.of(waits));
        return first.from();
    }

    @Test
    void looksBeginWhereNothingCanComeBeforeAnyMore() {
        assertThat(after(10, 10, 100)).isZero();
        assertThat(after(11, 13, 103)).isZero();
        assertThat(after(12, 15, 106))
                .as("a transaction still goes on that had begun when 100 was seen")
                .isZero();
        assertThat(after(13, 17, 109)).isEqualTo(100);
        assertThat(after(16, 18, 112)).isEqualTo(100);
        assertThat(after(17, 19, 115)).isEqualTo(106);
    }

    @Test
    void whatCameLateStaysInSight() {
        after(10, 12, 100);
        after(10, 14, 103);

        assertThat(after(14, 14, 98)).isEqualTo(98);
    }

    @Test
    void aLookThatFindsNothingSettlesNothing() {
        after(10, 10, 100);
        after(11, 11, 103);
        first.looked(new Transactions(12, 12), OptionalLong.empty());

        assertThat(first.from()).isZero();
        assertThat(after(13, 13, 120)).isEqualTo(100);
    }

    @Test
    void whoseStoreWasGoneLooksThroughAll() {
        after(10, 10, 100);
        after(11, 11, 103);
        assertThat(after(12, 12, 106)).isEqualTo(100);

        first.forget();

        assertThat(first.from()).isZero();
    }
}
