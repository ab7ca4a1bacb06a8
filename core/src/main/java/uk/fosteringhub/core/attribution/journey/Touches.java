package uk.fosteringhub.core.attribution.journey;

import java.util.Arrays;

/**
 * Touchpoints of any number of people, in columns. Filled in any order, then {@link #sort sorted}; afterwards each person's
 * touchpoints stand together, by time and, where two have the same time, by their ids as text (R5).
 */
public final class Touches {
    private static final int FEW = 32;

    private final Names ids = new Names();
    private final Names channels;
    private final Names campaigns = new Names();
    private int[] person = new int[256];
    private int[] channel = new int[256];
    private int[] campaign = new int[256];
    private byte[] kind = new byte[256];
    private long[] at = new long[256];
    private int size;
    private int[] order = {};
    private int[] starts = {};

    /** @param channels names of channels, which may be shared */
    public Touches(Names channels) {
        this.channels = channels;
    }

    public Names channels() {
        return channels;
    }

    public Names campaigns() {
        return campaigns;
    }

    /**
     * @param person number of the person, from 0
     * @param campaign empty if there is none
     * @param at nanoseconds on any scale that all touchpoints and enquiries share
     * @return the touchpoint's number; -1, and nothing is added, if the id is there already
     */
    public int add(String id, int person, String channel, TouchKind kind, String campaign, long at) {
        if (ids.add(id) < size) {
            return -1;
        }
        if (size == this.person.length) {
            int length = Names.grown(size, size + 1);
            this.person = Arrays.copyOf(this.person, length);
            this.channel = Arrays.copyOf(this.channel, length);
            this.campaign = Arrays.copyOf(this.campaign, length);
            this.kind = Arrays.copyOf(this.kind, length);
            this.at = Arrays.copyOf(this.at, length);
        }
        this.person[size] = person;
        this.channel[size] = channels.add(channel);
        this.campaign[size] = campaigns.add(campaign);
        this.kind[size] = (byte) kind.ordinal();
        this.at[size] = at;
        return size++;
    }

    public int size() {
        return size;
    }

    public String id(int touch) {
        return ids.get(touch);
    }

    public int person(int touch) {
        return person[touch];
    }

    public int channel(int touch) {
        return channel[touch];
    }

    public int campaign(int touch) {
        return campaign[touch];
    }

    public TouchKind kind(int touch) {
        return TouchKind.of(kind[touch]);
    }

    /** Nanoseconds. */
    public long at(int touch) {
        return at[touch];
    }

    /** Call it once, after the last touchpoint. */
    public void sort(int people) {
        starts = new int[people + 1];
        for (int touch = 0; touch < size; touch++) {
            starts[person[touch] + 1]++;
        }
        for (int i = 0; i < people; i++) {
            starts[i + 1] += starts[i];
        }
        order = new int[size];
        int[] next = Arrays.copyOf(starts, people);
        for (int touch = 0; touch < size; touch++) {
            order[next[person[touch]]++] = touch;
        }
        for (int i = 0; i < people; i++) {
            sort(starts[i], starts[i + 1]);
        }
    }

    /** Where a person's touchpoints begin; they end where the next person's begin. */
    int start(int person) {
        return person + 1 < starts.length ? starts[person] : size;
    }

    /** The touchpoint at a place of the order. */
    int inOrder(int place) {
        return order[place];
    }

    private void sort(int from, int to) {
        if (to - from > FEW) {
            Integer[] many = new Integer[to - from];
            Arrays.setAll(many, i -> order[from + i]);
            Arrays.sort(many, this::compare);
            for (int i = from; i < to; i++) {
                order[i] = many[i - from];
            }
            return;
        }
        for (int i = from + 1; i < to; i++) {
            int touch = order[i];
            int place = i;
            for (; place > from && compare(order[place - 1], touch) > 0; place--) {
                order[place] = order[place - 1];
            }
            order[place] = touch;
        }
    }

    private int compare(int touch, int other) {
        int byTime = Long.compare(at[touch], at[other]);
        return byTime != 0 ? byTime : ids.compare(touch, other);
    }
}
