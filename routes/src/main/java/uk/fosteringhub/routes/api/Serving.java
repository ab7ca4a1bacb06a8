package uk.fosteringhub.routes.api;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.push.PushDesk;
import uk.fosteringhub.core.push.PushLog;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.settings.SystemSettings;
import uk.fosteringhub.routes.BackgroundRuns;
import uk.fosteringhub.routes.IdentityTimerRoute;
import uk.fosteringhub.routes.LiveFeeds;
import uk.fosteringhub.routes.LiveIdentity;
import uk.fosteringhub.routes.LivePublishing;
import uk.fosteringhub.routes.PublishTimerRoute;
import uk.fosteringhub.routes.Publisher;
import uk.fosteringhub.routes.PushUpkeepRoute;
import uk.fosteringhub.routes.ScheduleRoute;
import uk.fosteringhub.routes.ScheduledSync;
import uk.fosteringhub.routes.SyncRun;
import uk.fosteringhub.routes.settings.HubConfiguration;
import uk.fosteringhub.routes.watch.NightWatch;
import uk.fosteringhub.routes.watch.WatchTimerRoute;

/** What a hub that stays up has beyond one sync: the schedule, what is pushed to it, who gets in, and its health. */
@Configuration(proxyBeanMethods = false)
public class Serving {
    private static final int HEALTH_SECONDS = 3;

    @Bean
    ScheduleRoute scheduleRoute(HubConfiguration configuration, SyncRun syncRun) {
        return new ScheduleRoute(
                configuration.hub().schedule(), configuration.hub().zone(), new ScheduledSync(syncRun));
    }

    @Bean
    WatchTimerRoute watchTimerRoute(NightWatch watch) {
        return new WatchTimerRoute(watch);
    }

    @Bean("applicationTaskExecutor")
    RequestExecutor requestExecutor() {
        return new RequestExecutor();
    }

    @Bean
    LivePublishing livePublishing(Publisher publisher, Hub hub) {
        return new LivePublishing(publisher, hub.targets().all());
    }

    @Bean
    LiveIdentity liveIdentity(Hub hub, LivePublishing publishing) {
        return new LiveIdentity(hub.identity(), publishing::wake);
    }

    @Bean
    IdentityTimerRoute identityTimerRoute(LiveIdentity identity) {
        return new IdentityTimerRoute(identity);
    }

    @Bean
    LiveFeeds liveFeeds(Hub hub, LivePublishing publishing, LiveIdentity identity) {
        // What is pushed speaks of persons: it goes out once it is known whether they are others' too.
        Runnable stored = hub.settings().identity().enabled() ? identity::wake : publishing::wake;
        return new LiveFeeds(hub.settings().feeds(), hub.live(), stored);
    }

    @Bean
    PublishTimerRoute publishTimerRoute(LivePublishing publishing, LiveFeeds feeds) {
        return new PublishTimerRoute(publishing, feeds);
    }

    @Bean
    PushLog pushLog(Hub hub) {
        return new PushLog(hub.database(), hub.sealer());
    }

    @Bean
    PushDesk pushDesk(PushLog log, HubConfiguration configuration, LiveFeeds feeds) {
        // Before anything is taken: what is written into no month's partition cannot be given back to the disk by
        // dropping it.
        log.ensurePartitions();
        return new PushDesk(log, configuration.api().maxRequests(), feeds::wake);
    }

    @Bean
    PushUpkeepRoute pushUpkeepRoute(PushLog log, HubConfiguration configuration) {
        return new PushUpkeepRoute(log, configuration.api().keepKeys());
    }

    @Bean
    Pushing pushing(Hub hub, PushDesk desk) {
        return new Pushing(hub.settings().feeds(), hub.mappings(), hub.live(), desk);
    }

    @Bean
    PushRefusals pushRefusals(Hub hub, MeterRegistry registry) {
        return new PushRefusals(
                hub.settings().feeds().stream()
                        .filter(feed -> feed.way() == FeedWay.PUSH)
                        .map(FeedSettings::name)
                        .toList(),
                registry,
                Clock.systemUTC());
    }

    @Bean
    BackgroundRuns backgroundRuns(SyncRun syncRun) {
        return new BackgroundRuns(syncRun);
    }

    @Bean
    FilterRegistrationBean<GateFilter> gateFilter(HubConfiguration configuration, PushRefusals refusals) {
        FilterRegistrationBean<GateFilter> filter =
                new FilterRegistrationBean<>(new GateFilter(configuration.api(), refusals));
        filter.addUrlPatterns("/api/*", Doors.METRICS);
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
    DescribedDoors describedDoors() {
        return new DescribedDoors();
    }

    @Bean
    PushApi pushEnquiryApi(Pushing pushing, PushRefusals refusals) {
        return new PushApi(pushing, refusals, "enquiry", "enquiries");
    }

    @Bean
    PushApi pushTouchpointApi(Pushing pushing, PushRefusals refusals) {
        return new PushApi(pushing, refusals, "touchpoint", "touchpoints");
    }

    @Bean
    PushedApi pushedApi(PushLog log) {
        return new PushedApi(log);
    }

    @Bean
    ReferralApi referralApi(Pushing pushing, PushRefusals refusals, HubConfiguration configuration) {
        return new ReferralApi(
                pushing,
                refusals,
                configuration.hub().systems().stream()
                        .filter(system -> system.name().equals("lafse"))
                        .map(SystemSettings::signingSecrets)
                        .filter(secrets -> !secrets.isEmpty())
                        .map(secrets ->
                                new Signature(secrets, configuration.api().signatureAge(), Clock.systemUTC()))
                        .findFirst());
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
