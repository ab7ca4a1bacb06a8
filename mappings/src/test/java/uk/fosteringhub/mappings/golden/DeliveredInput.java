package uk.fosteringhub.mappings.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.intake.DeliveryFormat;
import uk.fosteringhub.core.intake.DeliveryRefused;
import uk.fosteringhub.core.intake.RawRecord;
import uk.fosteringhub.core.intake.RowCursor;
import uk.fosteringhub.core.intake.Utf8;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.settings.FileFormat;
import uk.fosteringhub.mappings.TheMappingsFolder;

/** Samples in XML and HL7, read by the hub's own readers with the settings of the feed that uses the mapping. */
final class DeliveredInput {
    private DeliveredInput() {}

    static GoldenInput read(Path file, RecordMapping mapping) throws IOException {
        boolean xml = file.toString().endsWith(".xml");
        FeedSettings feed = new FeedSettings(
                mapping.name().replace('/', '-'),
                mapping.name(),
                mapping.name(),
                FeedWay.FILE_DROP,
                FeedKind.EVENT,
                1,
                Optional.empty(),
                List.of("*"),
                xml ? FileFormat.XML : FileFormat.HL7,
                xml ? recordAt(mapping.name()) : "",
                ',',
                "auto",
                Optional.empty(),
                1,
                false,
                1 << 20,
                Optional.empty(),
                Optional.empty());
        List<RawRecord> records = new ArrayList<>();
        try (RowCursor rows = new DeliveryFormat(feed, mapping)
                .open(Files.newInputStream(file), Utf8.WELL_FORMED, Optional.empty())) {
            while (rows.next()) {
                records.add(rows.row().toRawRecord());
            }
            return new GoldenInput(rows.header(), records);
        } catch (DeliveryRefused refused) {
            throw new UncheckedIOException(new IOException(file + ": " + refused.getMessage(), refused));
        }
    }

    private static String recordAt(String mapping) throws IOException {
        String system = mapping.substring(0, mapping.indexOf('/'));
        String feed = mapping.substring(system.length() + 1);
        Path settings = TheMappingsFolder.path().resolveSibling("config/systems/" + system + ".yml");
        JsonNode block = new YAMLMapper().readTree(settings.toFile());
        return block.path("hub")
                .path("systems")
                .path(system)
                .path("feeds")
                .path(feed)
                .path("record-at")
                .asText();
    }
}
