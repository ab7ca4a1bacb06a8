package uk.fosteringhub.core.attribution.sources;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One or more words that stand together in a text. A word that ends in {@code *} stands for all that begin so; one that
 * begins with {@code ~} also for one letter more, less, other, or two exchanged: {@code ~facebook advert*}.
 */
public final class Phrase {
    private final List<Word> words;
    private final String written;

    /** How a word is compared. */
    private enum Likeness {
        EQUAL,
        BEGINS,
        NEAR
    }

    private record Word(String letters, Likeness likeness) {
        boolean fits(String other) {
            return switch (likeness) {
                case EQUAL -> letters.equals(other);
                case BEGINS -> other.startsWith(letters);
                case NEAR -> near(letters, other);
            };
        }
    }

    private Phrase(String written, List<Word> words) {
        this.written = written;
        this.words = words;
    }

    /** @throws IllegalArgumentException with a sentence if no word is left of it */
    public static Phrase of(String written) {
        List<Word> words = Arrays.stream(
                        written.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .flatMap(word -> Folded.words(word).stream()
                        .map(letters -> new Word(
                                letters,
                                word.startsWith("~")
                                        ? Likeness.NEAR
                                        : word.endsWith("*") ? Likeness.BEGINS : Likeness.EQUAL)))
                .toList();
        if (words.isEmpty()) {
            throw new IllegalArgumentException("\"" + written + "\" has no letter and no digit; write words.");
        }
        return new Phrase(written, words);
    }

    /** A telephone number, however it is written. */
    public static Phrase number(String written) {
        String digits = Folded.number(written);
        if (digits.isEmpty()) {
            throw new IllegalArgumentException("\"" + written + "\" has no digit; write a telephone number.");
        }
        return new Phrase(written, List.of(new Word(digits, Likeness.EQUAL)));
    }

    /** Whether the words stand together somewhere. */
    boolean in(List<String> text) {
        for (int from = 0; from + words.size() <= text.size(); from++) {
            if (at(text, from)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the text is these words and no other. */
    boolean isAllOf(List<String> text) {
        return text.size() == words.size() && at(text, 0);
    }

    private boolean at(List<String> text, int from) {
        for (int i = 0; i < words.size(); i++) {
            if (!words.get(i).fits(text.get(from + i))) {
                return false;
            }
        }
        return true;
    }

    static boolean near(String wanted, String other) {
        int longer = Math.max(wanted.length(), other.length());
        if (longer - Math.min(wanted.length(), other.length()) > 1) {
            return false;
        }
        int start = 0;
        while (start < wanted.length() && start < other.length() && wanted.charAt(start) == other.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < Math.min(wanted.length(), other.length()) - start
                && wanted.charAt(wanted.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        int left = wanted.length() - start - end;
        int right = other.length() - start - end;
        return left <= 1 && right <= 1
                || left == 2
                        && right == 2
                        && wanted.charAt(start) == other.charAt(start + 1)
                        && wanted.charAt(start + 1) == other.charAt(start);
    }

    @Override
    public String toString() {
        return written;
    }
}
