package uk.fosteringhub.core.identity.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether another person may be meant. */
final class Rivals {
    /** Another person within so many bits is a runner-up. */
    static final double RUNNER_UP = 5;

    /** Judges two entities. */
    interface Judge {
        Judgement judge(int one, int other);
    }

    private final Map<Integer, List<EntityPair>> around = new HashMap<>();
    private final Judge judge;

    /** @param open strongest first */
    Rivals(List<EntityPair> open, Judge judge) {
        this.judge = judge;
        for (EntityPair pair : open) {
            around.computeIfAbsent(pair.one, entity -> new ArrayList<>()).add(pair);
            around.computeIfAbsent(pair.other, entity -> new ArrayList<>()).add(pair);
        }
    }

    Optional<Guard> against(EntityPair pair) {
        return against(pair, pair.one, pair.other) || against(pair, pair.other, pair.one)
                ? Optional.of(Guard.RUNNER_UP)
                : Optional.empty();
    }

    private boolean against(EntityPair pair, int entity, int candidate) {
        for (EntityPair rivalry : around.getOrDefault(entity, List.of())) {
            int rival = rivalry.next(entity);
            if (rival != candidate
                    && (rivalry.judgement.weight() >= pair.judgement.weight() - RUNNER_UP || namesake(pair, rivalry))
                    && another(pair, rivalry, judge.judge(candidate, rival))) {
                return true;
            }
        }
        return false;
    }

    /** Where only a spelling tells candidate and rival apart, the one whose name fits better is no rival of the other. */
    private static boolean another(EntityPair pair, EntityPair rivalry, Judgement between) {
        if (pair.judgement.identified() && !(rivalry.judgement.identified() && between.conflict())) {
            return false;
        }
        boolean told = pair.judgement.is(Level.EMAIL_SAME) && !rivalry.judgement.is(Level.EMAIL_SAME);
        // Whose dates of birth, names and e-mail address agree are not put in doubt by a namesake with another address.
        if (told && pair.judgement.has(Field.BIRTH_DATE) && pair.judgement.namesAgree()) {
            return false;
        }
        if (told && between.is(Level.NAME_NEAR) && !between.conflict()) {
            return false;
        }
        boolean spelling = between.is(Level.NAME_NEAR) && !between.conflict();
        return between.contradicts()
                && !(spelling && pair.judgement.is(Level.NAME_SAME) && !rivalry.judgement.is(Level.NAME_SAME));
    }

    /**
     * Without a date of birth parent and child of one name, who share house, phone and often the e-mail address, cannot be
     * told apart by the weight: only by an identifier, or by an e-mail address that is known to be another for the rival.
     */
    private static boolean namesake(EntityPair pair, EntityPair rivalry) {
        return !pair.judgement.has(Field.BIRTH_DATE)
                && rivalry.judgement.namesAgree()
                && !pair.judgement.identified()
                && !(pair.judgement.is(Level.EMAIL_SAME) && rivalry.judgement.is(Level.EMAIL_DIFFERENT));
    }
}
