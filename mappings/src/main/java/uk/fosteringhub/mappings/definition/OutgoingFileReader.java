package uk.fosteringhub.mappings.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import uk.fosteringhub.core.mapping.OutgoingForm;
import uk.fosteringhub.core.mapping.OutgoingMapping;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.mappings.codes.CodeTables;
import uk.fosteringhub.mappings.outgoing.FileOutgoingMapping;
import uk.fosteringhub.mappings.outgoing.GoldenPath;
import uk.fosteringhub.mappings.outgoing.OutgoingCondition;
import uk.fosteringhub.mappings.outgoing.OutgoingField;

/** Reads {@code <system>/out/<record>.yml} into an outgoing mapping that is ready to run. */
public final class OutgoingFileReader {
    private static final List<String> USUAL_KINDS = List.of("created", "changed", "restored");

    private final YamlFile yaml = new YamlFile();
    private final SchemaCheck schema = new SchemaCheck("outgoing.schema.json");
    private final CodeTables tables;

    public OutgoingFileReader(CodeTables tables) {
        this.tables = tables;
    }

    /**
     * @param system the folder's name
     * @param record the file's name without its end
     * @param problems takes a sentence for everything that is wrong
     * @return the mapping, or empty if anything is wrong
     */
    public Optional<OutgoingMapping> read(String system, String record, byte[] bytes, List<String> problems)
            throws IOException {
        Complaints complaints = new Complaints(system + "/out/" + record + ".yml", new ArrayList<>());
        JsonNode file = yaml.parse(bytes, complaints);
        if (!complaints.any()) {
            schema.check(file, complaints);
        }
        Optional<OutgoingMapping> mapping =
                complaints.any() ? Optional.empty() : Optional.of(mapping(system, record, file, complaints));
        problems.addAll(complaints.sentences());
        return complaints.any() ? Optional.empty() : mapping;
    }

    private OutgoingMapping mapping(String system, String record, JsonNode file, Complaints complaints) {
        if (!file.get("system").asText().equals(system)) {
            complaints.add("system", "the file lies in the folder of " + system + "; write system: " + system + ".");
        }
        if (!file.get("record").asText().equals(record)) {
            complaints.add(
                    "record",
                    "the file is named after another record type; name it "
                            + file.get("record").asText() + ".yml.");
        }
        RecordType type = RecordTypes.named(file.get("record").asText()).orElseThrow();
        String keyspace = Yaml.text(file, "keyspace").orElse(system);
        OutgoingConditionReader conditions = new OutgoingConditionReader(type, keyspace, complaints);
        OutgoingFieldReader reader = new OutgoingFieldReader(file, keyspace, tables, conditions, complaints);
        OutgoingCondition sendWhen = file.has("sendWhen")
                ? conditions.read(file.get("sendWhen"), "sendWhen")
                : OutgoingCondition.allOf(List.of());
        List<OutgoingField> fields = new ArrayList<>();
        file.get("fields").properties().forEach(entry -> fields.add(reader.read(entry.getKey(), entry.getValue())));
        Optional<String> key = Yaml.text(file, "key");
        key.filter(name -> file.get("fields").has(name))
                .ifPresent(name -> complaints.add(
                        "fields." + name, "this field holds the target's key already (key); take it out."));
        Optional<GoldenPath> keyFrom = Yaml.text(file, "keyFrom").flatMap(field -> conditions.golden(field, "keyFrom"));
        Set<OutgoingForm.Need> needs = new LinkedHashSet<>(reader.keys());
        conditions.readThrough().forEach(reference -> needs.add(new OutgoingForm.Need(reference, "")));
        conditions.mustKnow().forEach(reference -> needs.add(new OutgoingForm.Need(reference, keyspace)));
        List<String> kinds = Yaml.texts(file, "kinds");
        return new FileOutgoingMapping(
                new OutgoingForm(
                        system + "/" + record,
                        type,
                        keyspace,
                        Stream.concat(key.stream(), fields.stream().map(OutgoingField::name))
                                .toList(),
                        Set.copyOf(reader.flags()),
                        Set.copyOf(needs),
                        conditions.offered(),
                        conditions.withdrawn()),
                key,
                keyFrom,
                Set.copyOf(kinds.isEmpty() ? USUAL_KINDS : kinds),
                Set.copyOf(conditions.fields(file, "onChangeOf", "")),
                sendWhen,
                fields);
    }
}
