package uk.fosteringhub.core.records;

/**
 * One field of a canonical record.
 *
 * @param name snake case; the same in mapping files, tables, exports and messages
 * @param type what it holds
 * @param refersTo for {@link FieldType#REFERENCE}, the name of the record type it points to; otherwise empty
 * @param personal how it is masked
 */
public record Field(String name, FieldType type, String refersTo, Personal personal) {

    public static Field open(String name, FieldType type) {
        return new Field(name, type, "", Personal.OPEN);
    }

    public static Field reference(String name, String refersTo) {
        return new Field(name, FieldType.REFERENCE, refersTo, Personal.OPEN);
    }
}
