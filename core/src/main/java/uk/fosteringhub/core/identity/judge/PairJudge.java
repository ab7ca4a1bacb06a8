package uk.fosteringhub.core.identity.judge;

import java.util.List;
import uk.fosteringhub.core.identity.person.Frequencies;
import uk.fosteringhub.core.identity.person.PersonFeatures;

/** Judges whether two person records are of one person. May be used by several threads. */
public final class PairJudge {
    private final LinkModel model;
    private final Comparison comparison;

    public PairJudge(LinkModel model, Frequencies frequencies) {
        this.model = model;
        this.comparison = new Comparison(model, frequencies);
    }

    /** The same for both orders of the two. */
    public Judgement judge(PersonFeatures one, PersonFeatures other) {
        Compared compared = comparison.compare(one, other);
        List<Guard> guards = Guards.of(one, other, compared);
        return new Judgement(
                band(compared.weight(), guards), compared.weight(), compared.levels(), guards, model.version());
    }

    /** Whether the band may be other than NONE; takes less time than {@link #judge}. */
    public boolean worthALook(PersonFeatures one, PersonFeatures other) {
        return comparison.compare(one, other).weight() >= model.reviewFrom();
    }

    private Band band(double weight, List<Guard> guards) {
        if (weight >= model.autoFrom() && guards.isEmpty()) {
            return Band.AUTO;
        }
        return weight >= model.reviewFrom() ? Band.REVIEW : Band.NONE;
    }
}
