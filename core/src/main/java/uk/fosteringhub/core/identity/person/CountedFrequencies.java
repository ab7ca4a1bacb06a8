package uk.fosteringhub.core.identity.person;

import java.util.Arrays;

/** Counts in memory, in twelve bytes for each value. */
public final class CountedFrequencies implements Frequencies {
    private final long records;
    private final long[] values;
    private final int[] counts;
    private final long[] contacts;
    private final int[] names;

    private CountedFrequencies(long records, long[] values, int[] counts, long[] contacts, int[] names) {
        this.records = records;
        this.values = values;
        this.counts = counts;
        this.contacts = contacts;
        this.names = names;
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public int recordsWith(long value) {
        int place = Arrays.binarySearch(values, value);
        return place < 0 ? 0 : counts[place];
    }

    @Override
    public int namesWith(long contact) {
        int place = Arrays.binarySearch(contacts, contact);
        return place < 0 ? 0 : names[place];
    }

    public static Counter counter() {
        return new Counter();
    }

    /** Takes the records, in any order. */
    public static final class Counter {
        /** So many bits of a name's hash tell the names beside one contact apart. */
        private static final int NAME_BITS = 36;

        private long records;
        private final LongList values = new LongList();
        private final LongList contacts = new LongList();
        private final LongList names = new LongList();

        public void add(PersonFeatures person) {
            records++;
            for (long value : person.values()) {
                values.add(value);
            }
            long name = person.nameKey();
            if (name != 0) {
                for (long contact : person.contacts()) {
                    contacts.add(contact);
                    names.add(name);
                }
            }
        }

        public CountedFrequencies count() {
            long[] all = values.sorted();
            long[] distinct = LongList.distinct(all);
            int[] counts = new int[distinct.length];
            for (int i = 0, at = 0; i < all.length; i++) {
                at += distinct[at] == all[i] ? 0 : 1;
                counts[at]++;
            }
            long[] known = LongList.distinct(contacts.sorted());
            return new CountedFrequencies(records, distinct, counts, known, namesWith(known));
        }

        private int[] namesWith(long[] known) {
            LongList beside = new LongList();
            for (int i = 0; i < contacts.size(); i++) {
                long place = Arrays.binarySearch(known, contacts.get(i));
                beside.add(place << NAME_BITS | names.get(i) & (1L << NAME_BITS) - 1);
            }
            int[] counts = new int[known.length];
            for (long one : LongList.distinct(beside.sorted())) {
                counts[(int) (one >>> NAME_BITS)]++;
            }
            return counts;
        }
    }
}
