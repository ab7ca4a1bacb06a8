package uk.fosteringhub.mappings.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.mappings.codes.CodeTable;
import uk.fosteringhub.mappings.conversion.ConversionPlan;
import uk.fosteringhub.mappings.conversion.Conversions;
import uk.fosteringhub.mappings.conversion.Refusal;
import uk.fosteringhub.mappings.dates.DateForms;
import uk.fosteringhub.mappings.mapper.ConditionPlan;
import uk.fosteringhub.mappings.mapper.FieldPlan;
import uk.fosteringhub.mappings.mapper.NoneWords;
import uk.fosteringhub.mappings.mapper.SourcePlan;
import uk.fosteringhub.mappings.spelling.Nearest;

/** Reads one entry below {@code fields}. */
final class FieldReader {
    /** Longest text unless the file says otherwise: what is longer comes from a missing quote, not from a person. */
    private static final int USUAL_MAX_LENGTH = 4000;

    private static final int USUAL_MAX_CODE_LENGTH = 200;

    private final FileSettings settings;
    private final ConditionReader conditions;
    private final Complaints complaints;

    FieldReader(FileSettings settings, ConditionReader conditions, Complaints complaints) {
        this.settings = settings;
        this.conditions = conditions;
        this.complaints = complaints;
    }

    /**
     * @param node the entry: a column's name, or a block of settings
     * @param known the fields that stand further up in the file
     */
    FieldPlan read(Field field, int index, JsonNode node, Set<String> known) {
        String path = "fields." + field.name();
        FieldPlan.Take take =
                FieldPlan.Take.valueOf(Yaml.text(node, "take").orElse("first").toUpperCase(Locale.ROOT));
        if (node.has("take") && !settings.assembled()) {
            complaints.add(
                    path + ".take",
                    "only a record that is assembled from several rows can choose one of them; "
                            + "take this setting out, or say how rows are put together (assembly).");
        }
        int maxLength =
                node.path("maxLength").asInt(field.type() == FieldType.CODE ? USUAL_MAX_CODE_LENGTH : USUAL_MAX_LENGTH);
        return new FieldPlan(
                index,
                field,
                take == FieldPlan.Take.COUNT ? count(field, node, path) : branches(field, node, path, known),
                Yaml.flag(node, "required"),
                maxLength,
                take);
    }

    private List<FieldPlan.Branch> count(Field field, JsonNode node, String path) {
        if (field.type() != FieldType.INTEGER) {
            complaints.add(path + ".take", "a count of rows needs a field that holds a whole number.");
        }
        if (node.has("from")) {
            complaints.add(path + ".from", "a count of rows reads no column; take this setting out.");
        }
        return List.of();
    }

    private List<FieldPlan.Branch> branches(Field field, JsonNode node, String path, Set<String> known) {
        if (!node.has("when")) {
            return List.of(branch(field, node, path, known));
        }
        for (String name : List.of("from", "join", "constant", "if")) {
            if (node.has(name)) {
                complaints.add(path + "." + name, "with when, this belongs into its branches; move it there.");
            }
        }
        List<FieldPlan.Branch> branches = new ArrayList<>();
        List<JsonNode> parts = Yaml.elements(node, "when");
        for (int i = 0; i < parts.size(); i++) {
            branches.add(branch(field, parts.get(i), path + ".when[" + i + "]", known));
            if (!parts.get(i).has("if") && i < parts.size() - 1) {
                complaints.add(path + ".when[" + i + "]", "a branch without if always counts, so it must be the last.");
            }
        }
        return branches;
    }

    /** One way to a value; also used for {@code modified}, which is a timestamp like any other. */
    FieldPlan.Branch branch(Field field, JsonNode node, String path, Set<String> known) {
        ConditionPlan condition =
                node.has("if") ? conditions.read(node.get("if"), path + ".if", known) : ConditionPlan.always();
        SourcePlan source = source(node, path);
        ConversionPlan conversion = conversion(field, node, path);
        source.constant().ifPresent(text -> {
            if (conversion.fittedTo("the constant", LocalDate.EPOCH).convert(text) instanceof Refusal refusal) {
                complaints.add(path + ".constant", refusal.message() + ".");
            }
        });
        return new FieldPlan.Branch(condition, source, conversion);
    }

    private SourcePlan source(JsonNode node, String path) {
        NoneWords none = FileSettings.none(node.get("none"), settings.none());
        if (node.isTextual()) {
            return SourcePlan.column(node.asText(), none);
        }
        Optional<SourcePlan.Split> split = Optional.empty();
        if (node.has("split")) {
            int part = node.get("split").get("part").asInt();
            if (part == 0) {
                complaints.add(path + ".split.part", "parts are counted from 1, or from the end with -1.");
            }
            split = Optional.of(new SourcePlan.Split(node.get("split").get("by").asText(), part == 0 ? 1 : part));
        }
        List<String> join = Yaml.texts(node, "join");
        List<String> from = Yaml.texts(node, "from");
        Optional<String> constant = Yaml.text(node, "constant");
        int given = (join.isEmpty() ? 0 : 1) + (from.isEmpty() ? 0 : 1) + (constant.isPresent() ? 1 : 0);
        if (given != 1) {
            complaints.add(
                    path,
                    given == 0
                            ? "nothing says where the value comes from; give from, join, constant or when."
                            : "more than one of from, join and constant is given; keep one.");
        }
        if (!join.isEmpty()) {
            return new SourcePlan(
                    join, Optional.of(Yaml.text(node, "separator").orElse(" ")), split, Optional.empty(), none);
        }
        return new SourcePlan(constant.isPresent() ? List.of() : from, Optional.empty(), split, constant, none);
    }

    private ConversionPlan conversion(Field field, JsonNode node, String path) {
        String as = Yaml.text(node, "as").orElse(Conversions.usualFor(field.type()));
        if (!Conversions.names().contains(as)) {
            complaints.add(
                    path + ".as",
                    "there is no conversion " + as + Nearest.hint(as, Conversions.names()) + " Possible are "
                            + String.join(", ", Conversions.names()) + ".");
            return nothing();
        }
        if (!Conversions.fills(as, field.type())) {
            complaints.add(
                    path + ".as",
                    "a field of type " + field.type().name().toLowerCase(Locale.ROOT)
                            + " cannot be filled as " + as + "; use " + Conversions.usualFor(field.type())
                            + ", or choose another field.");
            return nothing();
        }
        IdleSettings.check(as, node, path, complaints);
        Optional<CodeTable> table = table(as, node, path);
        if (as.equals("code") && table.isEmpty()) {
            return nothing();
        }
        return Conversions.plan(new Conversions.Order(
                as,
                forms(node, path),
                Yaml.flag(node, "notFuture"),
                notBefore(node, path),
                table,
                Yaml.text(node, "keyspace").orElse(settings.keyspace()),
                Yaml.flag(node, "strict"),
                Yaml.text(node, "min").map(BigDecimal::new),
                Yaml.text(node, "max").map(BigDecimal::new),
                Yaml.texts(node, "yes"),
                Yaml.texts(node, "no")));
    }

    private Optional<CodeTable> table(String as, JsonNode node, String path) {
        if (!as.equals("code")) {
            return Optional.empty();
        }
        Optional<String> name = Yaml.text(node, "table");
        if (name.isEmpty()) {
            complaints.add(
                    path,
                    "a code needs the table that explains it; add table: with one of "
                            + String.join(", ", settings.tables().names()) + ".");
            return Optional.empty();
        }
        return settings.table(name.get(), path + ".table", complaints);
    }

    private DateForms forms(JsonNode node, String path) {
        List<String> patterns = Yaml.texts(node, "formats");
        return patterns.isEmpty() ? settings.dates() : FileSettings.forms(patterns, path + ".formats", complaints);
    }

    private Optional<LocalDate> notBefore(JsonNode node, String path) {
        try {
            return Yaml.text(node, "notBefore").map(LocalDate::parse);
        } catch (DateTimeException e) {
            complaints.add(path + ".notBefore", "this is not a date; write it as \"2000-12-31\".");
            return Optional.empty();
        }
    }

    private static ConversionPlan nothing() {
        return (column, today) -> text -> text;
    }
}
