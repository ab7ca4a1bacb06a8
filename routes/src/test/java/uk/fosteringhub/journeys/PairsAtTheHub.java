package uk.fosteringhub.journeys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.fosteringhub.core.identity.EntityMoves;
import uk.fosteringhub.core.identity.decide.PairOf;
import uk.fosteringhub.core.identity.decide.Pairs;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.identity.judge.Band;
import uk.fosteringhub.core.identity.judge.FieldLevel;
import uk.fosteringhub.core.identity.judge.Guard;
import uk.fosteringhub.core.identity.judge.Judgement;
import uk.fosteringhub.core.identity.judge.Level;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.EntityLock;
import uk.fosteringhub.routes.api.ServedHub;

/** Pairs of person records as the rules leave them, for tests of the pages. Records are named as {@code lcs:100001}. */
final class PairsAtTheHub {
    private static final String MODEL = "journey";

    private final ServedHub hub;
    private final Database database;

    PairsAtTheHub(ServedHub hub) {
        this.hub = hub;
        this.database = new Database(hub.dataSource());
    }

    static FieldLevel agrees(Level level, double bits) {
        return new FieldLevel(level, bits);
    }

    /** @return number of a pair that waits for review */
    String toReview(String one, String other, double weight, Guard guard, FieldLevel... levels) {
        note(one, other, false, new Judgement(Band.REVIEW, weight, List.of(levels), List.of(guard), MODEL));
        return number(one, other);
    }

    /** Linked by rule, and one entity since. */
    String linked(String one, String other, double weight, FieldLevel... levels) {
        note(one, other, true, new Judgement(Band.AUTO, weight, List.of(levels), List.of(), MODEL));
        database.inTransaction(connection -> {
            EntityLock.alone(connection);
            new EntityMoves(connection, new Merge(new Ownership(Map.of())), type -> List.of())
                    .merge(
                            RecordTypes.PERSON,
                            List.of(new EntityMoves.Together(
                                    Set.of(person(one), person(other)), "identity pass", "linked by the rules")));
            return null;
        });
        return number(one, other);
    }

    long person(String record) {
        return Long.parseLong(
                hub.query("select c.entity_id from hub.contribution c join hub.source s on s.id = c.source_id"
                                + " where s.record_type = 'person' and s.system || ':' || c.key = '" + record + "'")
                        .get(0));
    }

    private void note(String one, String other, boolean link, Judgement judgement) {
        database.inTransaction(connection -> {
            EntityLock.alone(connection);
            new Pairs(connection)
                    .note(List.of(new Pairs.Judged(
                            PairOf.of(record(one), record(other)),
                            link,
                            judgement.weight(),
                            judgement.toJson(),
                            MODEL)));
            return null;
        });
    }

    private PersonRecord record(String name) {
        String[] parts = name.split(":");
        return new PersonRecord(
                Integer.parseInt(hub.query("select id from hub.source where record_type = 'person' and system = '"
                                + parts[0] + "' and keyspace = '" + parts[0] + "'")
                        .get(0)),
                parts[1]);
    }

    private String number(String one, String other) {
        PairOf pair = PairOf.of(record(one), record(other));
        List<String> where = new ArrayList<>(Arrays.asList(
                "one_source = " + pair.one().source(),
                "one_key = '" + pair.one().key() + "'",
                "other_source = " + pair.other().source(),
                "other_key = '" + pair.other().key() + "'"));
        return hub.query("select id from hub.identity_pair where " + String.join(" and ", where))
                .get(0);
    }
}
