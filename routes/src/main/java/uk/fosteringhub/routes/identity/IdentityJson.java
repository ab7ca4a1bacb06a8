package uk.fosteringhub.routes.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import uk.fosteringhub.core.identity.decide.BlindSample;
import uk.fosteringhub.core.identity.decide.Consequence;
import uk.fosteringhub.core.identity.decide.Decided;
import uk.fosteringhub.core.identity.decide.Decisions;
import uk.fosteringhub.core.identity.decide.Makeup;
import uk.fosteringhub.core.identity.decide.PairHalf;
import uk.fosteringhub.core.identity.decide.PairView;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.identity.decide.ReviewQueue;
import uk.fosteringhub.core.identity.decide.Split;
import uk.fosteringhub.core.identity.decide.Verdict;
import uk.fosteringhub.core.identity.decide.Viewers;
import uk.fosteringhub.core.identity.decide.WhyOne;
import uk.fosteringhub.core.identity.judge.Judgement;
import uk.fosteringhub.core.masking.MaskedRecord;
import uk.fosteringhub.core.records.Reference;

/** Who is who as JSON, for the REST interface and the command line. Values are masked. */
public final class IdentityJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private IdentityJson() {}

    /** The queue, without values. */
    public static String queue(List<PairView> pairs, int waiting) {
        ObjectNode document = JSON.createObjectNode().put("waiting", waiting);
        ArrayNode list = document.putArray("pairs");
        pairs.forEach(pair -> put(pair, list.addObject()));
        return document.toPrettyString();
    }

    /** One pair with what both say, and what was said of it. */
    public static String pair(PairView pair, ReviewQueue queue) {
        ObjectNode document = JSON.createObjectNode();
        put(pair, document);
        said(pair.one(), queue, (ObjectNode) document.get("one"));
        said(pair.other(), queue, (ObjectNode) document.get("other"));
        ArrayNode decisions = document.putArray("decisions");
        // Who is to say the second word does not see the first.
        queue.decisions(pair.id()).stream()
                .filter(decided ->
                        pair.firstVerdict().isEmpty() || !decided.step().equals("first"))
                .forEach(decided -> put(decided, decisions.addObject()));
        return document.toPrettyString();
    }

    private static void said(PairHalf half, ReviewQueue queue, ObjectNode json) {
        ObjectNode says = json.putObject("says");
        MaskedRecord.of(half.type(), queue.said(half)).forEach(says::put);
    }

    private static void put(PairView pair, ObjectNode json) {
        json.put("id", pair.id())
                .put("version", pair.version())
                .put("state", pair.state().word())
                .put("byPerson", pair.byPerson());
        put(pair.one(), json.putObject("one"));
        put(pair.other(), json.putObject("other"));
        json.put("weight", pair.weight());
        pair.judgement().ifPresent(judgement -> put(judgement, json));
        ArrayNode touched = json.putArray("touches");
        pair.touched().stream().map(Consequence::words).forEach(touched::add);
        if (!pair.doubt().isEmpty()) {
            json.put("doubt", pair.doubt());
        }
        ArrayNode reasons = json.putArray("needsTwoPeople");
        pair.secondReasons().forEach(reasons::add);
        if (pair.firstVerdict().isPresent()) {
            json.put("waitsForSecondAfter", pair.firstBy());
        }
        json.put("disagreements", pair.disagreements())
                .put("together", pair.together())
                .put("found", pair.foundAt().toString());
    }

    private static void put(PairHalf half, ObjectNode json) {
        put(half.record(), json);
        json.put("system", half.system())
                .put("name", half.name().toString())
                .put("recordType", half.type().name())
                .put("entity", half.entity())
                .put("restricted", half.restricted());
    }

    private static void put(PersonRecord record, ObjectNode json) {
        json.put("source", record.source()).put("key", record.key());
    }

    private static void put(Judgement judgement, ObjectNode json) {
        json.put("band", judgement.band().name()).put("model", judgement.model());
        ArrayNode levels = json.putArray("levels");
        judgement.levels().forEach(level -> levels.addObject()
                .put("field", level.field().name().toLowerCase(Locale.ROOT))
                .put("words", level.words())
                .put("bits", level.bits()));
        ArrayNode guards = json.putArray("guards");
        judgement.guards().forEach(guard -> guards.add(guard.words()));
    }

    private static void put(Decided decided, ObjectNode json) {
        json.put("id", decided.id())
                .put("pair", decided.pair())
                .put("one", name(decided.oneSystem(), decided.one()))
                .put("other", name(decided.otherSystem(), decided.other()))
                .put("verdict", decided.verdict().word())
                .put("step", decided.step())
                .put("byPerson", decided.byPerson())
                .put("actor", decided.actor())
                .put("reason", decided.reason())
                .put("weight", decided.weight())
                .put("at", decided.at().toString())
                .put("stands", decided.stands());
        decided.judgement().ifPresent(judgement -> json.put("explanation", judgement.explanation()));
        decided.split().ifPresent(split -> json.put("split", split));
    }

    private static String name(String system, Reference name) {
        return system.equals(name.keyspace()) ? name.toString() : system + ":" + name;
    }

    /** What became of a decision. */
    public static String outcome(Decisions.Outcome outcome) {
        ObjectNode document = JSON.createObjectNode()
                .put("pair", outcome.pair())
                .put("effect", outcome.effect().name().toLowerCase(Locale.ROOT));
        ArrayNode entities = document.putArray("entities");
        outcome.entities().forEach(entities::add);
        outcome.split().ifPresent(split -> put(split, document.putObject("split")));
        return document.toPrettyString();
    }

    public static String split(Split split) {
        ObjectNode document = JSON.createObjectNode();
        put(split, document);
        return document.toPrettyString();
    }

    private static void put(Split split, ObjectNode json) {
        json.put("id", split.id()).put("recordType", split.recordType()).put("entity", split.entity());
        ArrayNode parted = json.putArray("parted");
        split.parted().forEach(parted::add);
        json.put("actor", split.actor())
                .put("reason", split.reason())
                .put("at", split.at().toString());
        split.since().ifPresent(since -> json.put("oneSince", since.toString()));
        put(split.viewers(), json.putObject("viewers"));
    }

    private static void put(Viewers viewers, ObjectNode json) {
        ArrayNode people = json.putArray("people");
        viewers.people().forEach(viewer -> {
            ObjectNode one = people.addObject()
                    .put("actor", viewer.actor())
                    .put("first", viewer.first().toString())
                    .put("last", viewer.last().toString())
                    .put("times", viewer.times());
            ArrayNode actions = one.putArray("actions");
            viewer.actions().forEach(actions::add);
        });
        ArrayNode systems = json.putArray("systems");
        viewers.systems().forEach(told -> systems.addObject()
                .put("target", told.target())
                .put("last", told.last().toString()));
    }

    /** Why some records are one. */
    public static String why(WhyOne.Why why) {
        Makeup makeup = why.makeup();
        ObjectNode document = JSON.createObjectNode()
                .put("recordType", makeup.type().name())
                .put("entity", makeup.entity())
                .put("fingerprint", makeup.fingerprint());
        ArrayNode records = document.putArray("records");
        makeup.records().forEach(record -> {
            ObjectNode one = records.addObject();
            put(record.record(), one);
            one.put("system", record.system())
                    .put("name", record.name().toString())
                    .put("ended", record.ended());
        });
        ArrayNode decisions = document.putArray("decisions");
        why.decisions().forEach(decided -> put(decided, decisions.addObject()));
        ArrayNode names = document.putArray("namesInCommon");
        why.names().forEach(name -> names.addObject()
                .put("system", name.system())
                .put("name", name.name().toString())
                .put("otherName", name.otherName().toString()));
        ArrayNode redirects = document.putArray("redirectedFrom");
        why.redirects().forEach(redirect -> redirects
                .addObject()
                .put("entity", redirect.entity())
                .put("why", redirect.why())
                .put("at", redirect.at().toString()));
        ArrayNode moves = document.putArray("moves");
        why.moves().forEach(move -> moves.addObject()
                .put("name", name(move.system(), move.name()))
                .put("from", move.from())
                .put("to", move.to())
                .put("why", move.why())
                .put("at", move.at().toString()));
        ArrayNode splits = document.putArray("splits");
        why.splits().forEach(split -> put(split, splits.addObject()));
        return document.toPrettyString();
    }

    /** The months' samples with what they say. */
    public static String samples(List<BlindSample.Measured> months) {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode list = document.putArray("months");
        months.forEach(month -> list.addObject()
                .put("month", month.month().toString())
                .put("links", month.links())
                .put("drawn", month.drawn())
                .put("judged", month.judged())
                .put("same", month.same())
                .put("different", month.different())
                .put("unsure", month.unsure())
                .put("precision", month.precision().share())
                .put("low", month.precision().low())
                .put("high", month.precision().high()));
        return document.toPrettyString();
    }

    /** A link to be judged, with what both records say and nothing of what the rules thought. */
    public static String question(Optional<BlindSample.Question> question, ReviewQueue queue) {
        ObjectNode document = JSON.createObjectNode();
        question.ifPresent(asked -> {
            document.put("month", asked.month().toString()).put("place", asked.place());
            for (PairHalf half : List.of(asked.one(), asked.other())) {
                ObjectNode side = document.putObject(half == asked.one() ? "one" : "other");
                put(half, side);
                said(half, queue, side);
            }
        });
        return document.toPrettyString();
    }

    /** As programs and people write it: same, different or unsure; taken_back takes a person's word back. */
    public static Optional<Verdict> verdict(String written) {
        return Verdict.of(written.strip().replace('-', '_'));
    }
}
