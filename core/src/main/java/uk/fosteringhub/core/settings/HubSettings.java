package uk.fosteringhub.core.settings;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import uk.fosteringhub.core.attribution.AttributionSettings;

/**
 * Everything the hub is told from outside, checked when it starts.
 *
 * @param data folder for the embedded database, the broker's journal and the archive
 * @param archive folder of archived deliveries
 * @param mappings folder of mapping files
 * @param zone the council's time zone
 * @param databaseUrl JDBC address of an external PostgreSQL; empty: the embedded one
 * @param kafka empty: changes are not published to Kafka
 * @param ownership for each record type and field, the systems that win, in order; {@code *} for all other fields;
 *     {@code any} alone instead of systems: true if any says so
 * @param checks what the hub does by itself about checks, by their kinds
 * @param attribution how credit for enquiries is given
 * @param identity how records about the same person are found
 * @param encryption where the keys are by which kept payloads are encrypted
 */
public record HubSettings(
        Path data,
        Path archive,
        Path mappings,
        ZoneId zone,
        Optional<String> databaseUrl,
        Optional<String> databaseUsername,
        Optional<String> databasePassword,
        Optional<KafkaSettings> kafka,
        Map<String, Map<String, List<String>>> ownership,
        SyncSettings sync,
        ScheduleSettings schedule,
        List<SystemSettings> systems,
        List<CheckRule> checks,
        AttributionSettings attribution,
        IdentitySettings identity,
        EncryptionSettings encryption) {

    public List<FeedSettings> feeds() {
        return systems.stream().flatMap(system -> system.feeds().stream()).toList();
    }

    /** The names of the mappings that feeds pull by. */
    public Set<String> pulledMappings() {
        return feeds().stream()
                .filter(feed -> feed.way() == FeedWay.JSON_PULL)
                .map(FeedSettings::mapping)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How changes go out, by each target that has a place to send them to. */
    public List<OutgoingSettings> targets() {
        return systems.stream().flatMap(system -> system.out().stream()).toList();
    }

    /** Keeps secrets out of logs. */
    @Override
    public String toString() {
        return "HubSettings[" + systems + "]";
    }
}
