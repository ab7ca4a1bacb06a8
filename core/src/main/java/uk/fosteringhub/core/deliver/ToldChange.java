package uk.fosteringhub.core.deliver;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.publish.QueuedChange;
import uk.fosteringhub.core.records.CanonicalJson;

/**
 * A change with what became of it at a target.
 *
 * @param state {@code delivered}, {@code sent}, {@code refused}, {@code not_wanted} or {@code given_up}
 * @param owed an earlier change of the record did not get there
 * @param keyspace of the target's key
 * @param problems why it failed; empty if it did not
 * @param fields what was or would have been sent
 */
record ToldChange(
        QueuedChange change,
        String state,
        String answer,
        boolean owed,
        String keyspace,
        Optional<String> targetKey,
        List<MappingProblem> problems,
        Map<String, String> fields) {

    long number() {
        return change.change().change();
    }

    TargetFailures.Change ofRecord() {
        return new TargetFailures.Change(failureKey(), change.change().entity(), number());
    }

    String failureKey() {
        return failureKey(change.change().type().name(), change.change().entity());
    }

    static String failureKey(String recordType, long entity) {
        return recordType + " " + entity;
    }

    String fieldsAsJson() {
        StringBuilder json = new StringBuilder("{");
        fields.forEach((name, value) -> {
            json.append(json.length() > 1 ? "," : "");
            CanonicalJson.quote(name, json);
            json.append(':');
            CanonicalJson.quote(value, json);
        });
        return json.append('}').toString();
    }
}
