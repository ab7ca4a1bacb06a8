package uk.fosteringhub.simulators.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IdentifiersTest {
    private static final String POSTCODE =
            "([A-PR-UWYZ]\\d[\\dA-HJKSTUW]?|[A-PR-UWYZ][A-HK-Y]\\d[\\dABEHMNPRVWXY]?)\\s?\\d[ABD-HJLNP-UW-Z]{2}";

    @Test
    void nhsNumbersAreOfTheTestRangeWithTheirCheckDigitAndNobodySharesOne() {
        List<String> numbers = LongStream.range(0, 200_000)
                .mapToObj(Identifiers::nhsNumber)
                .filter(number -> !number.isEmpty())
                .toList();
        assertThat(numbers).hasSizeGreaterThan(70_000).doesNotHaveDuplicates().allMatch(IdentifiersTest::valid);
    }

    @Test
    void aWrongNhsNumberIsWrongOnlyByItsCheckDigit() {
        assertThat(LongStream.range(0, 5_000).mapToObj(Identifiers::nhsNumberWithWrongCheckDigit))
                .allMatch(number -> number.matches("999\\d{7}") && !valid(number));
    }

    @Test
    void postcodesHaveTheFormOfRealOnes() {
        Draw draw = new Draw(1).about(Stream.ADDRESS, 1);
        assertThat(LongStream.range(0, 5_000).mapToObj(i -> Identifiers.postcode(draw)))
                .allMatch(postcode -> postcode.matches(POSTCODE));
    }

    /** As published, written the other way round from the code under test. */
    private static boolean valid(String number) {
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += (number.charAt(i) - '0') * (i == 9 ? 1 : 10 - i);
        }
        return number.matches("999\\d{7}") && sum % 11 == 0;
    }
}
