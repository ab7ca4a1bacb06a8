package uk.fosteringhub.core.push;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import uk.fosteringhub.core.intake.RawRecord;
import uk.fosteringhub.core.intake.RowHash;
import uk.fosteringhub.core.mapping.Fragments;
import uk.fosteringhub.core.mapping.HeaderProblem;
import uk.fosteringhub.core.mapping.MappedColumn;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.mapping.MappingResult;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.mapping.RowMapper;

/**
 * Pushed JSON objects in the words of a mapping. Members are named as the mapping's columns, compared without regard to
 * case and blanks as in files; a column {@code applicant.firstName} is a member within a member. A member that the mapping
 * does not know is a mistake, since the sender believes that it arrives, unless such members are to pass. Safe for use by
 * several threads.
 */
public final class PushedRecords {
    private static final int MOST_NESTING = 20;
    private static final int MOST_SHAPES = 200;
    private static final int LONGEST_NAME_SHOWN = 60;

    /** Numbers keep all their digits: what is a number in JSON may be an identifier. */
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_NESTING)
                            .build())
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final RecordMapping mapping;
    private final ZoneId zone;
    private final Others others;
    /** By its name as written and by its folded name. */
    private final Map<String, String> columns = new HashMap<>();
    /** Names of members that hold others, likewise. */
    private final Set<String> holders = new HashSet<>();

    private final String known;
    private final List<String> required;
    private final List<String> restriction;
    private final Map<List<String>, Bound> shapes = new ConcurrentHashMap<>();
    private volatile LocalDate boundOn = LocalDate.MIN;

    private record Bound(List<String> header, RowMapper mapper) {}

    /** What happens to members that the mapping does not know. */
    public enum Others {
        PASS,
        ARE_REFUSED
    }

    /**
     * What was made of a body.
     *
     * @param result the record, or what is wrong with it
     * @param key its source key; empty if it cannot be read
     * @param hash what it looks like to its mapping; null if there are problems
     * @param restricts whether a person's record with problems says that the person is restricted, or cannot be read there
     */
    public record Read(MappingResult result, String key, UUID hash, boolean restricts) {}

    /**
     * @param mapping of single records
     * @param zone in which "today" is measured
     * @param others what happens to them unless it is said
     */
    public PushedRecords(RecordMapping mapping, ZoneId zone, Others others) {
        this.mapping = mapping;
        this.others = others;
        this.zone = zone;
        for (MappedColumn column : mapping.columns()) {
            columns.put(folded(column.name()), column.name());
            columns.put(column.name(), column.name());
            for (int dot = column.name().indexOf('.');
                    dot > 0;
                    dot = column.name().indexOf('.', dot + 1)) {
                holders.add(column.name().substring(0, dot));
                holders.add(folded(column.name().substring(0, dot)));
            }
        }
        this.known = mapping.columns().stream().map(MappedColumn::name).sorted().collect(Collectors.joining(", "));
        this.required = mapping.columns().stream()
                .filter(MappedColumn::required)
                .map(MappedColumn::name)
                .toList();
        this.restriction = mapping.restrictedColumns().stream()
                .map(column -> columns.get(folded(column)))
                .toList();
    }

    public RecordMapping mapping() {
        return mapping;
    }

    /**
     * @param line number under which problems and the record are traced
     * @throws NotAnObject if the body is no JSON object
     */
    public Read read(String body, long line) throws NotAnObject {
        return read(body, line, others);
    }

    /**
     * The same for a sender of whom it is known in whose words it writes.
     *
     * @throws NotAnObject if the body is no JSON object
     */
    public Read read(String body, long line, Others here) throws NotAnObject {
        Map<String, String> values = new HashMap<>();
        Set<String> nulls = new HashSet<>();
        List<MappingProblem> problems = new ArrayList<>();
        take("", parse(body), line, here, values, nulls, problems);
        if (!problems.isEmpty()) {
            return new Read(MappingResult.failed(problems), "", null, false);
        }
        Bound bound = boundTo(values);
        RawRecord raw = raw(bound, values, line);
        MappingResult result = bound.mapper().map(raw);
        String key = bound.mapper().key(raw);
        if (!result.failed() && saysNothingOfRestriction(values, nulls)) {
            return new Read(MappingResult.failed(List.of(missingRestriction(line))), key, null, false);
        }
        int[] used = bound.mapper().columns().all();
        return result.failed()
                ? new Read(result, key, null, restricts(bound, raw))
                : new Read(result, key, new RowHash(mapping.fingerprint(), used).of(raw), false);
    }

    /**
     * What can be read of a body that no record could be made of; members that are not known are passed over.
     *
     * @return empty if a known member does not hold what can be read at all
     * @throws NotAnObject if the body is no JSON object
     */
    public Optional<Fragments> fragments(String body) throws NotAnObject {
        Map<String, String> values = new HashMap<>();
        List<MappingProblem> problems = new ArrayList<>();
        take("", parse(body), 0, Others.PASS, values, new HashSet<>(), problems);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        Bound bound = boundTo(values);
        return bound.mapper().fragments(raw(bound, values, 0));
    }

    private static RawRecord raw(Bound bound, Map<String, String> values, long line) {
        return RawRecord.of(
                line,
                bound.header().stream()
                        .map(column -> values.getOrDefault(column, ""))
                        .toArray(String[]::new));
    }

    private boolean restricts(Bound bound, RawRecord raw) {
        return mapping.tellsRestricted()
                && bound.mapper().fragments(raw).map(Fragments::restrict).orElse(true);
    }

    /** Taking silence for "not restricted" would show a restricted person to everybody. */
    private boolean saysNothingOfRestriction(Map<String, String> values, Set<String> nulls) {
        return !restriction.isEmpty()
                && restriction.stream().noneMatch(column -> values.containsKey(column) || nulls.contains(column));
    }

    private MappingProblem missingRestriction(long line) {
        return problem(
                line,
                restriction.get(0),
                "missing-member",
                "The record lacks " + String.join(" and ", restriction)
                        + ", so it does not say whether the person is restricted. Send it in every record, also where the"
                        + " person is not restricted.");
    }

    private static JsonNode parse(String body) throws NotAnObject {
        try {
            JsonNode read = JSON.readTree(body);
            if (read == null || !read.isObject()) {
                throw new NotAnObject("The body is not a JSON object. Send one record as {\"member\": \"value\", …}.");
            }
            return read;
        } catch (StreamConstraintsException beyond) {
            throw new NotAnObject("The body holds a number of more than 1000 digits, a very long name, or more than "
                    + MOST_NESTING + " levels one within another.");
        } catch (JsonProcessingException broken) {
            JsonLocation at = broken.getLocation();
            throw new NotAnObject("The body is not well-formed JSON, or has a member twice"
                    + (at == null ? "" : ", at line " + at.getLineNr() + " column " + at.getColumnNr())
                    + ". Nothing may follow the object.");
        }
    }

    private void take(
            String path,
            JsonNode object,
            long line,
            Others here,
            Map<String, String> values,
            Set<String> nulls,
            List<MappingProblem> problems) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = path + member.getKey();
            JsonNode value = member.getValue();
            String column = column(name);
            if (column == null) {
                boolean holder = holders.contains(name) || holders.contains(folded(name));
                if (holder && value.isObject()) {
                    take(name + ".", value, line, here, values, nulls, problems);
                } else if (holder ? !value.isNull() : here == Others.ARE_REFUSED) {
                    problems.add(problem(
                            line,
                            shown(name),
                            "unknown-member",
                            "This member is not known here. Correct its spelling or leave it out; known are " + known
                                    + "."));
                }
            } else if (value.isContainerNode()) {
                problems.add(problem(
                        line, column, "value", "Write a text, a number, true, false or null here, no list or object."));
            } else if (value.isNull()) {
                nulls.add(column);
            } else {
                String text = value.asText();
                if (brokenCharacters(text)) {
                    problems.add(problem(
                            line,
                            column,
                            "characters",
                            "The value holds a NUL character or half of a surrogate pair, which is no text."));
                } else if (values.putIfAbsent(column, text) != null) {
                    problems.add(problem(line, column, "member-twice", "This member is there twice; send it once."));
                }
            }
        }
    }

    /** The column a member stands for; null if there is none. Nearly all members are written as their columns are. */
    private String column(String name) {
        String column = columns.get(name);
        return column != null || holders.contains(name) ? column : columns.get(folded(name));
    }

    /** The members that are there and those that must be decide, so that a mapping's second names count too. */
    private Bound boundTo(Map<String, String> values) {
        LocalDate today = LocalDate.now(zone);
        if (!today.equals(boundOn) || shapes.size() > MOST_SHAPES) {
            // what lies in the future is another thing today
            shapes.clear();
            boundOn = today;
        }
        List<String> present = new ArrayList<>(required);
        values.keySet().stream()
                .filter(column -> !required.contains(column))
                .sorted()
                .forEach(present::add);
        Bound bound = shapes.get(present);
        if (bound == null) {
            bound = bind(List.copyOf(present));
            shapes.put(List.copyOf(present), bound);
        }
        return bound;
    }

    /** Where a record cannot be made without a member that is not there, all are taken as empty: the mapper names it then. */
    private Bound bind(List<String> present) {
        try {
            return new Bound(present, mapping.bind(present));
        } catch (HeaderProblem missing) {
            return everything();
        }
    }

    private Bound everything() {
        List<String> all = mapping.columns().stream().map(MappedColumn::name).toList();
        try {
            return new Bound(all, mapping.bind(all));
        } catch (HeaderProblem impossible) {
            throw new IllegalStateException(mapping.name() + " does not fit its own columns", impossible);
        }
    }

    private static boolean brokenCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0
                    || Character.isLowSurrogate(c)
                    || Character.isHighSurrogate(c)
                            && (++i == text.length() || !Character.isLowSurrogate(text.charAt(i)))) {
                return true;
            }
        }
        return false;
    }

    private static MappingProblem problem(long line, String column, String rule, String message) {
        return new MappingProblem(line, column, "", rule, message, "");
    }

    private static String shown(String name) {
        return name.length() > LONGEST_NAME_SHOWN ? name.substring(0, LONGEST_NAME_SHOWN) + "…" : name;
    }

    private static String folded(String name) {
        return name.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    }
}
