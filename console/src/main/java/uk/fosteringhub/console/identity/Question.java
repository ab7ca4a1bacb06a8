package uk.fosteringhub.console.identity;

import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/**
 * What is asked about a pair, by the kinds of its records.
 *
 * @param asks the question
 * @param kind what the pair is of
 * @param same the answer that they are the same
 * @param different the answer that they are not
 * @param effect what follows from the answers
 */
record Question(String asks, String kind, String same, String different, String effect) {
    private static final String OTHERWISE =
            " Different holds for ever, unless a person takes it back. Unsure puts the pair at the end of the queue.";

    static Question of(RecordType one, RecordType other) {
        if (one.equals(RecordTypes.PERSON) && other.equals(RecordTypes.PERSON)) {
            return new Question(
                    "Are these one person?",
                    "two persons",
                    "Same person",
                    "Different persons",
                    "Same makes them one record and tells the systems." + OTHERWISE);
        }
        if (one.equals(other)) {
            String kind = Phrases.of(one.name());
            return new Question(
                    "Are these one " + kind + "?",
                    "two of kind " + kind,
                    "Same " + kind,
                    "Different",
                    "Same makes them one record and tells the systems." + OTHERWISE);
        }
        String kind = Phrases.of(one.equals(RecordTypes.PERSON) ? other.name() : one.name());
        return new Question(
                "Is this " + kind + " this person's?",
                kind + " and person",
                "Same person",
                "Another person",
                "Same gives the " + kind + " to the person and tells the systems." + OTHERWISE);
    }
}
