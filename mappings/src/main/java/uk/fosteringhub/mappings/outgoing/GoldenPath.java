package uk.fosteringhub.mappings.outgoing;

import java.util.Optional;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/**
 * Where a golden value stands: a field of the record, or of one that the record points to ({@code person.family_name}).
 *
 * @param reference the field that points to the other record; empty: the value is the record's own
 * @param type of the record that has the field
 */
public record GoldenPath(RecordType own, Optional<String> reference, RecordType type, String name) {

    /** @throws IllegalArgumentException with a sentence, if there is no such field */
    public static GoldenPath of(RecordType own, String written) {
        int dot = written.indexOf('.');
        if (dot < 0) {
            return new GoldenPath(own, Optional.empty(), own, known(own, written));
        }
        Field reference = own.field(known(own, written.substring(0, dot)));
        RecordType other = RecordTypes.named(reference.refersTo())
                .orElseThrow(() -> new IllegalArgumentException(
                        reference.name() + " points to no other record, so nothing can be read through it."));
        return new GoldenPath(own, Optional.of(reference.name()), other, known(other, written.substring(dot + 1)));
    }

    public Field field() {
        return type.field(name);
    }

    /** The value; null for none, or where the other record has not come yet. */
    Object in(Sending sending) {
        Object[] values = sending.change().values();
        if (reference.isEmpty()) {
            return values[own.indexOf(name)];
        }
        return values[own.indexOf(reference.get())] instanceof Long entity
                ? sending.around()
                        .record(type.name(), entity)
                        .map(others -> others[type.indexOf(name)])
                        .orElse(null)
                : null;
    }

    private static String known(RecordType type, String field) {
        if (!type.has(field)) {
            throw new IllegalArgumentException("a " + type.name() + " has no field " + field
                    + uk.fosteringhub.mappings.spelling.Nearest.hint(
                            field, type.fields().stream().map(Field::name).toList()));
        }
        return field;
    }
}
