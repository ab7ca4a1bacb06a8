package uk.fosteringhub.core.identity.decide;

import java.util.ArrayList;
import java.util.List;

/** What a wrong answer about two person records would touch; the gravest first. */
public enum Consequence {
    APPROVED_CARER(16, "an approved carer"),
    PLACEMENT(8, "a placement"),
    CHILD(4, "a child"),
    OPEN_CHECK(2, "an open check"),
    OPEN_ENQUIRY(1, "an open enquiry");

    private final int bit;
    private final String words;

    Consequence(int bit, String words) {
        this.bit = bit;
        this.words = words;
    }

    public String words() {
        return words;
    }

    int bit() {
        return bit;
    }

    /** @param bits as in {@code hub.identity_pair.consequence} */
    static List<Consequence> of(int bits) {
        List<Consequence> touched = new ArrayList<>();
        for (Consequence one : values()) {
            if ((bits & one.bit) != 0) {
                touched.add(one);
            }
        }
        return List.copyOf(touched);
    }
}
