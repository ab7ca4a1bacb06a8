package uk.fosteringhub.routes.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.figures.FigureBook;

/** What a monitoring system asks a serving hub for. */
@Configuration(proxyBeanMethods = false)
public class MetricsParts {

    @Bean
    HubMetrics hubMetrics(Hub hub, MeterRegistry registry) {
        return new HubMetrics(
                new FigureBook(
                        hub.database(), hub.settings().feeds(), hub.targets().all()),
                registry);
    }

    @Bean
    FiguresTimerRoute figuresTimerRoute(HubMetrics metrics) {
        return new FiguresTimerRoute(metrics);
    }

    @Bean
    HealthContributor outside(Hub hub) {
        return SystemsHealth.of(hub);
    }
}
