package uk.fosteringhub.routes.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.config.ConfigDataException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.yaml.snakeyaml.error.YAMLException;
import uk.fosteringhub.console.settings.ShownSetting;
import uk.fosteringhub.core.settings.CheckRule;
import uk.fosteringhub.core.settings.EncryptionSettings;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.HubSettings;
import uk.fosteringhub.core.settings.ScheduleSettings;
import uk.fosteringhub.core.settings.SyncSettings;
import uk.fosteringhub.core.settings.SystemSettings;
import uk.fosteringhub.core.watch.WatchSettings;

/** Reads and checks all settings. */
public final class ConfigurationReader {
    /** In the data folder. */
    private static final String OWN_KEYS = "keys/keyset.json";

    private static final Duration SHORTEST_KEEP = Duration.ofDays(1);
    private static final Duration LONGEST_SIGNATURE_AGE = Duration.ofHours(12);
    private static final Duration LONGEST_QUIET = Duration.ofMinutes(10);

    private final Path home;
    private final Map<String, String> overrides;

    /** @param overrides setting to value, from the command line */
    public ConfigurationReader(Path home, Map<String, String> overrides) {
        this.home = home.toAbsolutePath().normalize();
        this.overrides = Map.copyOf(overrides);
    }

    /** @throws WrongSettings with a sentence for every setting that is wrong */
    public HubConfiguration read() throws WrongSettings {
        ConfigurableEnvironment environment = environment();
        SettingsAsWritten written = bind(environment);
        Values values = new Values(home);
        HubConfiguration configuration = configuration(written, values, new SettingsAsTheyCount().of(environment));
        if (!values.problems().isEmpty()) {
            throw new WrongSettings(values.problems());
        }
        return configuration;
    }

    private HubConfiguration configuration(SettingsAsWritten written, Values values, List<ShownSetting> shown) {
        ApiSettings api = api(written, values);
        HubSettings hub = hub(written, values, api);
        return new HubConfiguration(
                home,
                hub,
                broker(written, values),
                api,
                new ConsoleReader(values).read(written.console()),
                alerts(written, values, hub),
                watch(written, values),
                new RetentionReader(values).failures(written.retention()),
                shown);
    }

    private ConfigurableEnvironment environment() throws WrongSettings {
        if (!Files.isReadable(home.resolve("config/hub.yml"))) {
            throw new WrongSettings(List.of("There is no readable config/hub.yml in " + home
                    + "; start the hub with its launcher, or set HUB_HOME to the folder that holds config."));
        }
        try {
            return new SettingsFiles(home).environment(overrides);
        } catch (ConfigDataException | YAMLException | IllegalArgumentException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private static WrongSettings unreadable(RuntimeException unreadable) {
        return new WrongSettings(List.of("The settings files cannot be read: " + firstLine(unreadable)));
    }

    private static SettingsAsWritten bind(ConfigurableEnvironment environment) throws WrongSettings {
        try {
            Binder binder = Binder.get(
                    environment,
                    new NoUnboundElementsBindHandler(
                            org.springframework.boot.context.properties.bind.BindHandler.DEFAULT,
                            ConfigurationReader::strict));
            return binder.bindOrCreate("hub", Bindable.of(SettingsAsWritten.class));
        } catch (ConfigDataException | YAMLException | IllegalArgumentException unreadable) {
            throw unreadable(unreadable);
        } catch (BindException wrong) {
            throw new WrongSettings(sentences(wrong));
        }
    }

    /** The environment also holds names such as HUB_HOME that are no settings. */
    private static boolean strict(ConfigurationPropertySource source) {
        Object underlying = source.getUnderlyingSource();
        return !(underlying instanceof SystemEnvironmentPropertySource)
                && (underlying instanceof OriginTrackedMapPropertySource || underlying instanceof MapPropertySource);
    }

    private static List<String> sentences(BindException wrong) {
        if (wrong.getCause() instanceof UnboundConfigurationPropertiesException unknown) {
            return unknown.getUnboundProperties().stream()
                    .map(property -> property.getName() + " is no setting of the hub"
                            + Optional.ofNullable(property.getOrigin())
                                    .map(at -> " (" + at + ")")
                                    .orElse("")
                            + "; correct its spelling or remove it.")
                    .sorted()
                    .toList();
        }
        return List.of(wrong.getName() + " cannot be understood: " + firstLine(rootOf(wrong)) + ".");
    }

    private static String firstLine(Throwable problem) {
        return String.valueOf(rootOf(problem).getMessage()).lines().findFirst().orElse("no reason given");
    }

    private static Throwable rootOf(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private HubSettings hub(SettingsAsWritten written, Values values, ApiSettings api) {
        Path data = values.folder(written.data(), "data");
        Optional<SettingsAsWritten.Database> database = Optional.ofNullable(written.database());
        Optional<String> url = database.flatMap(block -> Values.text(block.url()));
        url.filter(address -> !address.startsWith("jdbc:postgresql:"))
                .ifPresent(address -> values.problem(
                        "hub.database.url",
                        "does not begin with jdbc:postgresql:; write jdbc:postgresql://host:5432/name."));
        List<SystemSettings> systems = new ArrayList<>();
        SystemReader reader = new SystemReader(home, values, api::pushes);
        orEmpty(written.systems()).forEach((name, block) -> systems.add(reader.read(name, block)));
        List<CheckRule> checks = new CheckRuleReader(values).read(orEmpty(written.checks()));
        if (CheckRuleReader.concern(checks, systems)) {
            systems.add(CheckRuleReader.hub(checks));
        }
        systems.sort(java.util.Comparator.comparingInt(ConfigurationReader::firstOrder));
        return new HubSettings(
                data,
                Values.text(written.archive())
                        .map(home::resolve)
                        .orElse(data.resolve("archive"))
                        .normalize(),
                values.folder(written.mappings(), "mappings"),
                values.zone("hub.time-zone", written.timeZone()),
                url,
                database.flatMap(block -> Values.text(block.username())),
                database.flatMap(block -> Values.secret(block.password())),
                Optional.ofNullable(written.kafka()).flatMap(new KafkaReader(values)::read),
                new OwnershipReader(values, systems).read(orEmpty(written.ownership())),
                sync(written, values),
                schedule(written, values),
                systems,
                checks,
                new AttributionReader(values)
                        .read(Optional.ofNullable(written.attribution())
                                .orElse(new SettingsAsWritten.Attribution(null, null, null, null, null, null))),
                new IdentityReader(values)
                        .read(Optional.ofNullable(written.identity())
                                .orElse(new SettingsAsWritten.Identity(null, null, null, null, null, null))),
                encryption(written, values, data, url));
    }

    private static EncryptionSettings encryption(
            SettingsAsWritten written, Values values, Path data, Optional<String> databaseUrl) {
        Optional<SettingsAsWritten.Encryption> block = Optional.ofNullable(written.encryption());
        Optional<String> keyset = block.flatMap(keys -> Values.text(keys.keyset()));
        Optional<Path> file = block.flatMap(keys -> values.file("hub.encryption.keyset-file", keys.keysetFile()));
        if (keyset.isPresent() && file.isPresent()) {
            values.problem(
                    "hub.encryption",
                    "has keyset and keyset-file, so nobody could tell which counts; remove one of them.");
        }
        return new EncryptionSettings(
                keyset, file, databaseUrl.isPresent() ? Optional.empty() : Optional.of(data.resolve(OWN_KEYS)));
    }

    private static int firstOrder(SystemSettings system) {
        return system.feeds().stream().mapToInt(FeedSettings::order).min().orElse(Integer.MAX_VALUE);
    }

    private static SyncSettings sync(SettingsAsWritten written, Values values) {
        SettingsAsWritten.Sync block =
                Optional.ofNullable(written.sync()).orElse(new SettingsAsWritten.Sync(null, null, null, null, null));
        SyncSettings otherwise = SyncSettings.DEFAULT;
        return new SyncSettings(
                values.whole("hub.sync.chunk", block.chunk(), otherwise.chunk(), 1, 1_000_000),
                values.whole("hub.sync.writers", block.writers(), otherwise.writers(), 1, 64),
                values.whole(
                        "hub.sync.max-assembled-rows",
                        block.maxAssembledRows(),
                        otherwise.maxAssembledRows(),
                        1,
                        100_000_000),
                values.whole("hub.sync.max-rows", block.maxRows(), otherwise.maxRows(), 1, 2_000_000_000),
                quiet(block, values, otherwise.quiet()));
    }

    private static Duration quiet(SettingsAsWritten.Sync block, Values values, Duration otherwise) {
        Duration quiet = values.duration("hub.sync.quiet", block.quiet()).orElse(otherwise);
        if (quiet.compareTo(LONGEST_QUIET) > 0) {
            values.problem("hub.sync.quiet", "is '" + block.quiet() + "'; each run waits so long, so 10m is the most.");
        }
        return quiet;
    }

    private static ScheduleSettings schedule(SettingsAsWritten written, Values values) {
        String cron = Optional.ofNullable(written.schedule())
                .flatMap(block -> Values.text(block.sync()))
                .orElse("0 15 2 * * ?");
        new CronCheck(values.zone("hub.time-zone", written.timeZone()))
                .problem(cron)
                .ifPresent(problem -> values.problem("hub.schedule.sync", problem));
        return new ScheduleSettings(cron);
    }

    private static AlertSettings alerts(SettingsAsWritten written, Values values, HubSettings hub) {
        SettingsAsWritten.Alerts block = Optional.ofNullable(written.alerts())
                .orElse(new SettingsAsWritten.Alerts(null, null, null, null, null, null, null, null));
        return new AlertReader(values).read(block, hub.zone());
    }

    private static WatchSettings watch(SettingsAsWritten written, Values values) {
        SettingsAsWritten.Watch block = Optional.ofNullable(written.watch())
                .orElse(new SettingsAsWritten.Watch(null, null, null, null, null, null, null, null));
        return new WatchReader(values).read(block, orEmpty(written.systems()));
    }

    private static BrokerSettings broker(SettingsAsWritten written, Values values) {
        Optional<SettingsAsWritten.Broker> block = Optional.ofNullable(written.broker());
        Optional<String> url = block.flatMap(broker -> Values.text(broker.url()));
        url.filter(address -> !address.startsWith("tcp:") && !address.startsWith("(tcp:"))
                .ifPresent(address ->
                        values.problem("hub.broker.url", "does not begin with tcp:; write tcp://host:61616."));
        return new BrokerSettings(
                url,
                block.flatMap(broker -> Values.text(broker.username())),
                block.flatMap(broker -> Values.secret(broker.password())));
    }

    private static ApiSettings api(SettingsAsWritten written, Values values) {
        SettingsAsWritten.Api block = Optional.ofNullable(written.api())
                .orElse(new SettingsAsWritten.Api(null, null, null, null, null, null, null, null, null));
        return new ApiSettings(
                Values.text(block.address()).orElse("127.0.0.1"),
                values.whole("hub.api.port", block.port(), 8080, 0, 65_535),
                new CredentialReader(values)
                        .read(block, orEmpty(written.systems()).keySet()),
                values.whole("hub.api.max-body-bytes", block.maxBodyBytes(), 256 * 1024, 1_024, 64 * 1024 * 1024),
                values.whole("hub.api.max-requests", block.maxRequests(), 300, 1, 10_000),
                keepKeys(block, values),
                signatureAge(block, values),
                Values.secret(block.key()),
                new JwtReader(values)
                        .read(block.jwt(), orEmpty(written.systems()).keySet()));
    }

    /** Signatures are kept as long as keys, so that a call is stale before it is forgotten. */
    private static Duration keepKeys(SettingsAsWritten.Api block, Values values) {
        Duration keep = values.duration("hub.api.keep-keys", block.keepKeys()).orElse(Duration.ofDays(30));
        if (keep.compareTo(SHORTEST_KEEP) < 0) {
            values.problem("hub.api.keep-keys", "is shorter than a day; write a day or more, such as 30d.");
        }
        return keep;
    }

    private static Duration signatureAge(SettingsAsWritten.Api block, Values values) {
        Duration age =
                values.duration("hub.api.signature-age", block.signatureAge()).orElse(Duration.ofMinutes(5));
        if (age.compareTo(LONGEST_SIGNATURE_AGE) > 0) {
            values.problem("hub.api.signature-age", "is longer than 12 hours; write less, such as 5m.");
        }
        return age;
    }

    private static <V> Map<String, V> orEmpty(Map<String, V> map) {
        return map == null ? Map.of() : map;
    }
}
