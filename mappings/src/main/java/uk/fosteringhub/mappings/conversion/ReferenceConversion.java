package uk.fosteringhub.mappings.conversion;

import uk.fosteringhub.core.records.Reference;

/** {@code as: reference}: the key by which a source system knows another record. */
final class ReferenceConversion {

    private ReferenceConversion() {}

    static Conversion to(String column, String keyspace) {
        Refusal tooLong = new Refusal(
                "reference",
                column + " is longer than " + Keys.MAX_LENGTH + " characters and so no key; check whether a quote is "
                        + "missing in the source's file");
        return text -> text.length() > Keys.MAX_LENGTH ? tooLong : new Reference(keyspace, text);
    }
}
