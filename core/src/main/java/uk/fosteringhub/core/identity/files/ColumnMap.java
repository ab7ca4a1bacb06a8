package uk.fosteringhub.core.identity.files;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.tables.WrongFile;

/**
 * Which column is what: {@code first: given_name}, {@code address lines: [street_number, address_1]}, {@code date of birth:
 * {column: born, format: dd/MM/yyyy}}. Under {@code files} stand maps for files of a name of their own.
 */
public final class ColumnMap {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Optional<Path> file;
    private final Map<Role, List<String>> columns;
    private final DateForm dates;
    private final Map<String, ColumnMap> files;

    private ColumnMap(
            Optional<Path> file, Map<Role, List<String>> columns, DateForm dates, Map<String, ColumnMap> files) {
        this.file = file;
        this.columns = columns;
        this.dates = dates;
        this.files = files;
    }

    /** Columns are known by their headers. */
    public static ColumnMap none() {
        return new ColumnMap(Optional.empty(), Map.of(), DateForm.USUAL, Map.of());
    }

    /** @throws WrongFile if it cannot be read, or says what there is not */
    public static ColumnMap read(Path file) throws IOException, WrongFile {
        if (!Files.isRegularFile(file)) {
            throw new WrongFile(file, "there is no such file; name one that says which column is what.");
        }
        JsonNode root;
        try {
            root = YAML.readTree(Files.readAllBytes(file));
        } catch (JacksonException broken) {
            long line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
            throw new WrongFile(file, line, "this is no YAML; write lines such as 'first: given_name'.");
        }
        if (root == null || !root.isObject() || root.isEmpty()) {
            throw new WrongFile(file, "it says nothing; write lines such as 'first: given_name'.");
        }
        return new ColumnMapReader(file).map(root);
    }

    /** Whether there is one that came from a file. */
    boolean given() {
        return file.isPresent();
    }

    Path file() {
        return file.orElseThrow();
    }

    ColumnMap of(Path persons) {
        return files.getOrDefault(persons.getFileName().toString(), this);
    }

    Map<Role, List<String>> columns() {
        return columns;
    }

    DateForm dates() {
        return dates;
    }

    /** Reads one map after another of the same file. */
    private record ColumnMapReader(Path file) {
        private static final String FILES = "files";
        private static final String COLUMNS = "columns";

        ColumnMap map(JsonNode node) throws WrongFile {
            Map<Role, List<String>> columns = new EnumMap<>(Role.class);
            Map<String, ColumnMap> files = new java.util.HashMap<>();
            DateForm dates = DateForm.USUAL;
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                String key = entry.getKey();
                JsonNode value = entry.getValue();
                if (key.equals(FILES) && value.isObject()) {
                    for (Map.Entry<String, JsonNode> one : value.properties()) {
                        files.put(one.getKey(), map(one.getValue()));
                    }
                } else if (key.equals(COLUMNS) && value.isObject()) {
                    ColumnMap inner = map(value);
                    columns.putAll(inner.columns);
                    dates = inner.dates == DateForm.USUAL ? dates : inner.dates;
                } else if (key.matches("(?i)(date|dob|date.of.birth|birth.?date).?format")) {
                    dates = form(value.asText());
                } else {
                    Role role = role(key);
                    columns.computeIfAbsent(role, any -> new ArrayList<>()).addAll(names(key, value));
                    if (value.has("format")) {
                        dates = form(value.path("format").asText());
                    }
                }
            }
            return new ColumnMap(Optional.of(file), columns, dates, files);
        }

        private Role role(String key) throws WrongFile {
            return Role.of(key)
                    .orElseThrow(() -> new WrongFile(
                            file,
                            "'" + key + "' is nothing that a column can be; write one of "
                                    + String.join(", ", Role.allWords()) + "."));
        }

        private DateForm form(String pattern) throws WrongFile {
            return DateForm.of(pattern)
                    .orElseThrow(() -> new WrongFile(
                            file,
                            "'" + pattern
                                    + "' is no form of a date; write one of yyyy, MM and dd, such as dd/MM/yyyy."));
        }

        private List<String> names(String key, JsonNode value) throws WrongFile {
            JsonNode names =
                    value.isObject() ? value.has("columns") ? value.path("columns") : value.path("column") : value;
            List<String> all = new ArrayList<>();
            if (names.isArray()) {
                names.forEach(name -> all.add(name.asText().strip()));
            } else if (names.isValueNode() && !names.isNull()) {
                all.add(names.asText().strip());
            }
            if (all.isEmpty() || all.contains("")) {
                throw new WrongFile(file, "'" + key + "' names no column; write its header, or a list of headers.");
            }
            return all;
        }
    }
}
