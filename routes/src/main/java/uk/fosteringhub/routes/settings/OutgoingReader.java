package uk.fosteringhub.routes.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.settings.OutgoingWay;
import uk.fosteringhub.core.settings.UpsertSettings;

/** Reads how changes go out to one system. */
final class OutgoingReader {
    private final Path home;
    private final Values values;

    OutgoingReader(Path home, Values values) {
        this.home = home;
        this.values = values;
    }

    /** @return empty where the system gets nothing, or has no place yet to send it to */
    Optional<OutgoingSettings> read(String system, SettingsAsWritten.Out block, Optional<Location> systemLocation) {
        if (block == null) {
            return Optional.empty();
        }
        String setting = "hub.systems." + system + ".out";
        OutgoingWay way = values.word(setting + ".way", block.way(), OutgoingWay.class, OutgoingWay.IMPORT_FILE);
        List<String> records = block.records() == null ? List.of() : List.copyOf(block.records());
        if (records.isEmpty()) {
            values.problem(setting + ".records", "is missing; write the record types to send, such as [enquiry].");
        }
        records.stream()
                .filter(record -> RecordTypes.named(record).isEmpty())
                .forEach(record -> values.problem(
                        setting + ".records",
                        "holds '" + record + "', which is no record type; correct its spelling."));
        if (!system.matches("[a-z0-9][a-z0-9-]*") || system.equals("kafka")) {
            values.problem(
                    setting,
                    "belongs to a system whose name cannot name a queue; write it in small letters, digits"
                            + " and hyphens (kafka is taken).");
        }
        String path = Values.text(block.path()).orElse("");
        if (way == OutgoingWay.REST_POST && !path.startsWith("/")) {
            values.problem(setting + ".path", "is missing or does not begin with /; write it.");
        }
        Map<String, UpsertSettings> upsert =
                way == OutgoingWay.REST_UPSERT ? new UpsertReader(values).read(setting, block, records) : Map.of();
        return location(setting + ".location", block, way, systemLocation)
                .map(location -> new OutgoingSettings(
                        system,
                        way,
                        Values.text(block.mapping()).orElse(system),
                        location,
                        path,
                        records,
                        values.whole(setting + ".batch", block.batch(), 200, 1, 100_000),
                        values.duration(setting + ".timeout", block.timeout()).orElse(Duration.ofSeconds(30)),
                        values.duration(setting + ".longest-pause", block.longestPause())
                                .orElse(Duration.ofMinutes(15)),
                        values.duration(setting + ".give-up-after", block.giveUpAfter())
                                .orElse(Duration.ofDays(14)),
                        upsert));
    }

    private Optional<String> location(
            String setting, SettingsAsWritten.Out block, OutgoingWay way, Optional<Location> systemLocation) {
        boolean files = way == OutgoingWay.IMPORT_FILE || way == OutgoingWay.HL7;
        FeedWay speaks = files ? FeedWay.FILE_DROP : FeedWay.JSON_PULL;
        Optional<String> own = Values.text(block.location());
        if (own.isEmpty()) {
            // Files never go by default to where the hub reads the system's own.
            return systemLocation.filter(at -> !files && at.way() == speaks).map(Location::address);
        }
        if (way == OutgoingWay.HL7 && own.get().toLowerCase(Locale.ROOT).startsWith("mllp")) {
            return Location.mllp(setting, own.get(), values).map(Location::address);
        }
        Optional<Location> location = Location.read(setting, own.get(), home, values);
        location.filter(at -> at.way() != speaks).ifPresent(at -> values.problem(setting, expected(way)));
        return location.map(Location::address);
    }

    private static String expected(OutgoingWay way) {
        return switch (way) {
            case IMPORT_FILE -> "is no place for files; write a file:, sftp: or ftps: address.";
            case HL7 -> "is no place for HL7 messages; write an mllps:, file:, sftp: or ftps: address.";
            case REST_UPSERT, REST_POST -> "is no https: address; correct it.";
        };
    }
}
