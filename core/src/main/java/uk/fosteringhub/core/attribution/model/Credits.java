package uk.fosteringhub.core.attribution.model;

import java.util.Arrays;
import uk.fosteringhub.core.attribution.journey.Journey;

/** One model's credit for one enquiry by channel. Filled again for each. */
public final class Credits {
    private int[] channel = new int[16];
    private double[] credit = new double[16];
    private double[] shares = new double[16];
    private int size;

    /** Channels come in the order in which the journey first has them. */
    public void fill(Journey journey, Model model, double halfLife) {
        if (journey.length() > shares.length) {
            shares = new double[journey.length() * 2];
            channel = new int[shares.length];
            credit = new double[shares.length];
        }
        model.of(journey, halfLife, shares);
        size = 0;
        for (int step = 0; step < journey.length(); step++) {
            add(journey.channel(step), shares[step]);
        }
    }

    private void add(int wanted, double share) {
        if (share <= 0) {
            return;
        }
        for (int i = 0; i < size; i++) {
            if (channel[i] == wanted) {
                credit[i] += share;
                return;
            }
        }
        channel[size] = wanted;
        credit[size++] = share;
    }

    /** @param ranks for each channel its place among all */
    public void sort(int[] ranks) {
        for (int i = 1; i < size; i++) {
            int movedChannel = channel[i];
            double movedCredit = credit[i];
            int place = i;
            for (; place > 0 && ranks[channel[place - 1]] > ranks[movedChannel]; place--) {
                channel[place] = channel[place - 1];
                credit[place] = credit[place - 1];
            }
            channel[place] = movedChannel;
            credit[place] = movedCredit;
        }
    }

    public int size() {
        return size;
    }

    public int channel(int i) {
        return channel[i];
    }

    public double credit(int i) {
        return credit[i];
    }

    /** The shares of the journey's steps. */
    public double[] shares(int steps) {
        return Arrays.copyOf(shares, steps);
    }
}
