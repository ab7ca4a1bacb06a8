package uk.fosteringhub.mappings.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.mapping.Assembly;
import uk.fosteringhub.core.mapping.MappedField;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.mappings.codes.CodeTable;
import uk.fosteringhub.mappings.codes.CodeTables;
import uk.fosteringhub.mappings.conversion.Refusal;
import uk.fosteringhub.mappings.fingerprint.Digest;
import uk.fosteringhub.mappings.mapper.ConditionPlan;
import uk.fosteringhub.mappings.mapper.FieldPlan;
import uk.fosteringhub.mappings.mapper.FileMapping;
import uk.fosteringhub.mappings.mapper.OtherNamePlan;
import uk.fosteringhub.mappings.mapper.RulePlan;

/** Reads {@code <system>/<record>.yml} into a mapping that is ready to run. */
public final class MappingFileReader {
    /** Part of every fingerprint: raise it when a change of the engine changes what mappings produce. */
    static final String ENGINE_VERSION = "1";

    private final YamlFile yaml = new YamlFile();
    private final SchemaCheck schema = new SchemaCheck("mapping.schema.json");
    private final CodeTables tables;
    private final Clock clock;

    public MappingFileReader(CodeTables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * @param name {@code system/record}
     * @param problems takes a sentence for everything that is wrong
     * @return the mapping, or empty if anything is wrong
     */
    public Optional<RecordMapping> read(String name, byte[] bytes, List<String> problems) throws IOException {
        Complaints complaints = new Complaints(name + ".yml", new ArrayList<>());
        JsonNode file = yaml.parse(bytes, complaints);
        if (!complaints.any()) {
            schema.check(file, complaints);
        }
        Optional<RecordMapping> mapping =
                complaints.any() ? Optional.empty() : Optional.of(mapping(name, bytes, file, complaints));
        problems.addAll(complaints.sentences());
        return complaints.any() ? Optional.empty() : mapping;
    }

    private RecordMapping mapping(String name, byte[] bytes, JsonNode file, Complaints complaints) {
        String system = file.get("system").asText();
        if (!name.startsWith(system + "/")) {
            complaints.add(
                    "system",
                    "the file lies in the folder of another system; write system: "
                            + name.substring(0, name.indexOf('/')) + ", or move the file to " + system + "/.");
        }
        RecordType type = RecordTypes.named(file.get("record").asText()).orElseThrow();
        FileSettings settings = new FileSettings(file, tables, complaints);
        if (file.path("modified").has("if")) {
            complaints.add(
                    "modified.if", "when a record was last changed cannot depend on a condition; take this out.");
        }
        if (file.has("assembly")) {
            FileSettings.forms(Yaml.texts(file.get("assembly"), "formats"), "assembly.formats", complaints);
        }
        ConditionReader conditions = new ConditionReader(type, settings, complaints);
        FieldReader reader = new FieldReader(settings, conditions, complaints);
        Set<String> known = new LinkedHashSet<>();
        List<FieldPlan> fields = new ArrayList<>();
        List<MappedField> described = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : file.get("fields").properties()) {
            Field field = type.field(entry.getKey());
            fields.add(reader.read(field, type.indexOf(field.name()), entry.getValue(), known));
            known.add(field.name());
            described.add(FieldWords.of(field, entry.getValue()));
        }
        Optional<FieldPlan.Branch> modified = Optional.ofNullable(file.get("modified"))
                .map(node -> reader.branch(Field.open("modified", FieldType.TIMESTAMP), node, "modified", Set.of()));
        return new FileMapping(
                name,
                type,
                settings.keyspace(),
                fingerprint(bytes, settings),
                keys(file.get("key")),
                settings.none(),
                Yaml.texts(file, "requires"),
                modified,
                assembly(file),
                otherNames(file, type, settings.keyspace(), reader, known, complaints),
                fields,
                rules(file, conditions, known, complaints),
                described,
                clock);
    }

    private static List<OtherNamePlan> otherNames(
            JsonNode file, RecordType type, String own, FieldReader reader, Set<String> known, Complaints complaints) {
        List<OtherNamePlan> names = new ArrayList<>();
        for (JsonNode node : Yaml.elements(file, "also-known-as")) {
            String path = "also-known-as[" + names.size() + "]";
            String keyspace = node.get("keyspace").asText();
            if (keyspace.equals(own)) {
                complaints.add(
                        path + ".keyspace",
                        "the records' own keys are those of " + own + "; name the other system whose key this is.");
            }
            Field name = Field.reference("also-known-as", type.name());
            names.add(new OtherNamePlan(keyspace, reader.branch(name, node, path, known)));
        }
        return names;
    }

    private static List<List<String>> keys(JsonNode key) {
        List<List<String>> alternatives = new ArrayList<>();
        if (key.isObject()) {
            alternatives.add(Yaml.texts(key, "columns"));
            for (JsonNode other : Yaml.elements(key, "or")) {
                List<String> columns = new ArrayList<>();
                other.forEach(column -> columns.add(column.asText()));
                alternatives.add(columns);
            }
        } else if (key.isArray()) {
            List<String> columns = new ArrayList<>();
            key.forEach(column -> columns.add(column.asText()));
            alternatives.add(columns);
        } else {
            alternatives.add(List.of(key.asText()));
        }
        return alternatives;
    }

    private static Optional<Assembly> assembly(JsonNode file) {
        return Optional.ofNullable(file.get("assembly"))
                .map(node -> new Assembly(
                        Yaml.texts(node, "by"),
                        node.get("order").asText(),
                        Yaml.texts(node, "formats"),
                        node.get("starts").get("column").asText(),
                        Set.copyOf(Yaml.texts(node.get("starts"), "in"))));
    }

    private static List<RulePlan> rules(
            JsonNode file, ConditionReader conditions, Set<String> fields, Complaints complaints) {
        List<RulePlan> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<JsonNode> nodes = Yaml.elements(file, "rules");
        for (int i = 0; i < nodes.size(); i++) {
            JsonNode node = nodes.get(i);
            String path = "rules[" + i + "]";
            String name = node.get("rule").asText();
            if (!names.add(name)) {
                complaints.add(
                        path + ".rule", "there are two rules named " + name + "; give one of them another name.");
            }
            rules.add(new RulePlan(
                    node.path("first").asBoolean(false),
                    Yaml.text(node, "column").orElse(""),
                    node.has("when")
                            ? conditions.read(node.get("when"), path + ".when", fields)
                            : ConditionPlan.always(),
                    conditions.read(node.get("must"), path + ".must", fields),
                    new Refusal(name, node.get("message").asText())));
        }
        return rules;
    }

    private static String fingerprint(byte[] bytes, FileSettings settings) {
        StringBuilder parts = new StringBuilder(ENGINE_VERSION).append('\n').append(Digest.sha256(bytes));
        for (CodeTable table : settings.usedTables().values()) {
            parts.append('\n').append(table.name()).append(' ').append(table.digest());
        }
        return Digest.sha256(parts.toString().getBytes(StandardCharsets.UTF_8));
    }
}
