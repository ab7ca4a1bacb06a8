package uk.fosteringhub.core.attribution.model;

import java.util.Arrays;
import uk.fosteringhub.core.attribution.journey.Stage;

/** Credit by model and channel, summed over the households that reached each stage (R7). */
public final class ChannelTotals {
    private static final int MODELS = Model.values().length;
    private static final int STAGES = Stage.all().size();

    private ExactSum[][] sums = new ExactSum[0][];
    private final long[] reached = new long[STAGES];

    /** @param counted bits of the stages for which this enquiry counts */
    public void add(Model model, Credits credits, int counted) {
        for (int i = 0; i < credits.size(); i++) {
            ExactSum[] channel = channel(credits.channel(i));
            for (int stage = 0; stage < STAGES; stage++) {
                if ((counted & 1 << stage) != 0) {
                    sum(channel, model.ordinal() * STAGES + stage).add(credits.credit(i));
                }
            }
        }
    }

    /** Counts an enquiry for the stages for which it counts. */
    public void count(int counted) {
        for (int stage = 0; stage < STAGES; stage++) {
            reached[stage] += counted >> stage & 1;
        }
    }

    /** The credit of a channel; 0 if it has none. */
    public double credit(Model model, int channel, Stage stage) {
        if (channel >= sums.length || sums[channel] == null) {
            return 0;
        }
        ExactSum sum = sums[channel][model.ordinal() * STAGES + stage.ordinal()];
        return sum == null ? 0 : sum.value();
    }

    /** How many households reached a stage. */
    public long households(Stage stage) {
        return reached[stage.ordinal()];
    }

    private ExactSum[] channel(int channel) {
        if (channel >= sums.length) {
            sums = Arrays.copyOf(sums, Math.max(channel + 1, sums.length * 2));
        }
        if (sums[channel] == null) {
            sums[channel] = new ExactSum[MODELS * STAGES];
        }
        return sums[channel];
    }

    private static ExactSum sum(ExactSum[] channel, int place) {
        if (channel[place] == null) {
            channel[place] = new ExactSum();
        }
        return channel[place];
    }
}
