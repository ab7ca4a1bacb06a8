package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.fosteringhub.pipeline.People.lafse;
import static uk.fosteringhub.pipeline.People.lcs;
import static uk.fosteringhub.pipeline.People.medical;
import static uk.fosteringhub.pipeline.People.mosaic;
import static uk.fosteringhub.pipeline.People.nhs;
import static uk.fosteringhub.pipeline.People.touchpoints;
import static uk.fosteringhub.pipeline.People.website;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.settings.FeedSettings;

/** In whatever order records come, and however often they are compared meanwhile, the same people come of it. */
@Tag("servers")
class IdentityOrderTest {
    private static final int ORDERS = 6;

    @TempDir
    Path folder;

    private record Delivery(FeedSettings feed, String content) {}

    private static final List<Delivery> DELIVERIES = List.of(
            new Delivery(
                    People.LCS,
                    lcs(
                            "S1,Susan,Whitcombe,1971-04-23,F," + nhs(1) + ",susan.whitcombe@example.org,07700900101",
                            "S2,Robert,Whitcombe,1969-02-01,M," + nhs(2) + ",,07700900101")),
            new Delivery(
                    People.MOSAIC,
                    mosaic(
                            "M1,Sue,Whitcombe,1971-04-23,F," + nhs(1) + ",susan.whitcombe@example.org,N",
                            "M2,Robert,Whitcombe,1969-02-01,M," + nhs(2) + ",,N")),
            new Delivery(
                    People.LCS,
                    lcs(
                            "T1,Julie,Northcott,2009-06-11,F,,,07700900222",
                            "T2,Julia,Northcott,2009-06-11,F,,,07700900222")),
            new Delivery(
                    People.LAFSE,
                    lafse("R1,Susan,Whitcombe,susan.whitcombe@example.org,07700900101,,2026-03-01T10:00:00Z")),
            new Delivery(
                    People.WEBSITE,
                    website("W1,Susan,Whitcombe,susan.whitcombe@example.org,07700900101,,2026-03-04T10:00:00Z")),
            new Delivery(
                    People.TOUCHPOINTS,
                    touchpoints("V1,Susan,Whitcombe,susan.whitcombe@example.org,07700900101,,2026-02-27T10:00:00Z")),
            new Delivery(People.MEDICAL, medical("MA-1,Susan,Whitcombe,1971-04-23," + nhs(1))));

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        Map<String, List<String>> expected = known(DELIVERIES, false);

        assertThat(expected.get("entities")).contains("lcs:S1+mosaic:M1", "lcs:S2+mosaic:M2", "lafse:R1+website:W1");
        assertThat(expected.get("references"))
                .contains(
                        "check|medical:MA-1|lcs:S1+mosaic:M1",
                        "enquiry|lafse:R1+website:W1|lcs:S1+mosaic:M1",
                        "touchpoint|website:V1|lcs:S1+mosaic:M1");
        Random random = new Random(7);
        for (int order = 0; order < ORDERS; order++) {
            List<Delivery> mixed = new ArrayList<>(DELIVERIES);
            Collections.shuffle(mixed, random);
            boolean eachTime = order % 2 == 0;
            assertThat(known(mixed, eachTime))
                    .as(
                            "%s, compared after each: %s",
                            mixed.stream()
                                    .map(Delivery::feed)
                                    .map(FeedSettings::name)
                                    .toList(),
                            eachTime)
                    .isEqualTo(expected);
        }
    }

    private Map<String, List<String>> known(List<Delivery> deliveries, boolean comparedEachTime) {
        try (HubFixture hub = IdentityPassTest.hub(folder)) {
            for (Delivery delivery : deliveries) {
                hub.deliver(delivery.feed(), delivery.content());
                if (comparedEachTime) {
                    hub.hub.identity().carryOut();
                }
            }
            hub.hub.identity().carryOut();
            return People.known(hub);
        }
    }
}
