package uk.fosteringhub.core.watch;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the files of a feed are numbered: {@code persons_{number}.csv}; {@code *} stands for anything else that varies. */
public final class NumberedName {
    private static final String NUMBER = "{number}";
    /** A number of more digits than this is a time or an id. */
    private static final int MOST_DIGITS = 12;

    private final Pattern pattern;

    /** @throws IllegalArgumentException if the number does not stand in it exactly once */
    public NumberedName(String form) {
        int at = form.indexOf(NUMBER);
        if (at < 0 || form.indexOf(NUMBER, at + 1) >= 0) {
            throw new IllegalArgumentException("'" + form + "' does not hold " + NUMBER + " exactly once");
        }
        pattern = Pattern.compile(
                any(form.substring(0, at)) + "([0-9]{1," + MOST_DIGITS + "})"
                        + any(form.substring(at + NUMBER.length())),
                Pattern.CASE_INSENSITIVE);
    }

    private static String any(String text) {
        StringBuilder quoted = new StringBuilder();
        String[] parts = text.split("\\*", -1);
        for (int i = 0; i < parts.length; i++) {
            quoted.append(i == 0 ? "" : ".*?").append(Pattern.quote(parts[i]));
        }
        return quoted.toString();
    }

    /** Empty for a name that is not numbered so. */
    public OptionalLong number(String name) {
        Matcher found = pattern.matcher(name);
        return found.matches() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }
}
