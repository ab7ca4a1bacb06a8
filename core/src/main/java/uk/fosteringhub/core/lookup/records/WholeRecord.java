package uk.fosteringhub.core.lookup.records;

import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.lookup.Trace;

/**
 * Everything the hub knows about one record.
 *
 * @param record what it is called
 * @param trace its values, what each source says, its versions
 * @param origins for each field where its value comes from, in the record type's order
 * @param told what became of its changes at the targets
 * @param pointsTo the records it refers to
 * @param pointedAtBy the records that refer to it
 * @param redirectedTo the record that took its place
 * @param redirectedFrom hub ids whose place it took
 * @param failures of its source records and of its way to targets
 */
public record WholeRecord(
        FoundRecord record,
        Trace trace,
        List<Origin> origins,
        List<Told> told,
        List<Link> pointsTo,
        List<Pointing> pointedAtBy,
        Optional<Long> redirectedTo,
        List<Long> redirectedFrom,
        List<OpenFailure> failures) {

    /** What became of one change. */
    public List<Told> toldOf(long change) {
        return told.stream().filter(one -> one.change() == change).toList();
    }
}
