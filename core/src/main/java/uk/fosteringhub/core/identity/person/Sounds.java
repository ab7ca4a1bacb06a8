package uk.fosteringhub.core.identity.person;

import org.apache.commons.codec.language.DoubleMetaphone;

/** How a name sounds, as a few letters. */
public final class Sounds {
    /** Keeps nothing between calls, so one is enough for all threads. */
    private static final DoubleMetaphone METAPHONE = new DoubleMetaphone();

    private Sounds() {}

    /** Never empty for a name that is not: letters without a sound stand for themselves. */
    public static String of(String name) {
        String letters = name.indexOf(' ') < 0 ? name : name.replace(" ", "");
        if (letters.startsWith("mac") && letters.length() > 5) {
            letters = "mc" + letters.substring(3);
        }
        String sound = METAPHONE.doubleMetaphone(letters);
        return sound == null || sound.isEmpty() ? letters : sound;
    }
}
