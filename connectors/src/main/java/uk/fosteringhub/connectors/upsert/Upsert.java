package uk.fosteringhub.connectors.upsert;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.connectors.transport.JsonBody;
import uk.fosteringhub.connectors.upsert.Candidates.Match;
import uk.fosteringhub.core.deliver.OutgoingRecord;
import uk.fosteringhub.core.deliver.Receipt;
import uk.fosteringhub.core.deliver.Receipt.State;
import uk.fosteringhub.core.settings.UpsertSettings;

/** One record's way into the target: look whether it is there, then change it or make it. */
final class Upsert {
    private final String system;
    private final UpsertSettings settings;
    private final Service service;

    Upsert(String system, UpsertSettings settings, Service service) {
        this.system = system;
        this.settings = settings;
        this.service = service;
    }

    /** @param key by which the target knows the record, as far as the hub knows */
    Receipt take(OutgoingRecord record, Optional<String> key) throws TargetAway {
        if (key.isPresent()) {
            return change(record, key.get(), toTell(record, record.emptied()), "changed");
        }
        if (record.kind().equals("ended")) {
            return receipt(record, State.NOT_WANTED, "has ended, and " + system + " never had it", Optional.empty());
        }
        Match match = look(record.fields());
        if (match instanceof Match.Sure sure) {
            Map<String, String> told = toTell(record, Set.of());
            return change(record, sure.key(), told, "found there by " + String.join(", ", sure.by()) + " and changed");
        }
        if (match instanceof Match.Doubtful doubtful) {
            return receipt(
                    record,
                    State.REFUSED,
                    doubtful.records() == 1
                            ? "one record in " + system + " may be the same, but not for sure; " + whatToDo()
                            : doubtful.records() + " records in " + system + " may be the same; " + whatToDo(),
                    Optional.empty());
        }
        if (match instanceof Match.Unsaid unsaid) {
            return receipt(record, State.REFUSED, unsaid.why(), Optional.empty());
        }
        return create(record);
    }

    /**
     * The fields that have a value, since an empty one may have been filled there.
     *
     * @param emptied those that go although they are empty
     */
    private static Map<String, String> toTell(OutgoingRecord record, Set<String> emptied) {
        Map<String, String> told = new LinkedHashMap<>(record.fields());
        told.entrySet().removeIf(field -> field.getValue().isEmpty() && !emptied.contains(field.getKey()));
        return told;
    }

    private String whatToDo() {
        return "compare them there. If one is the same, bring the fields into line by which it is known for sure ("
                + String.join(
                        " or ",
                        settings.sureBy().stream()
                                .map(fields -> String.join(" with ", fields))
                                .toList())
                + "), or merge there; if none is, enter it there. Then send the change again.";
    }

    private Match look(Map<String, String> fields) throws TargetAway {
        Candidates candidates = new Candidates(settings, fields);
        SearchPages pages = new SearchPages(service, settings);
        for (String written : settings.searchBy()) {
            Optional<String> query = new Search(written).queryFor(fields);
            if (query.isPresent()) {
                try {
                    candidates.add(pages.all(query.get()));
                } catch (SearchRefused refused) {
                    return new Match.Unsaid("whether " + system + " has it already cannot be found out: the search by "
                            + written + " " + refused.inWords(fields) + ". Nothing was made there. Correct the value at"
                            + " its source, or enter it there; then send the change again.");
                }
                if (candidates.match() instanceof Match.Sure) {
                    break;
                }
            }
        }
        return candidates.match();
    }

    private Receipt create(OutgoingRecord record) throws TargetAway {
        Answer answer = service.create(
                settings.path(),
                JsonBody.withNulls(record.fields(), record.flags()),
                "fostering-hub-change-" + record.change());
        if (!answer.taken()) {
            return refused(record, "refused to make the record", answer, Optional.empty());
        }
        Optional<String> key = keyIn(answer);
        return receipt(
                record, State.DELIVERED, key.isPresent() ? "made" : "made, but the answer does not name its key", key);
    }

    private Optional<String> keyIn(Answer answer) {
        JsonNode key = answer.body().at(settings.keyAt());
        if (key.isValueNode() && !key.asText().isEmpty()) {
            return Optional.of(key.asText());
        }
        return answer.location()
                .map(address -> address.replaceAll("/+$", ""))
                .map(address -> address.substring(address.lastIndexOf('/') + 1))
                .filter(last -> !last.isEmpty());
    }

    private Receipt change(OutgoingRecord record, String key, Map<String, String> fields, String outcome)
            throws TargetAway {
        Map<String, String> open = new LinkedHashMap<>(fields);
        open.keySet().removeAll(settings.locked());
        if (open.isEmpty()) {
            return receipt(record, State.DELIVERED, "is there; all its fields are locked", Optional.of(key));
        }
        Answer answer =
                service.change(settings.update(), settings.path(), key, JsonBody.withNulls(open, record.flags()));
        Set<String> locked = lockedBy(answer, open);
        if (locked.isEmpty()) {
            return judged(record, key, answer, outcome);
        }
        open.keySet().removeAll(locked);
        String leftAlone = outcome + "; locked there and left alone: " + String.join(", ", locked);
        return open.isEmpty()
                ? receipt(record, State.DELIVERED, leftAlone, Optional.of(key))
                : judged(
                        record,
                        key,
                        service.change(
                                settings.update(), settings.path(), key, JsonBody.withNulls(open, record.flags())),
                        leftAlone);
    }

    /** 423 Locked, or 409 Conflict, with the fields that are. */
    private static Set<String> lockedBy(Answer answer, Map<String, String> sent) {
        return answer.status() == 423 || answer.status() == 409 ? answer.fieldsNamed(sent.keySet()) : Set.of();
    }

    private Receipt judged(OutgoingRecord record, String key, Answer answer, String outcome) {
        if (answer.taken()) {
            return receipt(record, State.DELIVERED, outcome, Optional.of(key));
        }
        return switch (answer.status()) {
            case 403 ->
                refused(
                        record,
                        "does not let the hub change this record; it may be restricted there. Change it by hand, or"
                                + " ask for access",
                        answer,
                        Optional.of(key));
            case 404, 410 ->
                refused(
                        record,
                        "no longer has the record; it may have been merged there. Find the one that stands for it, and"
                                + " change it by hand",
                        answer,
                        Optional.of(key));
            default -> refused(record, "refused the change", answer, Optional.of(key));
        };
    }

    private Receipt refused(OutgoingRecord record, String what, Answer answer, Optional<String> key) {
        return receipt(record, State.REFUSED, system + " " + what + ": " + answer.inWords(record.fields()), key);
    }

    private static Receipt receipt(OutgoingRecord record, State state, String answer, Optional<String> key) {
        return new Receipt(record.change(), state, answer, key);
    }
}
