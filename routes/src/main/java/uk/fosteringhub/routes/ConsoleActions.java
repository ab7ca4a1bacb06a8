package uk.fosteringhub.routes;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.fosteringhub.console.changes.HandsOnChanges;
import uk.fosteringhub.console.feeds.ActsOnFeeds;
import uk.fosteringhub.console.runs.StartsRuns;
import uk.fosteringhub.console.settings.ShownSetting;
import uk.fosteringhub.routes.feeds.FeedDesk;
import uk.fosteringhub.routes.settings.HubConfiguration;
import uk.fosteringhub.routes.settings.WrongSettings;

/** What people do on the pages and the routes carry out. */
@Configuration(proxyBeanMethods = false)
class ConsoleActions {

    @Bean
    StartsRuns startsRuns(BackgroundRuns runs) {
        return (feeds, dryRun) -> {
            try {
                return runs.start(new SyncRequest("console", List.copyOf(feeds), dryRun));
            } catch (UnknownFeed unknown) {
                throw new IllegalArgumentException(unknown.getMessage(), unknown);
            } catch (WrongSettings nothingInUse) {
                throw new IllegalArgumentException(nothingInUse.getMessage(), nothingInUse);
            }
        };
    }

    @Bean
    HandsOnChanges handsOnChanges(LivePublishing publishing) {
        return publishing::wake;
    }

    @Bean
    ActsOnFeeds actsOnFeeds(FeedDesk desk) {
        return new ConsoleFeeds(desk);
    }

    @Bean
    ShownSetting.Settings shownSettings(HubConfiguration configuration) {
        return configuration::shown;
    }
}
