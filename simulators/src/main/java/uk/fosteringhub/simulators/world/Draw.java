package uk.fosteringhub.simulators.world;

/**
 * Random draws that depend on nothing but the seed, the kind of thing and its number, so that row ten million can be made
 * without the rows before it, and one feed can work out what another says about the same person. The mixing is that of
 * {@link java.util.SplittableRandom}, without an object for each row.
 */
public final class Draw {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;
    private long state;

    public Draw(long seed) {
        this.seed = mix(seed + GOLDEN_GAMMA);
    }

    /** Begins the draws of one thing. */
    public Draw about(Stream stream, long number) {
        state = mix(seed ^ mix((stream.ordinal() + 1) * GOLDEN_GAMMA)) + mix(number * GOLDEN_GAMMA + 1);
        return this;
    }

    public long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** 0 to {@code bound - 1}, evenly. */
    public int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    public int between(int lowest, int highest) {
        return lowest + below(highest - lowest + 1);
    }

    /** @param share 0 to 1 */
    public boolean chance(double share) {
        return (next() >>> 11) * 0x1.0p-53 < share;
    }

    public <T> T pick(T[] choices) {
        return choices[below(choices.length)];
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
