package uk.fosteringhub.core.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The numbers of deliveries in the order in which they came, and which of them are left out. */
final class Numbers {
    /** So far back a number may come late; lower ones begin a new count. */
    private static final long LATE = 100;

    private static final int MOST_NAMED = 5;

    private final TreeSet<Long> seen = new TreeSet<>();

    void add(long number) {
        if (!seen.isEmpty() && number < seen.last() - LATE) {
            seen.clear();
        }
        seen.add(number);
    }

    /** Between the lowest and the highest of this count: {@code 12}, {@code 14 to 17}. */
    List<String> missing() {
        List<String> gaps = new ArrayList<>();
        Long before = null;
        for (long number : seen) {
            if (before != null && number > before + 1) {
                gaps.add(number == before + 2 ? String.valueOf(before + 1) : (before + 1) + " to " + (number - 1));
            }
            before = number;
        }
        return gaps;
    }

    /** The newest gaps, as a person reads them. */
    static String told(List<String> gaps) {
        List<String> newest = gaps.subList(Math.max(0, gaps.size() - MOST_NAMED), gaps.size());
        return (gaps.size() > newest.size() ? "among others " : "") + String.join(", ", newest);
    }
}
