package uk.fosteringhub.core.attribution.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import uk.fosteringhub.core.attribution.journey.Journey;

/**
 * The Markov model of order 1 over all journeys (R6). From the start, each step leads to the next, the last one to
 * conversion or to nothing. A channel's removal effect is {@code 1 − P(conversion without it) / P(conversion)}, where
 * without it every step to it leads to nothing.
 *
 * <p>Solved exactly: the journeys that a channel's removal costs are those that reach it, times the chance to convert from
 * it, so one factorisation of the chain's equations gives the effects of all channels, with no difference of near numbers.
 */
public final class MarkovChain {
    /** As files and reports call it, beside the words of {@link Model}. */
    public static final String WORD = "markov_order1";

    /** Beyond this, equations would take minutes. */
    public static final int MOST_CHANNELS = 2_000;

    private static final int CONVERSION = 0;
    private static final int NOTHING = 1;
    private static final int FIRST_CHANNEL = 2;

    /** How often each state, the start being 0 and a channel its number and 1, leads to each other. */
    private long[][] counts = new long[16][];

    /** @param weight how many such journeys converted or did not, in any unit that all journeys share */
    public void add(Journey journey, boolean converted, long weight) {
        int state = 0;
        for (int step = 0; step < journey.length(); step++) {
            count(state, FIRST_CHANNEL + journey.channel(step), weight);
            state = 1 + journey.channel(step);
        }
        count(state, converted ? CONVERSION : NOTHING, weight);
    }

    private void count(int from, int to, long weight) {
        if (from >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(from + 1, counts.length * 2));
        }
        long[] row = counts[from];
        if (row == null) {
            row = new long[FIRST_CHANNEL + 8];
        }
        if (to >= row.length) {
            row = Arrays.copyOf(row, Math.max(to + 1, row.length * 2));
        }
        counts[from] = row;
        row[to] = Math.addExact(row[to], weight);
    }

    /**
     * The effect of each channel that any journey has.
     *
     * @param ranks for each channel its place among all, so that the numbers do not depend on who came first
     * @throws TooManyChannels if there are more than {@link #MOST_CHANNELS}
     */
    public List<RemovalEffect> effects(int[] ranks) throws TooManyChannels {
        int[] channels = channels(ranks);
        if (channels.length > MOST_CHANNELS) {
            throw new TooManyChannels(channels.length);
        }
        int size = channels.length;
        double[][] matrix = new double[size][size];
        double[] convert = new double[size];
        for (int i = 0; i < size; i++) {
            double[] chances = chances(1 + channels[i], channels);
            for (int j = 0; j < size; j++) {
                matrix[i][j] = (i == j ? 1 : 0) - chances[FIRST_CHANNEL + j];
            }
            convert[i] = chances[CONVERSION];
        }
        LinearSystem equations = new LinearSystem(matrix);
        double[] start = chances(0, channels);
        double[] fromChannel = equations.solve(convert);
        double[] visits = equations.solveFromLeft(Arrays.copyOfRange(start, FIRST_CHANNEL, start.length));
        double[] returns = equations.inverseDiagonal();
        double conversion = start[CONVERSION];
        for (int i = 0; i < size; i++) {
            conversion += start[FIRST_CHANNEL + i] * fromChannel[i];
        }
        double[] effects = new double[size];
        double all = 0;
        for (int i = 0; i < size; i++) {
            effects[i] = conversion > 0 ? Math.min(1, visits[i] / returns[i] * fromChannel[i] / conversion) : 0;
            all += effects[i];
        }
        List<RemovalEffect> answer = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            answer.add(new RemovalEffect(channels[i], effects[i], all > 0 ? effects[i] / all : 0));
        }
        return answer;
    }

    /** The channels of all journeys, by rank. */
    private int[] channels(int[] ranks) {
        List<Integer> channels = new ArrayList<>();
        for (int state = 1; state < counts.length; state++) {
            if (counts[state] != null && Arrays.stream(counts[state]).anyMatch(count -> count > 0)) {
                channels.add(state - 1);
            }
        }
        return channels.stream()
                .sorted(Comparator.comparingInt(channel -> ranks[channel]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Where a state leads, with which chance: conversion, nothing, the channels in order. */
    private double[] chances(int state, int[] channels) {
        double[] chances = new double[FIRST_CHANNEL + channels.length];
        long[] row = state < counts.length && counts[state] != null ? counts[state] : new long[FIRST_CHANNEL];
        long all = Arrays.stream(row).sum();
        if (all == 0) {
            return chances;
        }
        chances[CONVERSION] = (double) row[CONVERSION] / all;
        chances[NOTHING] = (double) row[NOTHING] / all;
        for (int i = 0; i < channels.length; i++) {
            int to = FIRST_CHANNEL + channels[i];
            chances[FIRST_CHANNEL + i] = to < row.length ? (double) row[to] / all : 0;
        }
        return chances;
    }
}
