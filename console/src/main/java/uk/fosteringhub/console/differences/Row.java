package uk.fosteringhub.console.differences;

import java.time.Instant;
import java.util.Optional;
import uk.fosteringhub.console.layout.Codes;
import uk.fosteringhub.core.differences.ListedDifference;
import uk.fosteringhub.core.differences.RepairItem;
import uk.fosteringhub.core.masking.MaskedRecord;
import uk.fosteringhub.core.records.RecordTypes;

/** A difference or an item of a plan as a page shows it, values masked or not. */
record Row(
        long id,
        String recordType,
        long entity,
        String field,
        String owner,
        String ownerValue,
        String other,
        String otherSystem,
        String otherValue,
        Optional<Instant> since,
        boolean restricted,
        Optional<ListedDifference.Acceptance> acceptance,
        String why,
        String progress,
        String answer) {

    static Row of(ListedDifference difference, boolean revealed) {
        return new Row(
                difference.id(),
                difference.recordType(),
                difference.entity(),
                Codes.words(difference.field()),
                difference.owner(),
                shown(difference.recordType(), difference.field(), difference.ownerValue(), revealed),
                difference.other(),
                difference.otherSystem(),
                shown(difference.recordType(), difference.field(), difference.otherValue(), revealed),
                Optional.of(difference.since()),
                difference.restricted(),
                difference.acceptance(),
                "",
                "",
                "");
    }

    static Row of(RepairItem item) {
        return new Row(
                item.item(),
                item.recordType(),
                item.entity(),
                Codes.words(item.field()),
                item.owner(),
                shown(item.recordType(), item.field(), item.ownerValue(), false),
                item.other(),
                item.system(),
                shown(item.recordType(), item.field(), item.otherValue(), false),
                Optional.empty(),
                item.restricted(),
                Optional.empty(),
                item.why(),
                words(item.progress()),
                item.answer());
    }

    private static String shown(String recordType, String field, String value, boolean revealed) {
        return revealed
                ? value
                : MaskedRecord.value(RecordTypes.named(recordType).orElseThrow(), field, value);
    }

    /** How far an item is, in a few words. */
    static String words(RepairItem.Progress progress) {
        return switch (progress) {
            case PLANNED -> "Planned";
            case LEFT_OUT -> "Left out: no longer so";
            case BY_HAND -> "To be done by hand";
            case WAITING -> "On its way";
            case SENT -> "Sent, answer to come";
            case DELIVERED -> "Taken";
            case FAILED -> "Not taken";
            case REPAIRED -> "Repaired";
        };
    }
}
