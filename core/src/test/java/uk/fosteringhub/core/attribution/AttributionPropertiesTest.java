package uk.fosteringhub.core.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import uk.fosteringhub.core.attribution.MadeUp.Enquiry;
import uk.fosteringhub.core.attribution.MadeUp.Given;
import uk.fosteringhub.core.attribution.MadeUp.Touch;
import uk.fosteringhub.core.attribution.journey.Journey;
import uk.fosteringhub.core.attribution.journey.TouchKind;
import uk.fosteringhub.core.attribution.model.Model;

/** What holds for every journey that anyone can think of. */
class AttributionPropertiesTest {

    @Property(tries = 500)
    void creditsAreNeverNegativeAndSumToOneForEveryEnquiryAndModel(@ForAll("people") MadeUp people) {
        List<Given> credits = people.attributed().credits();
        assertThat(credits).allSatisfy(given -> assertThat(given.credit()).isBetween(0.0, 1.0 + 1e-12));
        Map<String, Double> sums = credits.stream()
                .collect(Collectors.groupingBy(
                        given -> given.enquiry() + given.model(), Collectors.summingDouble(Given::credit)));
        assertThat(sums).hasSize(people.enquiries().size() * Model.values().length);
        assertThat(sums.values()).allSatisfy(sum -> assertThat(sum).isCloseTo(1.0, within(1e-12)));
    }

    @Property(tries = 500)
    void theOrderOfTheInputDoesNotMatterToTheLastBit(@ForAll("people") MadeUp people, @ForAll long seed) {
        assertThat(people.shuffled(seed).attributed()).isEqualTo(people.attributed());
    }

    @Property(tries = 500)
    void transitNeverBeatsASource(@ForAll("people") MadeUp people) {
        for (Given given : people.attributed().credits()) {
            assertThat(given.channel()).doesNotStartWith("redirect");
            Enquiry enquiry = people.enquiries().stream()
                    .filter(one -> given.enquiry().equals("E" + one.id()))
                    .findFirst()
                    .orElseThrow();
            List<Touch> within = people.touches().stream()
                    .filter(touch -> touch.person() == enquiry.person())
                    .filter(touch -> touch.at() <= enquiry.at() && touch.at() >= enquiry.at() - 90 * MadeUp.DAY)
                    // By the settings as they come, what is only inferred takes no credit.
                    .filter(touch -> touch.kind() != TouchKind.INFERRED)
                    .toList();
            boolean caused = within.stream().anyMatch(touch -> touch.kind() != TouchKind.TRANSIT);
            String expected = caused ? "source" : within.isEmpty() ? Journey.NO_EVIDENCE : Journey.VIA_REDIRECT;
            assertThat(given.channel()).startsWith(expected);
        }
    }

    @Property(tries = 200)
    void everyHouseholdCountsOnceForEveryStageInEveryModel(@ForAll("people") MadeUp people) {
        for (Model model : Model.values()) {
            double approvals = people.attributed().totals().stream()
                    .filter(line -> line.contains(" " + model + " APPROVED "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
            long households = people.enquiries().stream()
                    .filter(enquiry -> (enquiry.reached() & 64) != 0)
                    .map(enquiry -> enquiry.person() / 2)
                    .distinct()
                    .count();
            assertThat(approvals).isCloseTo(households, within(1e-9));
        }
    }

    @Provide
    Arbitrary<MadeUp> people() {
        return MadeUp.any();
    }
}
