package uk.fosteringhub.core.lookup.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.identity.judge.Field;
import uk.fosteringhub.core.records.RecordType;

/**
 * What one source record says of a person, in the words in which two such records are compared.
 *
 * @param name such as {@code lcs:100001}
 * @param type person, enquiry, check or touchpoint
 * @param entity hub id of the record that it makes now
 * @param ended whether its source no longer has it
 * @param lines what is compared, in the order of {@link Field}; personal data
 */
public record SaidOfPerson(
        String name,
        String system,
        RecordType type,
        long entity,
        boolean ended,
        Optional<Instant> modifiedAt,
        List<Line> lines) {

    public SaidOfPerson {
        lines = List.copyOf(lines);
    }

    /**
     * One thing that it says.
     *
     * @param words what kind of it, such as {@code previously}; empty for none
     * @param parts to be shown one after the other
     */
    public record Line(Field field, String words, List<Part> parts) {
        public Line {
            parts = List.copyOf(parts);
        }
    }

    /** A field's value, by which record type it is masked. */
    public record Part(RecordType type, String field, String value) {}

    public List<Line> of(Field field) {
        return lines.stream().filter(line -> line.field() == field).toList();
    }

    /** Keeps personal data out of logs. */
    @Override
    public String toString() {
        return "SaidOfPerson[" + type.name() + " " + entity + "]";
    }
}
