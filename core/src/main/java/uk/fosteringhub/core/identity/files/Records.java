package uk.fosteringhub.core.identity.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import uk.fosteringhub.core.identity.person.BlockingKeys;
import uk.fosteringhub.core.identity.person.CountedFrequencies;
import uk.fosteringhub.core.identity.person.Frequencies;
import uk.fosteringhub.core.identity.person.PackedFeatures;
import uk.fosteringhub.core.identity.person.PersonDetails;
import uk.fosteringhub.core.identity.person.PersonFeatures;
import uk.fosteringhub.core.tables.WrongFile;

/** The records of one or two files, numbered in the order of file and record id, so that the order of rows does not matter. */
final class Records {
    private final String[] labels;
    private final byte[] files;
    private final byte[][] packed;
    private final long[][] keys;
    private final Frequencies frequencies;

    private Records(Reading read, Frequencies frequencies, Integer[] order) {
        int size = order.length;
        this.labels = new String[size];
        this.files = new byte[size];
        this.packed = new byte[size][];
        this.keys = new long[size][];
        this.frequencies = frequencies;
        for (int i = 0; i < size; i++) {
            int place = order[i];
            labels[i] = read.labels.get(place);
            files[i] = (byte) read.file(place);
            packed[i] = read.packed.get(place);
            keys[i] = read.keys.get(place);
        }
    }

    static Records read(List<Path> paths, ColumnMap map, Consumer<String> notes) throws IOException, WrongFile {
        Reading reading = new Reading();
        for (Path path : paths) {
            reading.begins.add(reading.labels.size());
            try (PersonFile file = PersonFile.open(path, map, notes)) {
                while (file.next()) {
                    reading.add(file.details(), (int) file.line());
                }
            }
        }
        Integer[] order = new Integer[reading.labels.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.<Integer>comparingInt(reading::file)
                        .thenComparing(reading.labels::get)
                        .thenComparing(Comparator.naturalOrder()));
        reading.check(order, paths);
        return new Records(reading, reading.counter.count(), order);
    }

    int size() {
        return labels.length;
    }

    String label(int record) {
        return labels[record];
    }

    int file(int record) {
        return files[record];
    }

    PersonFeatures features(int record) {
        return PackedFeatures.unpack(packed[record]);
    }

    /** Sorted. */
    long[] keys(int record) {
        return keys[record];
    }

    Frequencies frequencies() {
        return frequencies;
    }

    /** The rows in the order they came. */
    private static final class Reading {
        private final List<String> labels = new ArrayList<>();
        private final List<byte[]> packed = new ArrayList<>();
        private final List<long[]> keys = new ArrayList<>();
        private final List<Integer> begins = new ArrayList<>();
        private final CountedFrequencies.Counter counter = CountedFrequencies.counter();
        private int[] lines = new int[1 << 10];

        void add(PersonDetails details, int line) {
            PersonFeatures person = PersonFeatures.of(details);
            if (labels.size() == lines.length) {
                lines = Arrays.copyOf(lines, lines.length * 2);
            }
            lines[labels.size()] = line;
            labels.add(details.label());
            packed.add(PackedFeatures.pack(person));
            keys.add(BlockingKeys.of(person));
            counter.add(person);
        }

        int file(int place) {
            return begins.size() > 1 && place >= begins.get(1) ? 1 : 0;
        }

        void check(Integer[] order, List<Path> paths) throws WrongFile {
            for (int i = 1; i < order.length; i++) {
                int one = order[i - 1];
                int other = order[i];
                if (file(one) == file(other) && labels.get(one).equals(labels.get(other))) {
                    throw new WrongFile(
                            paths.get(file(other)),
                            lines[other],
                            "the record id of this line stands in line " + lines[one]
                                    + " already; give every record an id of its own.");
                }
            }
        }
    }
}
