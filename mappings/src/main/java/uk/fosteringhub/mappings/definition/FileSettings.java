package uk.fosteringhub.mappings.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import uk.fosteringhub.mappings.codes.CodeTable;
import uk.fosteringhub.mappings.codes.CodeTables;
import uk.fosteringhub.mappings.dates.DateForm;
import uk.fosteringhub.mappings.dates.DateForms;
import uk.fosteringhub.mappings.mapper.NoneWords;
import uk.fosteringhub.mappings.spelling.Nearest;

/** What holds for all fields of one mapping file, and which code tables its fields and conditions use. */
final class FileSettings {
    private static final List<String> USUAL_DATES = List.of("yyyy-MM-dd", "dd/MM/yyyy");

    private final String keyspace;
    private final NoneWords none;
    private final DateForms dates;
    private final boolean assembled;
    private final CodeTables tables;
    private final SortedMap<String, CodeTable> used = new TreeMap<>();

    FileSettings(JsonNode file, CodeTables tables, Complaints complaints) {
        this.keyspace = Yaml.text(file, "keyspace").orElse(file.path("system").asText());
        this.none = none(file.get("none"), NoneWords.usual());
        List<String> patterns = Yaml.texts(file, "dates");
        this.dates = forms(patterns.isEmpty() ? USUAL_DATES : patterns, "dates", complaints);
        this.assembled = file.has("assembly");
        this.tables = tables;
    }

    /** A list adds to what already means none; {@code only} replaces it. */
    static NoneWords none(JsonNode node, NoneWords inherited) {
        if (node == null || node.isNull()) {
            return inherited;
        }
        if (node.isArray() || node.isTextual()) {
            List<String> words = new ArrayList<>();
            if (node.isTextual()) {
                words.add(node.asText());
            }
            node.forEach(word -> words.add(word.asText()));
            return inherited.and(words);
        }
        boolean allX = node.path("allX").asBoolean(true);
        NoneWords base = node.has("only") ? new NoneWords(Yaml.texts(node, "only"), allX) : inherited.withAllX(allX);
        return base.and(Yaml.texts(node, "also"));
    }

    static DateForms forms(List<String> patterns, String path, Complaints complaints) {
        List<DateForm> forms = new ArrayList<>();
        for (String pattern : patterns) {
            try {
                forms.add(DateForm.of(pattern));
            } catch (IllegalArgumentException e) {
                complaints.add(
                        path,
                        "\"" + pattern + "\" is not a form of a date: write iso, or a pattern such as dd/MM/yyyy HH:mm "
                                + "(y year, M month, d day, H hour, m minute, s second).");
            }
        }
        return new DateForms(forms);
    }

    String keyspace() {
        return keyspace;
    }

    NoneWords none() {
        return none;
    }

    DateForms dates() {
        return dates;
    }

    boolean assembled() {
        return assembled;
    }

    CodeTables tables() {
        return tables;
    }

    /** The code table of this name, which counts as used from now on; empty, with a complaint, if there is none. */
    Optional<CodeTable> table(String name, String path, Complaints complaints) {
        Optional<CodeTable> table = tables.named(name);
        table.ifPresentOrElse(
                found -> used.put(name, found),
                () -> complaints.add(
                        path,
                        "there is no code table " + name + Nearest.hint(name, tables.names()) + " Add codes/" + name
                                + ".csv, or use one of " + String.join(", ", tables.names()) + "."));
        return table;
    }

    /** The tables that fields and conditions use, by name. */
    SortedMap<String, CodeTable> usedTables() {
        return used;
    }
}
