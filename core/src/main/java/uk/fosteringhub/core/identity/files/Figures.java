package uk.fosteringhub.core.identity.files;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import uk.fosteringhub.core.identity.Groups;
import uk.fosteringhub.core.identity.judge.Band;
import uk.fosteringhub.core.identity.judge.SettledPair;
import uk.fosteringhub.core.tables.Cell;

/**
 * How good the links are, measured with the truth. All counts are of pairs of records.
 *
 * @param records that the truth knows
 * @param reached true pairs with a key in common that counts
 * @param answered true pairs that are linked automatically, or would be once every question is answered rightly
 * @param categories the counts for each category of the truth
 */
public record Figures(long records, Counts all, long reached, long answered, Map<String, Counts> categories) {
    /**
     * @param truePairs pairs of records of one person
     * @param right automatic links of one person
     * @param wrong automatic links of two persons
     * @param asked questions to a person
     * @param askedOfOne questions about two records of one person
     */
    public record Counts(long truePairs, long right, long wrong, long asked, long askedOfOne) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(
                    truePairs + other.truePairs,
                    right + other.right,
                    wrong + other.wrong,
                    asked + other.asked,
                    askedOfOne + other.askedOfOne);
        }

        /** Share of automatic links that are right; 1 without any. */
        public double precision() {
            return right + wrong == 0 ? 1 : (double) right / (right + wrong);
        }

        /** Share of true pairs that are linked automatically; 1 without any. */
        public double recall() {
            return truePairs == 0 ? 1 : (double) right / truePairs;
        }

        /** Share of true pairs that are linked automatically or asked about. */
        public double recallWithReview() {
            return truePairs == 0 ? 1 : (double) (right + askedOfOne) / truePairs;
        }
    }

    public double blockingRecall() {
        return all.truePairs() == 0 ? 1 : (double) reached / all.truePairs();
    }

    public double recallAnswered() {
        return all.truePairs() == 0 ? 1 : (double) answered / all.truePairs();
    }

    /** Questions for every thousand records. */
    public double reviewLoad() {
        return records == 0 ? 0 : 1000.0 * all.asked() / records;
    }

    /** Questions about two persons for every thousand records: those that bring nothing. */
    public double reviewInVain() {
        return records == 0 ? 0 : 1000.0 * (all.asked() - all.askedOfOne()) / records;
    }

    static Figures of(Truth truth, Linking linking, Blocks blocks, Records records, boolean across) {
        Map<String, Counts> categories = new TreeMap<>();
        long known = 0;
        for (int i = 0; i < records.size(); i++) {
            known += truth.known(i) ? 1 : 0;
        }
        for (SettledPair pair : linking.pairs()) {
            if (truth.known(pair.one()) && truth.known(pair.other())) {
                boolean same = truth.same(pair.one(), pair.other());
                boolean auto = pair.band() == Band.AUTO;
                categories.merge(
                        truth.category(pair.one(), pair.other()),
                        new Counts(0, auto && same ? 1 : 0, auto && !same ? 1 : 0, auto ? 0 : 1, !auto && same ? 1 : 0),
                        Counts::plus);
            }
        }
        Answers answers = new Answers(linking, truth);
        long reached = 0;
        long answered = 0;
        for (int[] person : truth.people()) {
            for (int i = 0; i < person.length; i++) {
                for (int j = i + 1; j < person.length; j++) {
                    if (across && records.file(person[i]) == records.file(person[j])) {
                        continue;
                    }
                    categories.merge(truth.category(person[i], person[j]), new Counts(1, 0, 0, 0, 0), Counts::plus);
                    reached += blocks.common(person[i], person[j]) != 0 ? 1 : 0;
                    answered += answers.same(person[i], person[j]) ? 1 : 0;
                }
            }
        }
        Counts all = categories.values().stream().reduce(Counts.NONE, Counts::plus);
        return new Figures(known, all, reached, answered, categories);
    }

    /** What would be one if a person answered every question rightly. */
    private static final class Answers {
        private final Groups<Integer> joined = new Groups<>();
        private final Linking linking;

        Answers(Linking linking, Truth truth) {
            this.linking = linking;
            for (SettledPair pair : linking.pairs()) {
                if (pair.band() == Band.REVIEW && truth.same(pair.one(), pair.other())) {
                    joined.join(linking.entity(pair.one()), linking.entity(pair.other()));
                }
            }
        }

        boolean same(int one, int other) {
            return joined.together(linking.entity(one), linking.entity(other));
        }
    }

    /** For people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "precision %.5f (%,d automatic links, %,d of them wrong), recall %.4f of %,d true pairs%n",
                all.precision(),
                all.right() + all.wrong(),
                all.wrong(),
                all.recall(),
                all.truePairs()));
        text.append(String.format(
                Locale.ROOT,
                "automatic plus review %.4f pair by pair, %.4f once the questions are answered%n",
                all.recallWithReview(),
                recallAnswered()));
        text.append(String.format(
                Locale.ROOT,
                "review load %.1f pairs per 1,000 records (%,d), of them %.1f about two persons%n",
                reviewLoad(),
                all.asked(),
                reviewInVain()));
        text.append(String.format(Locale.ROOT, "blocking recall %.4f%n", blockingRecall()));
        if (!Set.of(Truth.NO_CATEGORY).containsAll(categories.keySet())) {
            int width =
                    categories.keySet().stream().mapToInt(String::length).max().orElse(8);
            text.append(String.format(
                    Locale.ROOT,
                    "%-" + width + "s %10s %8s %6s %9s %7s %7s%n",
                    "category",
                    "true pairs",
                    "right",
                    "wrong",
                    "precision",
                    "recall",
                    "review"));
            categories.forEach((name, one) -> text.append(String.format(
                    Locale.ROOT,
                    "%-" + width + "s %,10d %,8d %,6d %9.5f %7.4f %,7d%n",
                    name,
                    one.truePairs(),
                    one.right(),
                    one.wrong(),
                    one.precision(),
                    one.recall(),
                    one.asked())));
        }
        return text.toString();
    }

    /** For programs: {@code category,figure,value}; the category {@code all} is everything. */
    public String csv() {
        StringBuilder csv = new StringBuilder("category,figure,value\r\n");
        line(csv, Truth.NO_CATEGORY, "records", records);
        counts(csv, Truth.NO_CATEGORY, all);
        line(csv, Truth.NO_CATEGORY, "automatic_plus_review", all.recallWithReview());
        line(csv, Truth.NO_CATEGORY, "automatic_plus_review_answered", recallAnswered());
        line(csv, Truth.NO_CATEGORY, "review_load", reviewLoad());
        line(csv, Truth.NO_CATEGORY, "review_in_vain", reviewInVain());
        line(csv, Truth.NO_CATEGORY, "blocking_recall", blockingRecall());
        categories.forEach((name, one) -> {
            if (!name.equals(Truth.NO_CATEGORY)) {
                counts(csv, name, one);
            }
        });
        return csv.toString();
    }

    private static void counts(StringBuilder csv, String category, Counts counts) {
        line(csv, category, "true_pairs", counts.truePairs());
        line(csv, category, "automatic_right", counts.right());
        line(csv, category, "automatic_wrong", counts.wrong());
        line(csv, category, "precision", counts.precision());
        line(csv, category, "recall", counts.recall());
        line(csv, category, "review", counts.asked());
        line(csv, category, "review_of_one_person", counts.askedOfOne());
    }

    private static void line(StringBuilder csv, String category, String figure, long value) {
        csv.append(Cell.of(category))
                .append(',')
                .append(figure)
                .append(',')
                .append(value)
                .append("\r\n");
    }

    private static void line(StringBuilder csv, String category, String figure, double value) {
        csv.append(Cell.of(category))
                .append(',')
                .append(figure)
                .append(',')
                .append(String.format(Locale.ROOT, "%.6f", value))
                .append("\r\n");
    }
}
