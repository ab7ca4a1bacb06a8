package uk.fosteringhub.connectors.transport;

import java.util.regex.Pattern;

/** A file name pattern with {@code *} and {@code ?}; case does not matter. */
final class NamePattern {
    private final Pattern regex;
    private final int letters;

    NamePattern(String written) {
        StringBuilder out = new StringBuilder();
        int literal = 0;
        for (char c : written.toCharArray()) {
            if (c == '*') {
                out.append(".*");
            } else if (c == '?') {
                out.append('.');
            } else {
                out.append(Pattern.quote(String.valueOf(c)));
                literal++;
            }
        }
        this.regex = Pattern.compile(out.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        this.letters = literal;
    }

    boolean fits(String fileName) {
        return regex.matcher(fileName).matches();
    }

    /** The more letters a pattern names, the better its claim to a file. */
    int letters() {
        return letters;
    }
}
