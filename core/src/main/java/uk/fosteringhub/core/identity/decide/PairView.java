package uk.fosteringhub.core.identity.decide;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.identity.judge.Judgement;

/**
 * A pair as a person sees it who is to decide. It holds no value of either record.
 *
 * @param judgement what the engine said when it last looked; empty where another rule or a person brought the two together
 * @param touched what a wrong answer would touch, the gravest first
 * @param doubt why a link is to be looked at again; empty if it is none
 * @param firstVerdict a first word that waits for a second; not to be shown to whoever is to say the second
 * @param firstBy who said it
 * @param secondReasons why two people must agree; empty if one is enough
 * @param disagreements how often two people did not agree
 * @param together whether both records are about one entity now
 */
public record PairView(
        long id,
        int version,
        PairState state,
        boolean byPerson,
        PairHalf one,
        PairHalf other,
        double weight,
        Optional<Judgement> judgement,
        List<Consequence> touched,
        String doubt,
        boolean putOff,
        Optional<Verdict> firstVerdict,
        String firstBy,
        Optional<Instant> firstAt,
        List<String> secondReasons,
        int disagreements,
        boolean together,
        Instant foundAt) {

    static PairView of(PairRow row, SecondReviewer second) {
        return new PairView(
                row.id(),
                row.version(),
                row.state(),
                row.byPerson(),
                row.one(),
                row.other(),
                row.weight(),
                judgement(row.model(), row.judgement()),
                row.touched(),
                row.doubt(),
                row.putOff(),
                row.firstVerdict(),
                row.firstBy(),
                row.firstAt(),
                second.reasons(row.restricted(), row.touched(), row.weight()),
                row.disagreements(),
                row.together(),
                row.foundAt());
    }

    static Optional<Judgement> judgement(String model, String json) {
        return model.isEmpty() ? Optional.empty() : Optional.of(Judgement.fromJson(json));
    }

    public boolean restricted() {
        return one.restricted() || other.restricted();
    }
}
