package uk.fosteringhub.routes;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import uk.fosteringhub.connectors.dbs.StatusCheckRoute;
import uk.fosteringhub.connectors.dbs.UpdateService;
import uk.fosteringhub.connectors.medical.KeptMessages;
import uk.fosteringhub.connectors.transport.FileDrop;
import uk.fosteringhub.connectors.transport.FileDropTemplate;
import uk.fosteringhub.connectors.transport.JsonPageRoute;
import uk.fosteringhub.connectors.transport.JsonPull;
import uk.fosteringhub.console.ConsoleConfiguration;
import uk.fosteringhub.console.ConsoleSettings;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.runs.FeedPauses;
import uk.fosteringhub.core.settings.SyncSettings;
import uk.fosteringhub.routes.api.AttributionServing;
import uk.fosteringhub.routes.api.FailureServing;
import uk.fosteringhub.routes.api.FeedServing;
import uk.fosteringhub.routes.api.IdentityServing;
import uk.fosteringhub.routes.api.RecordServing;
import uk.fosteringhub.routes.api.Serving;
import uk.fosteringhub.routes.metrics.MetricsParts;
import uk.fosteringhub.routes.settings.HubConfiguration;
import uk.fosteringhub.routes.watch.NightWatch;
import uk.fosteringhub.routes.watch.WatchParts;

/** The hub as an application: the core on its database, the transports, and the routes between them. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class HubApplication {
    private static final int SPARE_THREADS = 20;
    /** Whether the hub stays up. */
    static final String SERVING = "hub-is-serving";

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /**
     * @param serving also the scheduler and the REST interface
     * @return to be closed by the caller; the database is not closed with it
     */
    public static ConfigurableApplicationContext start(
            HubConfiguration configuration, Mappings mappings, DataSource database, boolean serving) {
        // Before everything else, so that a database that cannot be used is told as what it is.
        Hub hub = Hub.on(database, configuration.hub(), mappings);
        SpringApplication application = new SpringApplication(parts(configuration, serving));
        application.setWebApplicationType(serving ? WebApplicationType.SERVLET : WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setAddCommandLineProperties(false);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(properties(configuration, serving));
        application.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(HubConfiguration.class, () -> configuration);
            beans.registerBean(Mappings.class, () -> mappings);
            beans.registerBean(ConsoleSettings.class, configuration::console);
            beans.registerBean(Hub.class, () -> hub);
            beans.registerBean(DataSource.class, () -> database, definition -> definition.setDestroyMethodName(""));
        });
        return application.run();
    }

    private static Class<?>[] parts(HubConfiguration configuration, boolean serving) {
        List<Class<?>> parts = new ArrayList<>(List.of(HubApplication.class, WatchParts.class));
        if (serving) {
            parts.add(Serving.class);
            parts.add(FeedServing.class);
            parts.add(FailureServing.class);
            parts.add(RecordServing.class);
            parts.add(IdentityServing.class);
            parts.add(AttributionServing.class);
            parts.add(ConsoleConfiguration.class);
            parts.add(ConsoleActions.class);
            parts.add(MetricsParts.class);
            parts.add(MllpListening.class);
        }
        if (configuration.hub().kafka().isPresent()) {
            parts.add(KafkaPublishing.class);
        }
        if (!configuration.hub().targets().isEmpty()) {
            parts.add(QueuePublishing.class);
        }
        return parts.toArray(Class<?>[]::new);
    }

    private static Map<String, Object> properties(HubConfiguration configuration, boolean serving) {
        Map<String, Object> properties = new LinkedHashMap<>();
        // The hub's own settings were read before; Spring's are these alone.
        properties.put("spring.config.location", "optional:classpath:/hub-application.yml");
        properties.put("server.address", configuration.api().address());
        properties.put("server.port", configuration.api().port());
        // Refusals of what is too much, and health, must get through too.
        properties.put("server.tomcat.threads.max", configuration.api().maxRequests() + SPARE_THREADS);
        properties.put(SERVING, serving);
        return properties;
    }

    @Bean
    CurrentRun currentRun() {
        return new CurrentRun();
    }

    @Bean
    FailurePolicy failurePolicy() {
        return new FailurePolicy(FIRST_PAUSE);
    }

    @Bean
    IntakeRoute intakeRoute(Hub hub, CurrentRun current) {
        return new IntakeRoute(new IntakeStep(hub, current));
    }

    @Bean
    FileDropTemplate fileDropTemplate() {
        return new FileDropTemplate();
    }

    @Bean
    JsonPageRoute jsonPageRoute() {
        return new JsonPageRoute(FIRST_PAUSE);
    }

    @Bean
    StatusCheckRoute statusCheckRoute() {
        return new StatusCheckRoute(FIRST_PAUSE);
    }

    @Bean
    Transports transports(CamelContext camel, Mappings mappings, Hub hub) {
        SyncSettings sync = hub.settings().sync();
        return new Transports(
                new FileDrop(camel, mappings, sync.quiet(), sync.patience()),
                new JsonPull(camel),
                new UpdateService(camel, hub.statusChecks(), Clock.systemUTC()),
                new KeptMessages(camel, hub.hl7Inbox()),
                new CheckRulesStep(camel, hub.checkLife(), hub.settings().zone(), Clock.systemUTC()));
    }

    @Bean
    Publisher publisher(Hub hub, CamelContext camel) {
        return new Publisher(hub, camel.createProducerTemplate());
    }

    @Bean
    LookupUpkeep lookupUpkeep(Hub hub) {
        return new LookupUpkeep(hub);
    }

    @Bean
    SyncRun syncRun(
            Hub hub,
            Transports transports,
            Publisher publisher,
            ObjectProvider<TargetLines> lines,
            CurrentRun current,
            FeedPauses pauses,
            NightWatch watch,
            LookupUpkeep upkeep) {
        return new SyncRun(
                hub, transports, publisher, Optional.ofNullable(lines.getIfAvailable()), current, pauses, () -> {
                    watch.look();
                    upkeep.afterRun();
                });
    }
}
