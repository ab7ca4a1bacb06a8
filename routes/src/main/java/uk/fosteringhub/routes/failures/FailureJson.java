package uk.fosteringhub.routes.failures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import uk.fosteringhub.core.corrections.Correction;
import uk.fosteringhub.core.failures.Explanation;
import uk.fosteringhub.core.failures.FailureDetail;
import uk.fosteringhub.core.failures.FailureEvents;
import uk.fosteringhub.core.failures.FailureGroups;
import uk.fosteringhub.core.failures.FailureSearch;
import uk.fosteringhub.core.replay.Preview;
import uk.fosteringhub.core.replay.ReplaySet;

/** Failures and what is done about them as JSON, the same in the REST interface and on the command line; without values. */
public final class FailureJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FailureJson() {}

    public static String list(List<FailureSearch.Found> failures) {
        ObjectNode document = JSON.createObjectNode();
        var list = document.putArray("failures");
        failures.forEach(failure -> list.add(of(failure)));
        return document.toPrettyString();
    }

    public static ObjectNode of(FailureSearch.Found failure) {
        return JSON.createObjectNode()
                .put("id", failure.id())
                .put("version", failure.version())
                .put("feed", failure.feed())
                .put("key", failure.key())
                .put("delivery", failure.delivery())
                .put("run", failure.run())
                .put("line", failure.line())
                .put("step", failure.step())
                .put("kind", failure.kind())
                .put("rule", failure.rule())
                .put("column", failure.column())
                .put("field", failure.field())
                .put("message", failure.message())
                .put("state", failure.state().word())
                .put("outcome", failure.outcome())
                .put("seen", failure.seen())
                .put("firstSeen", failure.firstSeen().toString())
                .put("lastSeen", failure.lastSeen().toString());
    }

    public static String whole(FailureDetail failure, Explanation explanation, List<FailureEvents.Event> history) {
        try {
            ObjectNode document = of(failure.found());
            document.set("problems", JSON.readTree(failure.problems()));
            if (!failure.damage().isEmpty()) {
                document.put("damage", failure.damage());
            }
            document.put("changedBy", failure.changedBy());
            document.put("changedAt", failure.changedAt().toString());
            failure.replaces().ifPresent(other -> document.put("replaces", other));
            failure.replacedBy().ifPresent(other -> document.put("replacedBy", other));
            ObjectNode explained = document.putObject("explanation");
            explained.put("what", explanation.what());
            explained.put("whoMustAct", explanation.who().words());
            explained.put("todo", explanation.todo());
            explanation.fixedBefore().forEach(explained.putArray("fixedBefore")::add);
            explained.put("ownerText", explanation.ownerText());
            var events = document.putArray("history");
            history.forEach(event -> {
                ObjectNode one = events.addObject()
                        .put("at", event.at().toString())
                        .put("actor", event.actor())
                        .put("action", event.action())
                        .put("from", event.from().word())
                        .put("to", event.to().word())
                        .put("note", event.note());
                event.replay().ifPresent(set -> one.put("replay", set));
            });
            return document.toPrettyString();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database keeps only JSON here", impossible);
        }
    }

    /** Values may be personal, so groups by value come with the number of one failure instead. */
    public static String groups(List<FailureGroups.Group> groups, FailureGroups.By first, FailureGroups.By second) {
        ObjectNode document = JSON.createObjectNode();
        var list = document.putArray("groups");
        groups.forEach(group -> {
            ObjectNode one = list.addObject();
            if (first != FailureGroups.By.VALUE) {
                one.put(first.word(), group.first());
            }
            if (second != first && second != FailureGroups.By.VALUE) {
                one.put(second.word(), group.second());
            }
            one.put("count", group.count());
            one.put("firstSeen", group.firstSeen().toString());
            one.put("lastSeen", group.lastSeen().toString());
            group.trend().forEach(one.withArray("trend")::add);
            one.put("sample", group.sample());
        });
        return document.toPrettyString();
    }

    public static ObjectNode of(ReplaySet set) {
        ObjectNode document = JSON.createObjectNode()
                .put("id", set.id())
                .put("version", set.version())
                .put("title", set.title())
                .put("query", set.query())
                .put("state", set.state().word())
                .put("note", set.note())
                .put("rate", set.rate())
                .put("total", set.total())
                .put("done", set.done())
                .put("applied", set.applied())
                .put("already", set.already())
                .put("superseded", set.superseded())
                .put("failed", set.failed())
                .put("skipped", set.skipped())
                .put("createdBy", set.createdBy())
                .put("createdAt", set.createdAt().toString());
        set.correction().ifPresent(correction -> document.put("correction", correction));
        set.finishedAt().ifPresent(at -> document.put("finishedAt", at.toString()));
        return document;
    }

    public static String replays(List<ReplaySet> sets) {
        ObjectNode document = JSON.createObjectNode();
        var list = document.putArray("replays");
        sets.forEach(set -> list.add(of(set)));
        return document.toPrettyString();
    }

    public static String of(Preview preview) {
        ObjectNode document = JSON.createObjectNode().put("all", preview.all()).put("lookedAt", preview.looked());
        ObjectNode counts = document.putObject("would");
        preview.counts().forEach((kind, count) -> counts.put(word(kind), count));
        ObjectNode why = document.putObject("why");
        preview.sentences().forEach(why::put);
        return document.toPrettyString();
    }

    /** For people and programs: what would become of a failure. */
    public static String word(uk.fosteringhub.core.sync.Fate.Kind kind) {
        return switch (kind) {
            case APPLIED -> "apply";
            case ALREADY -> "already applied";
            case SUPERSEDED -> "newer version exists";
            case FAILED -> "fail again";
            case LEFT -> "be left alone";
        };
    }

    /** Without the values. */
    public static String corrections(List<Correction> corrections) {
        ObjectNode document = JSON.createObjectNode();
        var list = document.putArray("corrections");
        corrections.forEach(one -> {
            ObjectNode node = list.addObject()
                    .put("id", one.id())
                    .put("system", one.system())
                    .put("mapping", one.mapping())
                    .put("kind", one.kind().word())
                    .put("column", one.fix().whenColumn())
                    .put("sets", one.fix().setColumn())
                    .put("standing", one.standing())
                    .put("reason", one.reason())
                    .put("failures", one.members())
                    .put("createdBy", one.createdBy())
                    .put("createdAt", one.createdAt().toString());
            one.endedAt().ifPresent(at -> node.put("endedAt", at.toString()));
            if (!one.damage().isEmpty()) {
                node.put("damage", one.damage());
            }
        });
        return document.toPrettyString();
    }
}
