package uk.fosteringhub.core.attribution.model;

import java.util.Arrays;
import uk.fosteringhub.core.attribution.journey.Journey;

/**
 * A way to share the credit for one enquiry among the steps of its journey (R6). The model that needs all journeys at once
 * is {@link MarkovChain}.
 */
public enum Model {
    /** All to the first step. */
    FIRST("first") {
        @Override
        void share(Journey journey, double halfLife, double[] shares) {
            shares[0] = 1;
        }
    },
    /** All to the last step. */
    LAST("last") {
        @Override
        void share(Journey journey, double halfLife, double[] shares) {
            shares[journey.length() - 1] = 1;
        }
    },
    /** The same to every step. */
    LINEAR("linear") {
        @Override
        void share(Journey journey, double halfLife, double[] shares) {
            Arrays.fill(shares, 0, journey.length(), 1.0 / journey.length());
        }
    },
    /** 0.4 each to the first and the last step, the rest shared by those between; of two steps, half to each. */
    POSITION("position") {
        @Override
        void share(Journey journey, double halfLife, double[] shares) {
            int steps = journey.length();
            if (steps <= 2) {
                LINEAR.share(journey, halfLife, shares);
            } else {
                Arrays.fill(shares, 0, steps, MIDDLE / (steps - 2));
                shares[0] = END;
                shares[steps - 1] = END;
            }
        }
    },
    /** Half as much for every half-life that a step lies further back. */
    TIME_DECAY("time_decay") {
        @Override
        void share(Journey journey, double halfLife, double[] shares) {
            int steps = journey.length();
            // Counted from the last step and not from the enquiry, which is the same share and never vanishes.
            long nearest = journey.before(steps - 1);
            double sum = 0;
            for (int step = 0; step < steps; step++) {
                double days = (journey.before(step) - nearest) / NANOS_OF_DAY;
                shares[step] = StrictMath.pow(2, -days / halfLife);
                sum += shares[step];
            }
            for (int step = 0; step < steps; step++) {
                shares[step] /= sum;
            }
        }
    },
    /** The same to every channel of the journey, however often it comes: the Shapley value of the set of its channels. */
    SHAPLEY_SET("shapley_set") {
        @Override
        void share(Journey journey, double halfLife, double[] shares) {
            int steps = journey.length();
            int channels = 0;
            for (int step = 0; step < steps; step++) {
                channels += sameBefore(journey, step) ? 0 : 1;
            }
            for (int step = 0; step < steps; step++) {
                shares[step] = 1.0 / channels / sameChannel(journey, step);
            }
        }
    };

    private static final double END = 0.4;
    private static final double MIDDLE = 0.2;
    private static final double NANOS_OF_DAY = 86_400e9;

    private final String word;

    Model(String word) {
        this.word = word;
    }

    /** As files and settings have it. */
    public String word() {
        return word;
    }

    /**
     * Writes each step's share, none negative and all of them together 1, to the beginning of an array.
     *
     * @param halfLife days; only time decay asks for it
     * @param shares at least as long as the journey
     */
    public final void of(Journey journey, double halfLife, double[] shares) {
        Arrays.fill(shares, 0, journey.length(), 0);
        share(journey, halfLife, shares);
    }

    abstract void share(Journey journey, double halfLife, double[] shares);

    private static boolean sameBefore(Journey journey, int step) {
        for (int earlier = 0; earlier < step; earlier++) {
            if (journey.channel(earlier) == journey.channel(step)) {
                return true;
            }
        }
        return false;
    }

    private static int sameChannel(Journey journey, int step) {
        int same = 0;
        for (int other = 0; other < journey.length(); other++) {
            same += journey.channel(other) == journey.channel(step) ? 1 : 0;
        }
        return same;
    }
}
