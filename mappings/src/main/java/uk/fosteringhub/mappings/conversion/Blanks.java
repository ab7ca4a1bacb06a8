package uk.fosteringhub.mappings.conversion;

/** Blanks as extracts hold them: spaces, tabs, line ends, and the no-break spaces that Windows programs leave behind. */
public final class Blanks {

    private Blanks() {}

    static boolean isBlank(char c) {
        return c <= ' ' || c == '\u00A0' || c == '\uFEFF' || (c > 127 && Character.isWhitespace(c));
    }

    /** Without blanks at both ends; the same object if there are none. */
    public static String trim(String text) {
        int end = text.length();
        int start = 0;
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Every run of blanks inside as one space; the same object if that changes nothing. */
    public static String collapse(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isBlank(c) && (c != ' ' || (i + 1 < text.length() && isBlank(text.charAt(i + 1))))) {
                return rebuilt(text);
            }
        }
        return text;
    }

    /** Without any blank. */
    public static String without(String text) {
        StringBuilder bare = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!isBlank(text.charAt(i))) {
                bare.append(text.charAt(i));
            }
        }
        return bare.length() == text.length() ? text : bare.toString();
    }

    private static String rebuilt(String text) {
        StringBuilder collapsed = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isBlank(c)) {
                gap = true;
            } else {
                if (gap && collapsed.length() > 0) {
                    collapsed.append(' ');
                }
                gap = false;
                collapsed.append(c);
            }
        }
        return collapsed.toString();
    }
}
