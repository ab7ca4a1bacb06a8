package uk.fosteringhub.mappings.conversion;

/** Source keys: what makes one record of a source different from all others. */
public final class Keys {

    /** The longest key there can be, in characters. Longer ones come from broken files and would not fit an index. */
    public static final int MAX_LENGTH = 255;

    private Keys() {}

    /** One part of a key made of several columns; the separator is escaped, so that no two rows share a key by chance. */
    public static String part(String text) {
        return text.indexOf('|') < 0 && text.indexOf('\\') < 0
                ? text
                : text.replace("\\", "\\\\").replace("|", "\\|");
    }
}
