package uk.fosteringhub.core.identity.judge;

import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.core.identity.person.Frequencies;
import uk.fosteringhub.core.identity.person.PersonFeatures;

/** Judges whether two person records are of one person. May be used by several threads. */
public final class PairJudge {
    /** Bits that other records of a person may add. */
    private static final double SAID_BY_OTHERS = 3;

    /** Bits beyond a link that it takes to doubt a conflict. */
    private static final double AGAINST_A_CONFLICT = 7;

    /** Bits beyond a link that it takes to doubt that a household is just that. */
    private static final double AGAINST_A_HOUSEHOLD = 4;

    private final LinkModel model;
    private final Comparison comparison;

    public PairJudge(LinkModel model, Frequencies frequencies) {
        this.model = model;
        this.comparison = new Comparison(model, frequencies);
    }

    /** The same for both orders of the two. */
    public Judgement judge(PersonFeatures one, PersonFeatures other) {
        Compared compared = comparison.compare(one, other);
        List<Guard> guards = Guards.of(compared, one.restricted() || other.restricted());
        return new Judgement(
                band(compared.weight(), guards), compared.weight(), compared.levels(), guards, model.version());
    }

    /** Of all records of one person and all of another: what one does not say, another may. */
    public Judgement judge(List<PersonFeatures> ones, List<PersonFeatures> others) {
        List<Compared> all = new ArrayList<>(ones.size() * others.size());
        boolean restricted = false;
        for (PersonFeatures one : ones) {
            for (PersonFeatures other : others) {
                all.add(comparison.compare(one, other));
                restricted |= one.restricted() || other.restricted();
            }
        }
        Compared compared = all.size() == 1 ? all.get(0) : Compared.best(all);
        List<Guard> guards = Guards.of(compared, restricted);
        return new Judgement(
                band(compared.weight(), guards), compared.weight(), compared.levels(), guards, model.version());
    }

    /** Whether a pair of this weight may be asked about on its own. */
    public boolean worthAsking(double weight) {
        return weight >= model.reviewFrom();
    }

    /** Whether the two may be one together with what other records say; takes less time than {@link #judge}. */
    public boolean worthALook(PersonFeatures one, PersonFeatures other) {
        return comparison.compare(one, other).weight() >= model.reviewFrom() - SAID_BY_OTHERS;
    }

    private Band band(double weight, List<Guard> guards) {
        if (weight >= model.autoFrom() && guards.isEmpty()) {
            return Band.AUTO;
        }
        return weight >= askedFrom(guards) ? Band.REVIEW : Band.NONE;
    }

    /** What contradicts itself, or is most likely a household, is worth a question only if much speaks for it. */
    private double askedFrom(List<Guard> guards) {
        if (guards.stream().anyMatch(Guard::veto)) {
            return model.autoFrom() + AGAINST_A_CONFLICT;
        }
        return guards.contains(Guard.SHARED_CONTACT_ONLY) ? model.autoFrom() + AGAINST_A_HOUSEHOLD : model.reviewFrom();
    }
}
