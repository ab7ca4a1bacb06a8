package uk.fosteringhub.core.attribution.sources;

import java.util.ArrayList;
import java.util.List;

/** What was received, as rules compare it; each clue is folded once, when the first rule asks. */
final class FoldedClues {
    private static final List<Clue> ANYWHERE =
            List.of(Clue.TEXT, Clue.ANSWER, Clue.CAMPAIGN_SAID, Clue.EVENT, Clue.UTM_CAMPAIGN);

    private final Received received;
    private final List<List<String>> folded =
            new ArrayList<>(java.util.Collections.nCopies(Clue.all().size(), null));

    FoldedClues(Received received) {
        this.received = received;
    }

    List<String> words(Clue clue) {
        List<String> known = folded.get(clue.ordinal());
        if (known == null) {
            known = fold(clue);
            folded.set(clue.ordinal(), known);
        }
        return known;
    }

    private List<String> fold(Clue clue) {
        return switch (clue) {
            case TEXT -> Folded.words(received.inWords());
            case DIALLED_NUMBER ->
                received.get(clue).isBlank() ? List.of() : List.of(Folded.number(received.get(clue)));
            case MAPPED ->
                received.get(clue).isBlank()
                        ? List.of()
                        : Folded.words(received.get(clue).replace('_', ' '));
            case ANYWHERE ->
                ANYWHERE.stream().flatMap(one -> words(one).stream()).toList();
            default -> Folded.words(received.get(clue));
        };
    }
}
