package uk.fosteringhub.core.attribution.journey;

import java.util.Arrays;

/**
 * What takes credit for one enquiry, in order. Filled again for each enquiry. Never empty: where no touchpoint is left, it
 * holds one of the two unknown channels (R4), whose touchpoint is -1.
 */
public final class Journey {
    public static final String VIA_REDIRECT = "Unknown (via redirect)";
    public static final String NO_EVIDENCE = "Unknown (no evidence)";

    private int[] touch = new int[16];
    private int[] channel = new int[16];
    private long[] at = new long[16];
    private int length;
    private long enquiredAt;

    /** An empty journey, to be filled. */
    public Journey begin(long enquiredAt) {
        this.enquiredAt = enquiredAt;
        this.length = 0;
        return this;
    }

    /** @param touch the touchpoint's number; -1: there is none */
    public Journey add(int touch, int channel, long at) {
        if (length == this.channel.length) {
            this.touch = Arrays.copyOf(this.touch, length * 2);
            this.channel = Arrays.copyOf(this.channel, length * 2);
            this.at = Arrays.copyOf(this.at, length * 2);
        }
        this.touch[length] = touch;
        this.channel[length] = channel;
        this.at[length++] = at;
        return this;
    }

    public int length() {
        return length;
    }

    public int touch(int step) {
        return touch[step];
    }

    public int channel(int step) {
        return channel[step];
    }

    /** Nanoseconds from a step to the enquiry. */
    public long before(int step) {
        return enquiredAt - at[step];
    }
}
