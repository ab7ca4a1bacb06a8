package uk.fosteringhub.core.attribution.sources;

import java.util.List;
import java.util.Optional;

/**
 * If all its tests hold, it says what channel, campaign or carrier is meant.
 *
 * @param name unique in its file
 * @param channel code of the channel; empty: it says nothing about it
 */
public record SourceRule(
        String name, List<Test> tests, Optional<String> channel, Optional<String> campaign, Optional<String> carrier) {

    /** How phrases are looked for. */
    public enum Way {
        /** One of them stands in it. */
        HOLDS,
        /** It is one of them and nothing else. */
        IS,
        /** None of them stands in it. */
        LACKS
    }

    /** @param clue where they are looked for; the text stands for the answer too where nothing else was written */
    public record Test(Clue clue, Way way, List<Phrase> phrases) {
        public Test {
            phrases = List.copyOf(phrases);
        }

        boolean holds(FoldedClues received) {
            List<String> words = received.words(clue);
            return switch (way) {
                case HOLDS -> phrases.stream().anyMatch(phrase -> phrase.in(words));
                case IS -> phrases.stream().anyMatch(phrase -> phrase.isAllOf(words));
                case LACKS -> phrases.stream().noneMatch(phrase -> phrase.in(words));
            };
        }
    }

    public SourceRule {
        tests = List.copyOf(tests);
    }

    boolean holds(FoldedClues received) {
        for (Test test : tests) {
            if (!test.holds(received)) {
                return false;
            }
        }
        return true;
    }
}
