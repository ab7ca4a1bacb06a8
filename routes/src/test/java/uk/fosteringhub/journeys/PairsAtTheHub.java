package uk.fosteringhub.journeys;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import uk.fosteringhub.routes.api.ServedHub;

/** What the identity pass made of the records of a hub, for tests of the pages. Records are named as {@code lcs:100001}. */
final class PairsAtTheHub {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ServedHub hub;

    /** Waits until everything has been compared. */
    PairsAtTheHub(ServedHub hub) {
        this.hub = hub;
        Awaitility.await().atMost(PATIENCE).until(() -> hub.query("select count(*) from hub.identity_waiting")
                .equals(List.of("0")));
    }

    /** Number of a pair of which a person is asked. */
    String toReview(String one, String other) {
        return inState("review", one, other);
    }

    /** Number of a pair that the rules have linked. */
    String linked(String one, String other) {
        return inState("linked", one, other);
    }

    private String inState(String state, String one, String other) {
        List<String> found = hub.query("select p.id from hub.identity_pair p"
                + " join hub.source s on s.id = p.one_source join hub.source t on t.id = p.other_source"
                + " where p.state = '" + state
                + "' and array[s.system || ':' || p.one_key, t.system || ':' || p.other_key]"
                + " <@ array['" + one + "', '" + other + "']");
        if (found.size() != 1) {
            throw new AssertionError("There is no pair of " + one + " and " + other + " in state " + state + ", but "
                    + hub.query("select s.system || ':' || p.one_key || ' ' || t.system || ':' || p.other_key || ' '"
                            + " || p.state || ' ' || p.judgement from hub.identity_pair p"
                            + " join hub.source s on s.id = p.one_source join hub.source t on t.id = p.other_source"));
        }
        return found.get(0);
    }

    /** Hub id of a person. */
    long person(String record) {
        return Long.parseLong(
                hub.query("select c.entity_id from hub.contribution c join hub.source s on s.id = c.source_id"
                                + " where s.record_type = 'person' and s.system || ':' || c.key = '" + record + "'")
                        .get(0));
    }
}
