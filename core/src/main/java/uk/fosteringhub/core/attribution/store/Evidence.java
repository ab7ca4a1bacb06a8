package uk.fosteringhub.core.attribution.store;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of evidence, with how sure each is where nobody says how sure it is. */
public enum Evidence {
    UTM("campaign code in a link", 0.95),
    PROMO_CODE("promotion or QR code", 0.95),
    EVENT_SCAN("scan at an event", 0.95),
    DIALLED_NUMBER("the number that was dialled", 0.9),
    EMAIL_REPLY("reply to an e-mail", 0.9),
    SMS_REPLY("reply by text message", 0.8),
    REFERRER("the page that led here", 0.7),
    SERVER_LOG("the system's own log", 0.7),
    STAFF_ENTRY("entry by staff", 0.7),
    CALL_NOTE("note of a call", 0.6),
    FORM_ANSWER("the person's own answer", 0.6),
    OTHER("other evidence", 0.5),
    /** A campaign ran in the right area at the right time. */
    CALENDAR("inferred from the campaign calendar", 0.2),
    CORRECTION("corrected by a person", 1),
    NONE("none", 0);

    private final String words;
    private final double usual;

    Evidence(String words, double usual) {
        this.words = words;
        this.usual = usual;
    }

    static Evidence named(String code) {
        return Arrays.stream(values())
                .filter(one -> one.name().equals(code))
                .findFirst()
                .orElse(OTHER);
    }

    /** For people. */
    public String words() {
        return words;
    }

    float confidence(Optional<Double> said) {
        return said.orElse(usual).floatValue();
    }
}
