package uk.fosteringhub.mappings.conversion;

import uk.fosteringhub.mappings.codes.CodeTable;

/** {@code as: code}. Unknown codes go on as received and are listed, or fail the record where the field is strict. */
final class CodeConversion {

    private CodeConversion() {}

    static Conversion lenient(CodeTable table) {
        return text -> {
            String canonical = table.canonical(text);
            return canonical == null ? new Unmapped(table.name(), text) : canonical;
        };
    }

    /** Only published codes, exactly as published: for returns whose code sets are law. */
    static Conversion strict(String column, CodeTable table) {
        Refusal refusal = new Refusal(
                "code",
                column + " is not a published code of " + table.name()
                        + "; correct it in the source, or if it is newly " + "published, add it to codes/"
                        + table.name() + ".csv");
        return text -> {
            String canonical = table.published(text);
            return canonical == null ? refusal : canonical;
        };
    }
}
