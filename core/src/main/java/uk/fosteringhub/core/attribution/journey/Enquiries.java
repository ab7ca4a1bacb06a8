package uk.fosteringhub.core.attribution.journey;

import java.util.Arrays;

/** Enquiries, in columns: whose, when, and which stages they reached. */
public final class Enquiries {
    private final Names ids = new Names();
    private int[] person = new int[256];
    private int[] household = new int[256];
    private long[] at = new long[256];
    private byte[] reached = new byte[256];
    private int size;
    private int households;

    /**
     * @param person number of the person; -1 if nobody knows
     * @param household number of the household, from 0; enquiries of one household count once
     * @param at nanoseconds on the scale of the touchpoints
     * @param reached bits of the stages it reached
     * @return the enquiry's number; -1, and nothing is added, if the id is there already
     */
    public int add(String id, int person, int household, long at, int reached) {
        if (ids.add(id) < size) {
            return -1;
        }
        if (size == this.person.length) {
            int length = Names.grown(size, size + 1);
            this.person = Arrays.copyOf(this.person, length);
            this.household = Arrays.copyOf(this.household, length);
            this.at = Arrays.copyOf(this.at, length);
            this.reached = Arrays.copyOf(this.reached, length);
        }
        this.person[size] = person;
        this.household[size] = household;
        this.at[size] = at;
        this.reached[size] = (byte) (reached | Stage.ENQUIRY.bit());
        households = Math.max(households, household + 1);
        return size++;
    }

    public int size() {
        return size;
    }

    public String id(int enquiry) {
        return ids.get(enquiry);
    }

    public int person(int enquiry) {
        return person[enquiry];
    }

    public int household(int enquiry) {
        return household[enquiry];
    }

    public long at(int enquiry) {
        return at[enquiry];
    }

    /** Whether this enquiry reached a stage. */
    public boolean reached(int enquiry, Stage stage) {
        return (reached[enquiry] & stage.bit()) != 0;
    }

    /** All enquiries by their ids as text. */
    public int[] inOrder() {
        int[] order = new int[size];
        int[] ranks = ids.ranks();
        for (int enquiry = 0; enquiry < size; enquiry++) {
            order[ranks[enquiry]] = enquiry;
        }
        return order;
    }

    /**
     * For each enquiry the bits of the stages that count: of several enquiries of one household that reached a stage, the
     * earliest, ties by id, so that a household counts once for every stage (R1, R7).
     */
    public byte[] counted() {
        int stages = Stage.all().size();
        int[] earliest = new int[households * stages];
        Arrays.fill(earliest, -1);
        for (int enquiry = 0; enquiry < size; enquiry++) {
            for (int stage = 0; stage < stages; stage++) {
                if ((reached[enquiry] & 1 << stage) != 0) {
                    int place = household[enquiry] * stages + stage;
                    if (earliest[place] < 0 || compare(enquiry, earliest[place]) < 0) {
                        earliest[place] = enquiry;
                    }
                }
            }
        }
        byte[] counted = new byte[size];
        for (int place = 0; place < earliest.length; place++) {
            if (earliest[place] >= 0) {
                counted[earliest[place]] |= (byte) (1 << place % stages);
            }
        }
        return counted;
    }

    private int compare(int enquiry, int other) {
        int byTime = Long.compare(at[enquiry], at[other]);
        return byTime != 0 ? byTime : ids.compare(enquiry, other);
    }
}
