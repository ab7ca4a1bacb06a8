package uk.fosteringhub.routes.api;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.reveal.RestrictedViews;
import uk.fosteringhub.routes.LivePublishing;

/** Who is the same person: its part of the REST interface. */
@Configuration(proxyBeanMethods = false)
public class IdentityServing {
    @Bean
    IdentityDesk identityDesk(Hub hub) {
        return IdentityDesk.of(hub);
    }

    @Bean
    IdentityPairsApi identityPairsApi(IdentityDesk desk) {
        return new IdentityPairsApi(desk);
    }

    @Bean
    IdentityPairApi identityPairApi(IdentityDesk desk, Hub hub) {
        return new IdentityPairApi(desk, views(hub));
    }

    private static RestrictedViews views(Hub hub) {
        return new RestrictedViews(
                hub.database(), Clock.systemUTC(), hub.settings().zone());
    }

    @Bean
    DecidePairApi decidePairApi(IdentityDesk desk, LivePublishing publishing) {
        return new DecidePairApi(desk, publishing::wake);
    }

    @Bean
    WhyOneApi whyOneApi(IdentityDesk desk, Hub hub) {
        return new WhyOneApi(desk, views(hub));
    }

    @Bean
    SplitRecordApi splitRecordApi(IdentityDesk desk, LivePublishing publishing) {
        return new SplitRecordApi(desk, publishing::wake);
    }

    @Bean
    IdentitySamplesApi identitySamplesApi(IdentityDesk desk) {
        return new IdentitySamplesApi(desk);
    }

    @Bean
    NextSampleApi nextSampleApi(IdentityDesk desk) {
        return new NextSampleApi(desk);
    }

    @Bean
    JudgeSampleApi judgeSampleApi(IdentityDesk desk) {
        return new JudgeSampleApi(desk);
    }
}
