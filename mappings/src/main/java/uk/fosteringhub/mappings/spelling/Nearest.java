package uk.fosteringhub.mappings.spelling;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
public final class Nearest {

    private Nearest() {}

    /** The known name with the fewest letters different, if it is near enough to be a slip of the pen. */
    public static Optional<String> to(String written, Collection<String> known) {
        String target = written.toUpperCase(Locale.ROOT);
        int limit = Math.max(2, written.length() / 3);
        String best = null;
        int bestDistance = limit + 1;
        for (String name : known) {
            if (Math.abs(name.length() - written.length()) <= limit) {
                int distance = distance(target, name.toUpperCase(Locale.ROOT));
                if (distance < bestDistance) {
                    best = name;
                    bestDistance = distance;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Ends a sentence about a wrong name: {@code ; did you mean x?}, or a full stop. */
    public static String hint(String written, Collection<String> known) {
        return to(written, known).map(name -> "; did you mean " + name + "?").orElse(".");
    }

    /** Levenshtein's distance: letters to add, take out or replace. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
