package uk.fosteringhub.core.intake;

import java.io.IOException;
import java.io.InputStream;

/**
 * What the bytes of a delivery say of being UTF-8.
 *
 * @param sound how many well-formed sequences of several bytes there are, each a character beyond ASCII
 * @param broken how many bytes or beginnings of sequences belong to none
 * @param firstBroken where the first of these is, in bytes from 0; -1 if there is none
 */
public record Utf8(long sound, long broken, long firstBroken) {
    /** All of it is UTF-8, if only ASCII. */
    public static final Utf8 WELL_FORMED = new Utf8(0, 0, -1);

    private static final int BUFFER = 1 << 16;
    private static final int BROKEN_FOR_ONE_SOUND = 100;

    /** Reads to the end; the caller closes. */
    public static Utf8 of(InputStream bytes) throws IOException {
        Utf8Check check = new Utf8Check();
        byte[] buffer = new byte[BUFFER];
        for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
            check.accept(buffer, n);
        }
        return check.result();
    }

    public boolean wellFormed() {
        return broken == 0;
    }

    /**
     * Whether this is text in UTF-8 with bytes in it that are not, so that neither encoding reads it rightly: as
     * Windows-1252 every character of several bytes would become two or three wrong ones.
     *
     * <p>In Windows-1252 nearly every letter with an accent breaks UTF-8, since a plain letter or a blank follows it. A sound
     * sequence comes about by chance only, mostly of a capital with an accent before a curly quotation mark, as in CAFÉ’S.
     * So a file counts as Windows-1252 while it has no sound sequence, or at least {@value #BROKEN_FOR_ONE_SOUND} broken ones
     * for each. Refusing a short Windows-1252 file for such a pair costs one setting; reading UTF-8 wrongly spoils names.
     */
    public boolean mixed() {
        return broken > 0 && sound > broken / BROKEN_FOR_ONE_SOUND;
    }
}
