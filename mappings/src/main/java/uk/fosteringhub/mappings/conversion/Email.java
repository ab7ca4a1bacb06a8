package uk.fosteringhub.mappings.conversion;

import java.util.Locale;

/**
 * {@code as: email}: the domain in small letters, the part before it as received, since only its own server knows whether
 * case counts there. Words for "none" ({@code none@}, {@code noemail@noemail.com}, {@code n/a}) are none. What cannot be
 * an address is kept as received, unless the field is strict.
 */
final class Email implements Conversion {
    private final boolean strict;
    private final Refusal refusal;

    Email(String column, boolean strict) {
        this.strict = strict;
        this.refusal = new Refusal("email", column + " is not an email address; correct it in the source");
    }

    @Override
    public Object convert(String text) {
        int at = text.lastIndexOf('@');
        if (NoneLike.matches(at < 0 ? text : text.substring(0, at)) && (at < 0 || noDomain(text.substring(at + 1)))) {
            return null;
        }
        if (plausible(text, at)) {
            String domain = text.substring(at + 1);
            String small = domain.toLowerCase(Locale.ROOT);
            return small.equals(domain) ? text : text.substring(0, at + 1) + small;
        }
        return strict ? refusal : text;
    }

    private static boolean plausible(String text, int at) {
        if (at < 1 || text.length() > 254 || text.indexOf('@') != at) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == ';' || Blanks.isBlank(c)) {
                return false;
            }
        }
        int dot = text.lastIndexOf('.');
        return dot > at + 1 && dot < text.length() - 1 && text.charAt(at + 1) != '.';
    }

    private static boolean noDomain(String domain) {
        int dot = domain.indexOf('.');
        String name = dot < 0 ? domain : domain.substring(0, dot);
        return name.isEmpty() || name.equalsIgnoreCase("email") || NoneLike.matches(name);
    }
}
