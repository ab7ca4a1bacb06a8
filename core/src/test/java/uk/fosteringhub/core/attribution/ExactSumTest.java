package uk.fosteringhub.core.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import uk.fosteringhub.core.attribution.model.ExactSum;

/** The sum that no order changes is the true sum, rounded once. */
class ExactSumTest {

    @Property
    void theSumIsTheTrueOneRoundedOnce(
            @ForAll @Size(max = 60) List<@DoubleRange(min = -1e12, max = 1e12) Double> numbers) {
        ExactSum sum = new ExactSum();
        BigDecimal exact = BigDecimal.ZERO;
        for (double number : numbers) {
            sum.add(number);
            sum.add(number / 3e9);
            exact = exact.add(new BigDecimal(number)).add(new BigDecimal(number / 3e9));
        }
        assertThat(sum.value()).isEqualTo(exact.doubleValue());
    }
}
