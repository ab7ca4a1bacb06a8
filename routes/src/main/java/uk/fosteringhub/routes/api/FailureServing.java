package uk.fosteringhub.routes.api;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.failures.FailureCounts;
import uk.fosteringhub.core.failures.FailureRetention;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.routes.FailureCountsRoute;
import uk.fosteringhub.routes.FailureUpkeepRoute;
import uk.fosteringhub.routes.LivePublishing;
import uk.fosteringhub.routes.ReplayTimerRoute;
import uk.fosteringhub.routes.failures.ReplayWorker;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** What could not go on: its part of the REST interface, and the replays that are under way. */
@Configuration(proxyBeanMethods = false)
public class FailureServing {
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
    FailureCountsRoute failureCountsRoute(Hub hub) {
        return new FailureCountsRoute(new FailureCounts(hub.database()));
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
}
