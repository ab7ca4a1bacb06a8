package uk.fosteringhub.core.lookup.records;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.Meaning;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.Spelling;

/**
 * The terms by which a record is found, each a letter for its kind, a colon and the text in its one form. The same class
 * makes those that are stored and those that are asked for.
 */
final class Terms {
    private final Set<String> terms = new TreeSet<>();

    /** The values of a golden record, in the order of its type. */
    void add(RecordType type, Object[] values) {
        for (int i = 0; i < values.length; i++) {
            Field field = type.fields().get(i);
            if (values[i] instanceof String text) {
                add(Meaning.of(field), text);
            } else if (values[i] instanceof LocalDate date && field.name().equals("birth_date")) {
                born(date);
            }
        }
    }

    void add(Meaning meaning, String text) {
        switch (meaning) {
            case NAME -> Spelling.words(text).forEach(word -> terms.add("n:" + word));
            case PHONE -> one("t:", Spelling.phone(text));
            case EMAIL -> one("e:", text.strip().toLowerCase(Locale.ROOT));
            case POSTCODE -> one("p:", Spelling.postcode(text));
            case NHS_NUMBER -> one("h:", Spelling.digits(text));
            case REFERRAL -> one("r:", text.strip().toLowerCase(Locale.ROOT));
            case OTHER -> {}
        }
    }

    void born(LocalDate date) {
        terms.add("b:" + date);
    }

    private void one(String kind, String text) {
        if (!text.isEmpty() && text.length() <= 250) {
            terms.add(kind + text.replaceAll("\\s+", ""));
        }
    }

    boolean isEmpty() {
        return terms.isEmpty();
    }

    /** One a line. */
    String stored() {
        return String.join("\n", terms);
    }

    /** A query that all terms have to meet; names, postcodes and e-mail addresses by their beginning. */
    String beginning() {
        return query(term -> quoted(term) + ("npe".indexOf(term.charAt(0)) >= 0 ? ":*" : ""));
    }

    /** A query that all terms have to meet whole. */
    String whole() {
        return query(Terms::quoted);
    }

    private String query(java.util.function.UnaryOperator<String> each) {
        return terms.stream().map(each).collect(java.util.stream.Collectors.joining(" & "));
    }

    private static String quoted(String term) {
        return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
