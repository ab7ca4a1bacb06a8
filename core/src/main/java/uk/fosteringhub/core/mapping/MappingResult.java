package uk.fosteringhub.core.mapping;

import java.util.List;
import uk.fosteringhub.core.records.CanonicalRecord;

/**
 * What became of a raw record.
 *
 * @param record the canonical record; null if there are problems
 * @param problems why there is no record; empty if there is one
 * @param unmapped codes that no table knows; the record goes on with them as received
 */
public record MappingResult(CanonicalRecord record, List<MappingProblem> problems, List<UnmappedCode> unmapped) {

    public static MappingResult mapped(CanonicalRecord record, List<UnmappedCode> unmapped) {
        return new MappingResult(record, List.of(), unmapped);
    }

    public static MappingResult failed(List<MappingProblem> problems) {
        return new MappingResult(null, List.copyOf(problems), List.of());
    }

    public boolean failed() {
        return !problems.isEmpty();
    }
}
