package uk.fosteringhub.core.encryption;

import java.util.HexFormat;

/** The number by which a key is known, shown as eight hexadecimal digits. It is no secret. */
public record KeyId(int number) {
    /** Length of its text. */
    public static final int LENGTH = 8;

    /** @throws IllegalArgumentException if the text is not eight hexadecimal digits */
    public static KeyId parse(String text) {
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException("a key is named by eight hexadecimal digits");
        }
        return new KeyId(HexFormat.fromHexDigits(text));
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(number);
    }
}
