package uk.fosteringhub.console.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.identity.decide.Decided;
import uk.fosteringhub.core.identity.judge.Judgement;

/**
 * One decision in a list.
 *
 * @param path of the pair, for those who may open it
 * @param step what it waits or waited for; empty for one that stands by itself
 * @param weight empty if the two were never compared
 * @param explanation what agreed then, in words and bits
 */
record DecidedView(
        Instant at,
        String records,
        Optional<String> path,
        String verdict,
        String step,
        String by,
        String reason,
        String weight,
        List<String> explanation) {

    static DecidedView of(Decided decided, boolean mayOpen) {
        return new DecidedView(
                decided.at(),
                Halves.name(decided.oneSystem(), decided.one()) + " and "
                        + Halves.name(decided.otherSystem(), decided.other()),
                mayOpen ? Optional.of("/identity/pairs/" + decided.pair()) : Optional.empty(),
                switch (decided.verdict()) {
                    case SAME -> "Same";
                    case DIFFERENT -> "Different";
                    case UNSURE -> "Unsure";
                    case TAKEN_BACK -> "Taken back";
                },
                switch (decided.step()) {
                    case "first" -> "first of two";
                    case "second" -> "second of two";
                    case "disagreed" -> "did not agree with the first";
                    default -> "";
                },
                decided.byPerson() ? decided.actor() : "the rules",
                decided.reason(),
                decided.judgement().map(then -> Bits.of(decided.weight())).orElse(""),
                decided.judgement().map(DecidedView::explanation).orElse(List.of()));
    }

    private static List<String> explanation(Judgement judgement) {
        List<String> lines = new ArrayList<>();
        judgement.levels().stream()
                .sorted((one, other) -> Double.compare(Math.abs(other.bits()), Math.abs(one.bits())))
                .forEach(level -> lines.add(level.words() + " " + Bits.of(level.bits())));
        judgement.guards().forEach(guard -> lines.add("guard: " + guard.words()));
        return lines;
    }
}
