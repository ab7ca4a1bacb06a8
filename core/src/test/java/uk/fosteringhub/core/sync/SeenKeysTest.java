package uk.fosteringhub.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A key that stands twice is always suspected; few others are. */
class SeenKeysTest {

    @Property
    void everyKeyThatComesAgainIsSuspected(@ForAll List<String> keys) {
        SeenKeys seen = new SeenKeys(keys.size(), Integer.MAX_VALUE);
        Set<String> before = new HashSet<>();
        Set<String> again = new HashSet<>();
        for (String key : keys) {
            seen.add(key);
            if (!before.add(key)) {
                again.add(key);
            }
        }

        assertThat(seen.suspects()).containsAll(again);
    }

    @Test
    void ofAHundredThousandKeysThatStandOnceHardlyAnyIsSuspected() {
        SeenKeys seen = new SeenKeys(100_000, Integer.MAX_VALUE);
        for (int i = 0; i < 100_000; i++) {
            seen.add(Integer.toString(1_000_000 + i));
        }

        assertThat(seen.suspects()).hasSizeLessThan(500);
    }

    @Test
    void beyondItsLimitOfSuspectsItGivesUpAndSaysSo() {
        SeenKeys seen = new SeenKeys(10, 2);
        for (int i = 0; i < 10; i++) {
            seen.add("key " + i / 2);
        }

        assertThat(seen.tooMany()).isTrue();
        assertThat(seen.suspects()).hasSize(3);
    }
}
