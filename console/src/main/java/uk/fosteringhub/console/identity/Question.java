package uk.fosteringhub.console.identity;

import java.util.List;
import uk.fosteringhub.core.identity.decide.PairView;
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
                    Phrases.two(kind),
                    "Same " + kind,
                    "Different",
                    "Same makes them one record and tells the systems." + OTHERWISE);
        }
        if (!one.equals(RecordTypes.PERSON) && !other.equals(RecordTypes.PERSON)) {
            return neitherOfThemAPerson(
                    Phrases.of(one.equals(RecordTypes.ENQUIRY) ? other.name() : one.name()),
                    Phrases.of(one.equals(RecordTypes.ENQUIRY) ? one.name() : other.name()));
        }
        String kind = Phrases.of(one.equals(RecordTypes.PERSON) ? other.name() : one.name());
        return new Question(
                "Is this " + kind + " this person's?",
                kind + " and person",
                "Same person",
                "Another person",
                "Same gives the " + kind + " to the person and tells the systems." + OTHERWISE);
    }

    /** A touchpoint and an enquiry: whoever was touched may be who enquires. */
    private static Question neitherOfThemAPerson(String kind, String other) {
        return new Question(
                "Are this " + kind + " and this " + other + " one person's?",
                kind + " and " + other,
                "Same person",
                "Different persons",
                "Same gives the " + kind + " to the " + other + " and its person, and tells the systems." + OTHERWISE);
    }

    /**
     * What the answer that they are the same has made of them.
     *
     * @param entities hub ids of the two records now
     */
    static String given(PairView pair, List<Long> entities) {
        String one = Phrases.of(pair.one().type().name()) + " " + entities.get(0);
        String other = Phrases.of(pair.other().type().name()) + " " + entities.get(1);
        if (pair.one().type().equals(pair.other().type())) {
            return "They are " + one + " now.";
        }
        boolean turned = pair.one().type().equals(RecordTypes.PERSON)
                || pair.one().type().equals(RecordTypes.ENQUIRY)
                        && !pair.other().type().equals(RecordTypes.PERSON);
        return Phrases.capital(turned ? other : one) + " belongs to " + (turned ? one : other) + " now.";
    }
}
