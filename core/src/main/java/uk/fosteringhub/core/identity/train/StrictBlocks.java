package uk.fosteringhub.core.identity.train;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import uk.fosteringhub.core.identity.judge.Field;
import uk.fosteringhub.core.identity.judge.FieldLevel;
import uk.fosteringhub.core.identity.judge.Level;
import uk.fosteringhub.core.identity.judge.PairJudge;
import uk.fosteringhub.core.identity.person.PersonFeatures;
import uk.fosteringhub.core.identity.person.Sounds;

/** Pairs that are nearly all of one person, and not because they live together. First names are not taken by their sound: twins. */
final class StrictBlocks {
    private static final int MOST_IN_A_BLOCK = 20;
    private static final int MOST_PAIRS = 500_000;

    private StrictBlocks() {}

    /** What the records of a block have in common; the fields of it teach nothing about themselves. */
    enum Kind {
        IDENTIFIER(EnumSet.of(Field.NHS_NUMBER, Field.NATIONAL_ID)),
        NAME_AND_BIRTH_DATE(EnumSet.of(Field.NAME, Field.BIRTH_DATE));

        private final Set<Field> given;

        Kind(Set<Field> given) {
            this.given = given;
        }

        private String key(PersonFeatures person) {
            if (this == IDENTIFIER) {
                return person.nhsNumber().isEmpty() ? person.nationalId() : person.nhsNumber();
            }
            return person.birthDate().isEmpty()
                            || person.given().length() < 2
                            || person.family().isEmpty()
                    ? ""
                    : person.birthDate().get() + " " + person.given() + " " + Sounds.of(person.family());
        }
    }

    /** The levels of each pair, without those of the fields that are the same because of the block. */
    static List<List<Level>> pairs(List<PersonFeatures> persons, Kind kind, PairJudge judge) {
        Map<String, List<PersonFeatures>> blocks = new TreeMap<>();
        for (PersonFeatures person : persons) {
            String key = kind.key(person);
            if (!key.isEmpty()) {
                blocks.computeIfAbsent(key, any -> new ArrayList<>(4)).add(person);
            }
        }
        List<List<Level>> pairs = new ArrayList<>();
        for (List<PersonFeatures> block : blocks.values()) {
            if (block.size() <= MOST_IN_A_BLOCK && pairs.size() < MOST_PAIRS) {
                for (int i = 0; i < block.size(); i++) {
                    for (int j = i + 1; j < block.size(); j++) {
                        pairs.add(judge.judge(block.get(i), block.get(j)).levels().stream()
                                .map(FieldLevel::level)
                                .filter(level -> !kind.given.contains(level.field()))
                                .toList());
                    }
                }
            }
        }
        return pairs;
    }
}
