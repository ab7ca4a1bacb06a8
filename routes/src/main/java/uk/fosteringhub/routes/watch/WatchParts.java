package uk.fosteringhub.routes.watch;

import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.alerts.AlertBook;
import uk.fosteringhub.core.alerts.AlertText;
import uk.fosteringhub.core.alerts.AlertWay;
import uk.fosteringhub.core.alerts.Postman;
import uk.fosteringhub.core.alerts.VerdictLetters;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.runs.FeedPauses;
import uk.fosteringhub.core.watch.Incidents;
import uk.fosteringhub.core.watch.Watchman;
import uk.fosteringhub.routes.settings.AlertSettings;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** Who watches, and how people are told. */
@Configuration(proxyBeanMethods = false)
public class WatchParts {

    @Bean
    FeedPauses feedPauses(Hub hub) {
        return new FeedPauses(hub.database(), new AuditLog(hub.database()));
    }

    @Bean
    AlertText alertText(HubConfiguration configuration) {
        return new AlertText(configuration.hub().zone(), configuration.alerts().console());
    }

    @Bean
    AlertBook alertBook(HubConfiguration configuration, AlertText text) {
        return new AlertBook(
                configuration.alerts().channels(), text, configuration.watch().digestAbove());
    }

    @Bean
    Incidents incidents(Hub hub, AlertBook book) {
        return new Incidents(hub.database(), new AuditLog(hub.database()), book);
    }

    /** For a command: what it closes is told by the next hub that serves or runs. */
    public static Incidents incidentsOf(Hub hub, HubConfiguration configuration) {
        WatchParts parts = new WatchParts();
        return parts.incidents(hub, parts.alertBook(configuration, parts.alertText(configuration)));
    }

    @Bean
    NightWatch nightWatch(
            Hub hub, HubConfiguration configuration, AlertBook book, AlertText text, Incidents incidents) {
        AlertSettings alerts = configuration.alerts();
        Watchman watchman = new Watchman(
                hub.database(),
                Watchman.watches(
                        hub.settings().feeds(),
                        hub.targets().systems(),
                        configuration.watch(),
                        hub.settings().zone(),
                        new LastDue(
                                hub.settings().schedule().sync(), hub.settings().zone())),
                configuration.watch(),
                book);
        return new NightWatch(
                watchman,
                new VerdictLetters(hub.database(), hub.runs(), incidents, book, text, alerts.verdictOf()),
                new Postman(hub.database(), ways(alerts), alerts.giveUpAfter()));
    }

    private static List<AlertWay> ways(AlertSettings settings) {
        List<AlertWay> ways = new ArrayList<>();
        settings.mail().ifPresent(server -> ways.add(new MailWay(server, settings.rota())));
        settings.webhooks().forEach(webhook -> ways.add(new WebhookWay(webhook)));
        return ways;
    }
}
