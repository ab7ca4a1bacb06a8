package uk.fosteringhub.mappings.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.mappings.outgoing.GoldenPath;
import uk.fosteringhub.mappings.outgoing.OutgoingCondition;

/** Reads conditions of outgoing mappings: about a golden field, the change, or whether the target knows the record. */
final class OutgoingConditionReader {
    private final RecordType type;
    private final Complaints complaints;
    private final String keyspace;
    private final Set<String> readThrough = new TreeSet<>();
    private final Set<String> mustKnow = new TreeSet<>();
    private boolean offered;
    private boolean withdrawn;

    /** @param keyspace by whose keys the target knows records */
    OutgoingConditionReader(RecordType type, String keyspace, Complaints complaints) {
        this.type = type;
        this.keyspace = keyspace;
        this.complaints = complaints;
    }

    OutgoingCondition read(JsonNode node, String path) {
        List<OutgoingCondition> parts = new ArrayList<>();
        if (node.has("all")) {
            parts.add(OutgoingCondition.allOf(list(node, "all", path)));
        }
        if (node.has("any")) {
            parts.add(OutgoingCondition.anyOf(list(node, "any", path)));
        }
        if (node.has("not")) {
            parts.add(OutgoingCondition.not(read(node.get("not"), path + ".not")));
        }
        if (node.has("kind")) {
            parts.add(OutgoingCondition.kindIn(Set.copyOf(Yaml.texts(node, "kind"))));
        }
        if (node.has("known") && !node.has("field")) {
            parts.add(
                    node.get("known").asBoolean()
                            ? OutgoingCondition.known()
                            : OutgoingCondition.not(OutgoingCondition.known()));
        }
        if (node.has("offered")) {
            offered = true;
            parts.add(
                    node.get("offered").asBoolean()
                            ? OutgoingCondition.offered()
                            : OutgoingCondition.not(OutgoingCondition.offered()));
        }
        if (node.has("withdrawn")) {
            withdrawn = true;
            parts.add(
                    node.get("withdrawn").asBoolean()
                            ? OutgoingCondition.withdrawn()
                            : OutgoingCondition.not(OutgoingCondition.withdrawn()));
        }
        if (node.has("changed")) {
            parts.add(OutgoingCondition.changed(Set.copyOf(fields(node, "changed", path))));
        }
        if (node.has("field")) {
            field(node, path, parts);
        } else if (parts.isEmpty()) {
            complaints.add(
                    path, "this condition tests nothing; give a field, kind, known, offered, withdrawn or changed.");
        }
        return parts.size() == 1 ? parts.get(0) : OutgoingCondition.allOf(parts);
    }

    /** A golden field, of the record or of one that it points to; empty, and a complaint, if there is none such. */
    Optional<GoldenPath> golden(String written, String path) {
        try {
            GoldenPath golden = GoldenPath.of(type, written);
            golden.reference().ifPresent(readThrough::add);
            return Optional.of(golden);
        } catch (IllegalArgumentException unknown) {
            complaints.add(path, unknown.getMessage());
            return Optional.empty();
        }
    }

    /** The names of fields of the record itself. */
    List<String> fields(JsonNode node, String name, String path) {
        List<String> fields = Yaml.texts(node, name);
        String at = path.isEmpty() ? name : path + "." + name;
        fields.stream()
                .filter(field ->
                        golden(field, at).flatMap(GoldenPath::reference).isPresent())
                .forEach(field -> complaints.add(at, field + " is of another record; name fields of this one."));
        return fields;
    }

    /** The references whose records are read. */
    Set<String> readThrough() {
        return readThrough;
    }

    private List<OutgoingCondition> list(JsonNode node, String name, String path) {
        List<OutgoingCondition> parts = new ArrayList<>();
        List<JsonNode> elements = Yaml.elements(node, name);
        for (int i = 0; i < elements.size(); i++) {
            parts.add(read(elements.get(i), path + "." + name + "[" + i + "]"));
        }
        return parts;
    }

    private void field(JsonNode node, String path, List<OutgoingCondition> parts) {
        Optional<GoldenPath> golden = golden(node.get("field").asText(), path + ".field");
        List<String> texts = new ArrayList<>(Yaml.texts(node, "equals"));
        texts.addAll(Yaml.texts(node, "in"));
        if (texts.isEmpty() && !node.has("empty") && !node.has("known") && !node.has("was")) {
            complaints.add(path, "say what the field must be: equals, in, empty, known or was.");
        }
        if (golden.isPresent() && node.has("was")) {
            was(golden.get(), Set.copyOf(Yaml.texts(node, "was")), path, parts);
        }
        if (golden.isPresent() && node.has("known")) {
            knows(golden.get(), node.get("known").asBoolean(), path, parts);
        }
        if (golden.isPresent() && !texts.isEmpty()) {
            parts.add(OutgoingCondition.valueIn(golden.get(), Set.copyOf(texts)));
        }
        if (golden.isPresent() && node.has("empty")) {
            OutgoingCondition empty = OutgoingCondition.empty(golden.get());
            parts.add(node.get("empty").asBoolean() ? empty : OutgoingCondition.not(empty));
        }
    }

    private void was(GoldenPath golden, Set<String> texts, String path, List<OutgoingCondition> parts) {
        if (golden.reference().isPresent()) {
            complaints.add(
                    path + ".was", golden.name() + " is of another record; name a field of this one, which changed.");
            return;
        }
        parts.add(OutgoingCondition.was(golden, texts));
    }

    private void knows(GoldenPath golden, boolean wanted, String path, List<OutgoingCondition> parts) {
        if (golden.reference().isPresent() || golden.field().type() != FieldType.REFERENCE) {
            complaints.add(
                    path + ".known", golden.name() + " points to no record; name a field of this record that does.");
            return;
        }
        mustKnow.add(golden.name());
        OutgoingCondition knows = OutgoingCondition.knows(golden, keyspace);
        parts.add(wanted ? knows : OutgoingCondition.not(knows));
    }

    /** Whether it must be known which records the target was ever to be told of. */
    boolean offered() {
        return offered;
    }

    /** Whether it must be known which changes came about because a record ended at its source. */
    boolean withdrawn() {
        return withdrawn;
    }

    /** The references of which must be known whether the target knows what they point to. */
    Set<String> mustKnow() {
        return mustKnow;
    }
}
