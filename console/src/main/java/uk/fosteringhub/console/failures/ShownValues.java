package uk.fosteringhub.console.failures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import uk.fosteringhub.console.layout.Codes;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.failures.FailureDetail;
import uk.fosteringhub.core.failures.RawJson;
import uk.fosteringhub.core.masking.MaskedRecord;
import uk.fosteringhub.core.masking.RawMask;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.replay.FailureReadings;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;

/** What pages show of failed records: enough to know a value again, and the value itself once it is revealed. */
@Component
final class ShownValues {
    private final Hub hub;

    ShownValues(Hub hub) {
        this.hub = hub;
    }

    /** @param value masked, unless it is revealed */
    record Column(String name, String value) {}

    /** Values are masked, unless they are revealed. */
    record Field(String name, String read, String stored, boolean differs) {}

    Optional<FeedSettings> feed(String name) {
        return hub.settings().feeds().stream()
                .filter(feed -> feed.name().equals(name))
                .findFirst();
    }

    /** The columns of a record as received, in their order; masked unless they are revealed. */
    List<Column> columns(FailureDetail failure, boolean revealed) {
        String shown = revealed ? failure.raw() : mask(failure).json(failure.raw());
        List<Column> columns = new ArrayList<>();
        try {
            for (Map.Entry<String, String> column : RawJson.columns(shown).entrySet()) {
                columns.add(new Column(column.getKey(), column.getValue()));
            }
        } catch (IllegalArgumentException noRow) {
            columns.add(new Column("(the record)", shown));
        }
        return columns;
    }

    /** The columns by whose values a rule can decide, masked; none where a record is no row of columns. */
    List<Column> others(FailureDetail failure) {
        return feed(failure.found().feed())
                .filter(feed -> feed.way() != FeedWay.PUSH)
                .map(feed -> columns(failure, false))
                .orElse(List.of());
    }

    /** What stands in a column of a record as received; may be personal. */
    String received(FailureDetail failure, String column) {
        return RawJson.columns(failure.raw()).getOrDefault(column, "");
    }

    /** The value that the first problem is about. */
    String value(FailureDetail failure, boolean revealed) {
        if (failure.values().isEmpty() || failure.values().get(0).isEmpty()) {
            return "";
        }
        String value = failure.values().get(0);
        return revealed ? value : mask(failure).value(failure.found().column(), value);
    }

    /** How the hub reads the record, beside what the store has of it. */
    List<Field> fields(FailureReadings.Reading reading, boolean revealed) {
        return reading.lines().stream()
                .map(line -> new Field(
                        Codes.words(line.field()),
                        shown(reading.type(), line.field(), line.read(), revealed),
                        shown(reading.type(), line.field(), line.stored(), revealed),
                        line.differs()))
                .toList();
    }

    private static String shown(RecordType type, String field, String value, boolean revealed) {
        return revealed || value.isEmpty() ? value : MaskedRecord.value(type, field, value);
    }

    private RawMask mask(FailureDetail failure) {
        String feed = failure.found().feed();
        if (feed.startsWith("to-")) {
            String type = failure.found().key().replaceFirst(" .*", "");
            return RecordTypes.named(type).map(RawMask::of).orElse(RawMask.NOTHING_KNOWN);
        }
        return feed(feed).map(FeedSettings::mapping).map(this::ofMapping).orElse(RawMask.NOTHING_KNOWN);
    }

    private RawMask ofMapping(String mapping) {
        try {
            return RawMask.of(hub.mappings().named(mapping));
        } catch (NoSuchElementException gone) {
            return RawMask.NOTHING_KNOWN;
        }
    }
}
