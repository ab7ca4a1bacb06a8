package uk.fosteringhub.core.records;

/**
 * One field of a canonical record.
 *
 * @param name snake case; the same in mapping files, tables, exports and messages
 * @param type what it holds
 * @param refersTo for {@link FieldType#REFERENCE}, the name of the record type it points to; otherwise empty
 */
public record Field(String name, FieldType type, String refersTo) {

    static Field of(String name, FieldType type) {
        return new Field(name, type, "");
    }
}
