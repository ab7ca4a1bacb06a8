package uk.fosteringhub.console.records;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.lookup.records.Origin;
import uk.fosteringhub.core.lookup.records.Told;

/** One record, made ready for its page: values masked or not. */
record RecordView(
        Masking.Entry record,
        int version,
        Instant validFrom,
        Instant changedAt,
        Optional<Instant> endedAt,
        Optional<Long> redirectedTo,
        List<Long> redirectedFrom,
        List<Value> values,
        List<Source> sources,
        List<SideBySide> sideBySide,
        List<Version> history,
        List<LinkTo> pointsTo,
        List<PointedAt> pointedAtBy) {

    /** A field, its value, and where that comes from. */
    record Value(String field, String value, String from, String rule, List<OtherValue> others) {}

    record OtherValue(String from, String value, boolean same) {}

    /**
     * A source record.
     *
     * @param raw whether its line can be read back
     */
    record Source(
            String name,
            String system,
            String key,
            String state,
            String feed,
            long delivery,
            long line,
            Optional<Instant> modifiedAt,
            boolean raw) {}

    /** What each source says about one field, in the order of the sources. */
    record SideBySide(String field, List<String> values) {}

    record Version(
            int version, String kind, Instant at, String cause, long delivery, List<Changed> fields, List<Told> told) {}

    record Changed(String field, String before, String after) {}

    record LinkTo(String field, Masking.Entry record) {}

    record PointedAt(String kind, String field, long count, List<Masking.Entry> newest) {}

    /** Why a value won, in a few words. */
    static String rule(Origin.Rule rule, List<String> owners) {
        return switch (rule) {
            case NOTHING_SAID -> "no system says anything";
            case ENDED -> "the last value it had";
            case ONLY_ONE -> "only this one says anything";
            case ALL_AGREE -> "all that say anything agree";
            case ANY_SAYS_SO -> "one that says so is enough";
            case OWNER ->
                owners.isEmpty()
                        ? "comes first in the order of systems"
                        : "by ownership: " + String.join(", then ", owners);
            case CHANGED_LAST -> "changed last among equals";
        };
    }
}
