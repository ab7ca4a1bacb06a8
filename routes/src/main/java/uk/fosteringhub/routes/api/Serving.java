package uk.fosteringhub.routes.api;

import java.sql.Connection;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.differences.DifferenceList;
import uk.fosteringhub.core.differences.RepairList;
import uk.fosteringhub.core.differences.RepairPlans;
import uk.fosteringhub.core.failures.FailureRetention;
import uk.fosteringhub.core.lookup.CheckList;
import uk.fosteringhub.core.lookup.RunList;
import uk.fosteringhub.core.lookup.Traces;
import uk.fosteringhub.core.lookup.records.RecordFinder;
import uk.fosteringhub.core.lookup.records.WholeRecords;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.push.PushDesk;
import uk.fosteringhub.core.push.PushLog;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.core.reveal.RestrictedViews;
import uk.fosteringhub.core.runs.FeedPauses;
import uk.fosteringhub.core.watch.Incidents;
import uk.fosteringhub.routes.BackgroundRuns;
import uk.fosteringhub.routes.FailureUpkeepRoute;
import uk.fosteringhub.routes.LiveFeeds;
import uk.fosteringhub.routes.LivePublishing;
import uk.fosteringhub.routes.LookupTimerRoute;
import uk.fosteringhub.routes.LookupUpkeep;
import uk.fosteringhub.routes.PublishTimerRoute;
import uk.fosteringhub.routes.Publisher;
import uk.fosteringhub.routes.PushUpkeepRoute;
import uk.fosteringhub.routes.ReplayTimerRoute;
import uk.fosteringhub.routes.ScheduleRoute;
import uk.fosteringhub.routes.ScheduledSync;
import uk.fosteringhub.routes.SyncRun;
import uk.fosteringhub.routes.Transports;
import uk.fosteringhub.routes.failures.ReplayWorker;
import uk.fosteringhub.routes.feeds.ConnectionTest;
import uk.fosteringhub.routes.feeds.FeedDesk;
import uk.fosteringhub.routes.settings.HubConfiguration;
import uk.fosteringhub.routes.watch.NightWatch;
import uk.fosteringhub.routes.watch.WatchTimerRoute;

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
    LiveFeeds liveFeeds(Hub hub, FeedPauses pauses, LivePublishing publishing) {
        return new LiveFeeds(hub.settings().feeds(), hub.live(), pauses, publishing::wake);
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
    BackgroundRuns backgroundRuns(SyncRun syncRun) {
        return new BackgroundRuns(syncRun);
    }

    @Bean
    FilterRegistrationBean<GateFilter> gateFilter(HubConfiguration configuration) {
        FilterRegistrationBean<GateFilter> filter = new FilterRegistrationBean<>(new GateFilter(configuration.api()));
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
    PushApi pushEnquiryApi(Pushing pushing) {
        return new PushApi(pushing, "enquiry", "enquiries");
    }

    @Bean
    PushApi pushTouchpointApi(Pushing pushing) {
        return new PushApi(pushing, "touchpoint", "touchpoints");
    }

    @Bean
    PushedApi pushedApi(PushLog log) {
        return new PushedApi(log);
    }

    @Bean
    ReferralApi referralApi(Pushing pushing, HubConfiguration configuration) {
        return new ReferralApi(
                pushing,
                configuration.hub().systems().stream()
                        .filter(system -> system.name().equals("lafse"))
                        .flatMap(system -> system.signingSecret().stream())
                        .map(secret -> new Signature(secret, configuration.api().signatureAge(), Clock.systemUTC()))
                        .findFirst());
    }

    @Bean
    EnquiryApi enquiryApi(Hub hub) {
        return new EnquiryApi(new Traces(hub.database()), new AuditLog(hub.database()));
    }

    @Bean
    FindEnquiryApi findEnquiryApi(Hub hub) {
        return new FindEnquiryApi(new Traces(hub.database()));
    }

    @Bean
    FeedsApi feedsApi(Hub hub) {
        return new FeedsApi(hub);
    }

    @Bean
    RunsApi runsApi(Hub hub) {
        return new RunsApi(new RunList(hub.database()));
    }

    @Bean
    RunApi runApi(Hub hub) {
        return new RunApi(hub.runs(), new RunList(hub.database()));
    }

    @Bean
    StartRunApi startRunApi(BackgroundRuns runs) {
        return new StartRunApi(runs);
    }

    @Bean
    FailureWork failureWork(Hub hub) {
        return FailureWork.of(hub);
    }

    @Bean
    ReplayTimerRoute replayTimerRoute(FailureWork work, LivePublishing publishing) {
        return new ReplayTimerRoute(
                new ReplayWorker(work.replays().sets(), work.replays().replayer(), publishing::wake));
    }

    @Bean
    FailureUpkeepRoute failureUpkeepRoute(Hub hub, HubConfiguration configuration) {
        return new FailureUpkeepRoute(new FailureRetention(hub.database(), configuration.failureRetention()));
    }

    @Bean
    FailuresApi failuresApi(FailureWork work) {
        return new FailuresApi(work);
    }

    @Bean
    FailureGroupsApi failureGroupsApi(FailureWork work) {
        return new FailureGroupsApi(work);
    }

    @Bean
    FailureActApi discardFailureApi(FailureWork work) {
        return new FailureActApi(work, FailureActApi.Act.DISCARD);
    }

    @Bean
    FailureActApi openFailureApi(FailureWork work) {
        return new FailureActApi(work, FailureActApi.Act.OPEN);
    }

    @Bean
    FailureActApi noteFailureApi(FailureWork work) {
        return new FailureActApi(work, FailureActApi.Act.NOTE);
    }

    @Bean
    FailureActApi editFailureApi(FailureWork work) {
        return new FailureActApi(work, FailureActApi.Act.EDIT);
    }

    @Bean
    ReplaysApi replaysApi(FailureWork work) {
        return new ReplaysApi(work);
    }

    @Bean
    ReplayApi replayApi(FailureWork work) {
        return new ReplayApi(work);
    }

    @Bean
    ConfirmReplayApi confirmReplayApi(FailureWork work) {
        return new ConfirmReplayApi(work, false);
    }

    @Bean
    ConfirmReplayApi previewReplayApi(FailureWork work) {
        return new ConfirmReplayApi(work, true);
    }

    @Bean
    ReplayActApi pauseReplayApi(FailureWork work) {
        return new ReplayActApi(work, "pause");
    }

    @Bean
    ReplayActApi resumeReplayApi(FailureWork work) {
        return new ReplayActApi(work, "resume");
    }

    @Bean
    ReplayActApi cancelReplayApi(FailureWork work) {
        return new ReplayActApi(work, "cancel");
    }

    @Bean
    CorrectionsApi correctionsApi(FailureWork work) {
        return new CorrectionsApi(work);
    }

    @Bean
    EndCorrectionApi endCorrectionApi(FailureWork work) {
        return new EndCorrectionApi(work);
    }

    @Bean
    FailureApi failureApi(FailureWork work) {
        return new FailureApi(work);
    }

    @Bean
    ChecksApi checksApi(Hub hub) {
        return new ChecksApi(new CheckList(hub.database()));
    }

    @Bean
    LookupTimerRoute lookupTimerRoute(LookupUpkeep upkeep) {
        return new LookupTimerRoute(upkeep);
    }

    @Bean
    FindRecordsApi findRecordsApi(Hub hub) {
        return new FindRecordsApi(new RecordFinder(hub.database()));
    }

    @Bean
    RecordApi recordApi(Hub hub) {
        return new RecordApi(
                new WholeRecords(
                        hub.database(),
                        new Ownership(hub.settings().ownership()),
                        hub.targets().all()),
                new RestrictedViews(
                        hub.database(), Clock.systemUTC(), hub.settings().zone()));
    }

    @Bean
    DifferencesApi differencesApi(Hub hub) {
        return new DifferencesApi(new DifferenceList(hub.database()));
    }

    @Bean
    DifferenceCountsApi differenceCountsApi(Hub hub) {
        return new DifferenceCountsApi(new DifferenceList(hub.database()));
    }

    @Bean
    AcceptDifferenceApi acceptDifferenceApi(Hub hub) {
        return new AcceptDifferenceApi(new DifferenceList(hub.database()));
    }

    @Bean
    RepairPlansApi repairPlansApi(Hub hub) {
        return new RepairPlansApi(new RepairList(hub.database()));
    }

    @Bean
    RepairPlanApi repairPlanApi(Hub hub) {
        return new RepairPlanApi(new RepairList(hub.database()));
    }

    @Bean
    PlanRepairApi planRepairApi(Hub hub) {
        return new PlanRepairApi(new RepairPlans(hub));
    }

    @Bean
    ReleaseRepairApi releaseRepairApi(Hub hub, LivePublishing publishing) {
        return new ReleaseRepairApi(new RepairPlans(hub), new RepairList(hub.database()), publishing::wake);
    }

    @Bean
    ConnectionTest connectionTest(Hub hub, Transports transports) {
        return new ConnectionTest(hub.settings(), transports);
    }

    @Bean
    FeedDesk feedDesk(Hub hub, FeedPauses pauses, ConnectionTest connections, BackgroundRuns runs, LiveFeeds live) {
        return new FeedDesk(hub.settings(), pauses, connections, runs, live, new AuditLog(hub.database()));
    }

    @Bean
    FeedActApi pauseFeedApi(FeedDesk desk) {
        return new FeedActApi(desk, FeedActApi.Act.PAUSE);
    }

    @Bean
    FeedActApi resumeFeedApi(FeedDesk desk) {
        return new FeedActApi(desk, FeedActApi.Act.RESUME);
    }

    @Bean
    FeedActApi runFeedApi(FeedDesk desk) {
        return new FeedActApi(desk, FeedActApi.Act.RUN);
    }

    @Bean
    FeedActApi testFeedApi(FeedDesk desk) {
        return new FeedActApi(desk, FeedActApi.Act.TEST);
    }

    @Bean
    IncidentsApi incidentsApi(Incidents incidents) {
        return new IncidentsApi(incidents);
    }

    @Bean
    IncidentActApi acknowledgeIncidentApi(Incidents incidents) {
        return new IncidentActApi(incidents, false);
    }

    @Bean
    IncidentActApi closeIncidentApi(Incidents incidents) {
        return new IncidentActApi(incidents, true);
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
