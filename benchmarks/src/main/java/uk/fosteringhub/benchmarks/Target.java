package uk.fosteringhub.benchmarks;

import java.util.List;
import uk.fosteringhub.benchmarks.report.MarkdownTable;

/**
 * A target beside what was measured.
 *
 * @param what such as {@code First load, against plain Spring Batch}
 * @param measured for people, with its unit
 * @param wanted for people, with its unit
 */
public record Target(String what, String measured, String wanted, Reached reached) {

    /** How a measurement stands to its target. */
    public enum Reached {
        /** The target and what is aimed for beyond it. */
        AIM("reached, and the aim"),
        YES("reached"),
        NO("not reached"),
        /** This run could not tell. */
        OPEN("not measured");

        private final String words;

        Reached(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Targets as the pages of results show them. */
    public static MarkdownTable table(List<Target> targets) {
        MarkdownTable table = new MarkdownTable("Target", ">Measured", ">Wanted", "");
        targets.forEach(target -> table.row(
                target.what(),
                target.measured(),
                target.wanted(),
                target.reached().toString()));
        return table;
    }

    /** More is better. */
    public static Target atLeast(String what, double measured, double target, double aim, String unit) {
        Reached reached = measured >= aim ? Reached.AIM : measured >= target ? Reached.YES : Reached.NO;
        return new Target(
                what,
                "%.2f%s".formatted(measured, unit),
                "at least %.1f%s (aim %.1f)".formatted(target, unit, aim),
                reached);
    }

    /** Less is better. */
    public static Target atMost(String what, double measured, double target, String unit) {
        return new Target(
                what,
                "%.2f%s".formatted(measured, unit),
                "at most %.2f%s".formatted(target, unit),
                measured <= target ? Reached.YES : Reached.NO);
    }
}
