package uk.fosteringhub.routes.api;

import java.sql.Connection;
import javax.sql.DataSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.routes.BackgroundRuns;
import uk.fosteringhub.routes.PublishTimerRoute;
import uk.fosteringhub.routes.Publisher;
import uk.fosteringhub.routes.ScheduleRoute;
import uk.fosteringhub.routes.ScheduledSync;
import uk.fosteringhub.routes.SyncRun;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** What a hub that stays up has beyond one sync: the schedule, the REST interface, and its health. */
@Configuration(proxyBeanMethods = false)
public class Serving {
    private static final int HEALTH_SECONDS = 3;

    @Bean
    ScheduleRoute scheduleRoute(HubConfiguration configuration, SyncRun syncRun) {
        return new ScheduleRoute(
                configuration.hub().schedule(), configuration.hub().zone(), new ScheduledSync(syncRun));
    }

    @Bean
    PublishTimerRoute publishTimerRoute(Publisher publisher) {
        return new PublishTimerRoute(publisher);
    }

    @Bean
    BackgroundRuns backgroundRuns(SyncRun syncRun) {
        return new BackgroundRuns(syncRun);
    }

    @Bean
    FilterRegistrationBean<ApiKeyFilter> apiKeyFilter(HubConfiguration configuration) {
        FilterRegistrationBean<ApiKeyFilter> filter = new FilterRegistrationBean<>(
                new ApiKeyFilter(configuration.api().key()));
        filter.addUrlPatterns("/api/*");
        filter.setOrder(1);
        return filter;
    }

    @Bean
    FilterRegistrationBean<JsonOnlyFilter> jsonOnlyFilter() {
        FilterRegistrationBean<JsonOnlyFilter> filter = new FilterRegistrationBean<>(new JsonOnlyFilter());
        filter.addUrlPatterns("/api/*");
        filter.setOrder(2);
        return filter;
    }

    @Bean
    ApiDescription apiDescription(HubConfiguration configuration) {
        return new ApiDescription(configuration.api());
    }

    @Bean
    FeedsApi feedsApi(Hub hub) {
        return new FeedsApi(hub);
    }

    @Bean
    RunApi runApi(Hub hub) {
        return new RunApi(hub);
    }

    @Bean
    StartRunApi startRunApi(BackgroundRuns runs) {
        return new StartRunApi(runs);
    }

    @Bean
    HealthIndicator databaseHealth(DataSource database) {
        return () -> {
            try (Connection connection = database.getConnection()) {
                return connection.isValid(HEALTH_SECONDS)
                        ? Health.up().build()
                        : Health.down().build();
            } catch (java.sql.SQLException unreachable) {
                return Health.down().build();
            }
        };
    }
}
