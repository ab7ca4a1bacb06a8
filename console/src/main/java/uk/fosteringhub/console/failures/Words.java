package uk.fosteringhub.console.failures;

import java.util.stream.Collectors;
import uk.fosteringhub.core.replay.Preview;
import uk.fosteringhub.core.sync.Fate;

/** What would become of failures, in words. */
final class Words {
    private Words() {}

    static String of(Fate.Kind kind) {
        return switch (kind) {
            case APPLIED -> "be applied";
            case ALREADY -> "change nothing: the store says the same already";
            case SUPERSEDED -> "be left out: a newer version is there";
            case FAILED -> "fail again";
            case LEFT -> "be left alone";
        };
    }

    static String would(Preview looked) {
        return looked.counts().keySet().stream().map(Words::of).collect(Collectors.joining(", "))
                + looked.sentences().keySet().stream().collect(Collectors.joining("; ", " (", ")"));
    }
}
