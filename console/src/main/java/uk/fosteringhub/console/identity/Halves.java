package uk.fosteringhub.console.identity;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import uk.fosteringhub.console.answer.NotThere;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.identity.decide.PairHalf;
import uk.fosteringhub.core.identity.judge.Judgement;
import uk.fosteringhub.core.lookup.identity.SaidOfPersons;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.core.reveal.Subject;

/** The two records of a pair, as pages show them. */
@Component
final class Halves {
    private final SaidOfPersons said;

    Halves(Hub hub) {
        this.said = new SaidOfPersons(hub.database());
    }

    /** Such as {@code lcs:100001}. */
    static String name(PairHalf half) {
        return name(half.system(), half.name());
    }

    /** Such as {@code lcs:100001}; with whose keys are meant, if they are not the system's own. */
    static String name(String system, Reference name) {
        return system.equals(name.keyspace())
                ? system + ":" + name.key()
                : system + ":" + name.keyspace() + ":" + name.key();
    }

    /** What has to be revealed to see them: one record, if they are one by now. */
    static List<Subject> subjects(PairHalf one, PairHalf other) {
        return Stream.of(one, other)
                .map(half -> Subject.record(half.type(), half.entity()))
                .distinct()
                .toList();
    }

    SideBySide sideBySide(PairHalf one, PairHalf other, Optional<Judgement> judgement, boolean revealed) {
        return SideBySide.of(
                Stream.of(one, other)
                        .map(half -> new SideBySide.Shown(
                                said.of(half.record().source(), half.record().key())
                                        .orElseThrow(() -> new NotThere(
                                                "One of the two records is no longer there; go back to the review.")),
                                half.restricted()))
                        .toList(),
                judgement,
                revealed);
    }
}
