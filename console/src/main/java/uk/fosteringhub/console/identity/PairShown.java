package uk.fosteringhub.console.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.console.layout.Times;
import uk.fosteringhub.core.identity.decide.Consequence;
import uk.fosteringhub.core.identity.decide.Decided;
import uk.fosteringhub.core.identity.decide.PairState;
import uk.fosteringhub.core.identity.decide.PairView;
import uk.fosteringhub.core.identity.judge.Band;
import uk.fosteringhub.core.identity.judge.Guard;

/**
 * One pair, made ready for its page.
 *
 * @param state in a few words
 * @param waits whether a person has to decide it
 * @param notes sentences that whoever decides should read first
 * @param guards why the rules do not link it
 * @param effect what follows from the answers
 */
record PairShown(
        long id,
        int version,
        String question,
        String state,
        boolean waits,
        boolean restricted,
        Instant since,
        List<String> touched,
        List<String> notes,
        List<String> guards,
        String same,
        String different,
        String effect) {

    static PairShown of(PairView pair, Times times) {
        Question question = Question.of(pair.one().type(), pair.other().type());
        return new PairShown(
                pair.id(),
                pair.version(),
                question.asks(),
                state(pair),
                waits(pair),
                pair.restricted(),
                pair.foundAt(),
                pair.touched().stream().map(Consequence::words).toList(),
                notes(pair, times),
                guards(pair),
                question.same(),
                question.different(),
                question.effect());
    }

    public String touchedWords() {
        return Phrases.and(touched);
    }

    static boolean waits(PairView pair) {
        return pair.state() == PairState.REVIEW
                || pair.state() == PairState.UNSURE
                || !pair.doubt().isEmpty();
    }

    /** Whoever comes second is not told what the first said. */
    static boolean waitsForSecond(PairView pair, Decided decided) {
        return pair.firstVerdict().isPresent()
                && decided.step().equals("first")
                && pair.firstAt().filter(at -> decided.at().isBefore(at)).isEmpty();
    }

    /** Why it is in the list, in few words. */
    static List<String> why(PairView pair) {
        List<String> why = new ArrayList<>();
        if (pair.firstVerdict().isPresent()) {
            why.add("waits for a second person, after " + pair.firstBy());
        }
        if (pair.state() == PairState.UNSURE || pair.putOff()) {
            why.add("nobody could tell so far");
        }
        if (!pair.doubt().isEmpty()) {
            why.add("linked, and doubted: " + pair.doubt());
        }
        why.addAll(guards(pair));
        return why;
    }

    /** Where no guard speaks, it is the weight, or what else is known of whom they would be one with. */
    private static List<String> guards(PairView pair) {
        return pair.judgement()
                .map(judgement -> judgement.guards().isEmpty()
                                && waits(pair)
                                && pair.doubt().isEmpty()
                        ? List.of(
                                judgement.band() == Band.AUTO
                                        ? "these two records agree enough, but together with all other records of both"
                                                + " it is not certain"
                                        : "it is likely, but not certain enough to link without asking")
                        : judgement.guards().stream().map(Guard::words).toList())
                .orElse(List.of());
    }

    private static String state(PairView pair) {
        return switch (pair.state()) {
            case LINKED -> pair.doubt().isEmpty() ? "The same" : "The same, doubted";
            case DIFFERENT -> "Different";
            case UNSURE -> "Unsure";
            case DROPPED -> "No longer asked";
            case REVIEW -> pair.firstVerdict().isPresent() ? "Second person" : "To review";
        };
    }

    private static List<String> notes(PairView pair, Times times) {
        List<String> notes = new ArrayList<>();
        if (pair.firstVerdict().isPresent()) {
            notes.add(pair.firstBy() + " decided first"
                    + pair.firstAt().map(at -> ", " + times.minute(at)).orElse("")
                    + ". A second person has to agree before anything follows."
                    + " What was said is not shown, so that you judge for yourself.");
        } else if (waits(pair) && !pair.secondReasons().isEmpty()) {
            notes.add("Two people have to agree on this pair: " + Phrases.and(pair.secondReasons()) + ".");
        }
        if (pair.disagreements() > 0) {
            notes.add(
                    pair.disagreements() == 1
                            ? "Two people have looked at it and did not agree."
                            : "Two people did not agree, " + pair.disagreements() + " times.");
        }
        if (!pair.doubt().isEmpty()) {
            notes.add("They are linked, and there is a reason to look again: " + pair.doubt() + ".");
        }
        if (pair.state() == PairState.DROPPED) {
            notes.add("The rules no longer see a reason to ask. You may decide all the same.");
        }
        return notes;
    }
}
