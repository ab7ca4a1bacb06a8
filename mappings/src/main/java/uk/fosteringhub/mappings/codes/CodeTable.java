package uk.fosteringhub.mappings.codes;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the codes of one kind are, and what else systems write for them.
 *
 * <p>A table knows three things for each row: the published {@code code}, what is accepted beside it (the label and the
 * variants), and the {@code canonical} code that the hub keeps. Labels and variants are compared without regard to case,
 * punctuation and blanks.
 */
public final class CodeTable {
    private final String name;
    private final Map<String, String> published;
    private final Map<String, String> accepted;
    private final Map<String, Written> written;
    private final String digest;

    CodeTable(
            String name,
            Map<String, String> published,
            Map<String, String> accepted,
            Map<String, Written> written,
            String digest) {
        this.name = name;
        this.published = Map.copyOf(published);
        this.written = Map.copyOf(written);
        this.accepted = new HashMap<>(accepted);
        this.accepted.putAll(published);
        this.digest = digest;
    }

    /** How a canonical code is written by those whose table this is. */
    public record Written(String code, String label) {}

    public String name() {
        return name;
    }

    /** SHA-256 of the table's file, in hexadecimal. */
    public String digest() {
        return digest;
    }

    /** The canonical code for a code, label or variant, or null if the table knows none. */
    public String canonical(String text) {
        String exact = accepted.get(text);
        return exact != null ? exact : accepted.get(folded(text));
    }

    /** The canonical code for exactly a published code, case included, or null. */
    public String published(String text) {
        return published.get(text);
    }

    /** The table's code and label for a canonical code, from the first line that has it, or null. */
    public Written written(String canonical) {
        return written.get(canonical);
    }

    /** All canonical codes with how they are written, in no order. */
    public Map<String, Written> all() {
        return written;
    }

    /** Letters and digits in capitals, every run of anything else one blank: {@code White - other} → {@code WHITE OTHER}. */
    static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                if (gap && folded.length() > 0) {
                    folded.append(' ');
                }
                gap = false;
                folded.append(c);
            } else {
                gap = true;
            }
        }
        return folded.toString().toUpperCase(Locale.ROOT);
    }
}
