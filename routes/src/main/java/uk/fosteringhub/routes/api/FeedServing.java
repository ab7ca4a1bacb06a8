package uk.fosteringhub.routes.api;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.lookup.RunList;
import uk.fosteringhub.core.runs.FeedPauses;
import uk.fosteringhub.core.watch.Incidents;
import uk.fosteringhub.routes.BackgroundRuns;
import uk.fosteringhub.routes.LiveFeeds;
import uk.fosteringhub.routes.Transports;
import uk.fosteringhub.routes.feeds.ConnectionTest;
import uk.fosteringhub.routes.feeds.FeedDesk;

/** Runs, feeds and incidents: their part of the REST interface. */
@Configuration(proxyBeanMethods = false)
public class FeedServing {
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
}
