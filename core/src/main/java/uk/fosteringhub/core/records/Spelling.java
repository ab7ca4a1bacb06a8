package uk.fosteringhub.core.records;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** One form for texts that are written in several ways and mean the same. */
public final class Spelling {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    /** What stands within a name and is left out as often as not. */
    private static final Pattern WITHIN = Pattern.compile("['’‘`´ʼ.]");

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]");
    private static final int LONGEST_WORD = 60;

    private Spelling() {}

    /**
     * For comparing: no difference of case, of blanks, or of the forms of apostrophes and dashes. Accents stay, since they
     * belong to a name.
     */
    public static String plain(String text) {
        String even = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replace('’', '\'')
                .replace('‘', '\'')
                .replace('`', '\'')
                .replace('´', '\'')
                .replace('ʼ', '\'')
                .replace('‐', '-')
                .replace('‑', '-')
                .replace('–', '-')
                .replace('—', '-');
        return BLANKS.matcher(even).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    /**
     * For finding: the words of a text without case, accents, apostrophes and dots. {@code O'Brien-Läu} gives {@code obrien}
     * and {@code lau}.
     */
    public static List<String> words(String text) {
        String bare =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        String even = WITHIN.matcher(bare)
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace("œ", "oe")
                .replace('ø', 'o')
                .replace('ł', 'l')
                .replace('đ', 'd')
                .replace('ı', 'i');
        List<String> words = new ArrayList<>();
        for (String word : BETWEEN.split(even)) {
            if (!word.isEmpty()) {
                words.add(word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) : word);
            }
        }
        return words;
    }

    /**
     * For comparing with what a system wrote that has capitals A to Z alone: the {@link #words} of a text as one. {@code
     * O'Brien-Núñez} and {@code OBRIEN NUNEZ} both give {@code obriennunez}. Empty if there is neither letter nor digit.
     */
    public static String bare(String text) {
        return String.join("", words(text));
    }

    /**
     * The digits of a telephone number with its country, a British one unless it says another: {@code 447700900123}. Empty
     * if there are fewer than six; an extension does not count.
     */
    public static String phone(String text) {
        int extension = text.toLowerCase(Locale.ROOT).indexOf("ext");
        String number =
                (extension < 0 ? text : text.substring(0, extension)).strip().replace("(0)", "");
        String digits = NO_DIGITS.matcher(number).replaceAll("");
        if (digits.length() < 6) {
            return "";
        }
        if (digits.startsWith("00")) {
            return digits.substring(2);
        }
        return digits.startsWith("0") ? "44" + digits.substring(1) : digits;
    }

    /** Capitals without blanks: {@code RG11AA}. */
    public static String postcode(String text) {
        return BLANKS.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
    }

    public static String digits(String text) {
        return NO_DIGITS.matcher(text).replaceAll("");
    }
}
