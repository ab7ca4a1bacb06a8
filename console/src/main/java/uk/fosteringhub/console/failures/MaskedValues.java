package uk.fosteringhub.console.failures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.failures.FailureDetail;
import uk.fosteringhub.core.failures.RawJson;
import uk.fosteringhub.core.masking.RawMask;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.FeedSettings;

/** What pages show of failed records: enough to know a value again, never the value of a person. */
@Component
final class MaskedValues {
    private final Hub hub;

    MaskedValues(Hub hub) {
        this.hub = hub;
    }

    /** @param value masked */
    record Column(String name, String value) {}

    Optional<FeedSettings> feed(String name) {
        return hub.settings().feeds().stream()
                .filter(feed -> feed.name().equals(name))
                .findFirst();
    }

    /** The columns of a record as received, in their order. */
    List<Column> columns(FailureDetail failure) {
        RawMask mask = mask(failure);
        List<Column> columns = new ArrayList<>();
        try {
            for (Map.Entry<String, String> column :
                    RawJson.columns(mask.json(failure.raw())).entrySet()) {
                columns.add(new Column(column.getKey(), column.getValue()));
            }
        } catch (IllegalArgumentException noRow) {
            columns.add(new Column("(the record)", mask.json(failure.raw())));
        }
        return columns;
    }

    /** The value that the first problem is about. */
    String value(FailureDetail failure) {
        return failure.values().isEmpty() || failure.values().get(0).isEmpty()
                ? ""
                : mask(failure).value(failure.found().column(), failure.values().get(0));
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
