package uk.fosteringhub.core.push;

import java.time.ZoneId;
import java.util.Set;
import uk.fosteringhub.core.mapping.RecordMapping;

/**
 * How what is kept of pushes is read by a mapping. Where a feed pulls by the same mapping, its system pushes what it would
 * answer to the pull, in words of its own: what the pull does not look at passes here too.
 *
 * @param zone in which "today" is measured
 * @param pulled names of the mappings that feeds pull by
 */
public record PushedForms(ZoneId zone, Set<String> pulled) {

    public PushedRecords by(RecordMapping mapping) {
        return new PushedRecords(
                mapping,
                zone,
                pulled.contains(mapping.name()) ? PushedRecords.Others.PASS : PushedRecords.Others.ARE_REFUSED);
    }
}
