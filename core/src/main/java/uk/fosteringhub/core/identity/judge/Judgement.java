package uk.fosteringhub.core.identity.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * What the engine says of two person records. It holds no value of either.
 *
 * @param weight bits that speak for one person, together
 * @param levels what was compared, in the order of {@link Field}
 * @param guards what stands in the way of an automatic link
 * @param model version of the model
 */
public record Judgement(Band band, double weight, List<FieldLevel> levels, List<Guard> guards, String model) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Judgement {
        levels = List.copyOf(levels);
        guards = List.copyOf(guards);
    }

    /** With some guards more. */
    public Judgement with(Collection<Guard> more) {
        Judgement all = this;
        for (Guard guard : more) {
            all = all.with(guard);
        }
        return all;
    }

    /** With one guard more: what was automatic is now for a person. */
    public Judgement with(Guard guard) {
        List<Guard> all = new ArrayList<>(guards);
        if (!all.contains(guard)) {
            all.add(guard);
        }
        return new Judgement(band == Band.AUTO ? Band.REVIEW : band, weight, levels, all, model);
    }

    /** Whether the records themselves say that they are of two persons. */
    public boolean conflict() {
        return guards.stream().anyMatch(Guard::veto);
    }

    /**
     * Whether they are more likely of two persons, such as twins or a couple: a conflict, or different first names. Dates of
     * birth that are nearly the same forbid an automatic link, and yet prove nothing.
     */
    public boolean contradicts() {
        return guards.stream().anyMatch(guard -> guard.veto() && guard != Guard.BIRTH_DATE_CONFLICT)
                || (is(Level.BIRTH_DIFFERENT) || is(Level.BIRTH_YEARS)) && guards.contains(Guard.BIRTH_DATE_CONFLICT)
                || guards.contains(Guard.SAME_BIRTH_OTHER_FIRST_NAME)
                || (is(Level.NAME_OTHER_GIVEN) || is(Level.NAME_DIFFERENT)) && !identified() && !mistyped();
    }

    /** Names that differ in every way, where date of birth and e-mail agree, are neither a couple's nor twins'. */
    private boolean mistyped() {
        return is(Level.NAME_DIFFERENT) && is(Level.BIRTH_SAME) && (is(Level.EMAIL_SAME) || is(Level.EMAIL_NEAR));
    }

    /** Whether a number agrees that belongs to one person alone. */
    boolean identified() {
        return is(Level.NHS_SAME) || is(Level.NATIONAL_SAME);
    }

    /** Whether this level was found. */
    public boolean is(Level level) {
        return levels.stream().anyMatch(one -> one.level() == level);
    }

    /** Whether both say something of the field. */
    public boolean has(Field field) {
        return levels.stream().anyMatch(one -> one.field() == field);
    }

    /** Whether the names may be those of one person. */
    boolean namesAgree() {
        return has(Field.NAME)
                && !is(Level.NAME_OTHER_GIVEN)
                && !is(Level.NAME_DIFFERENT)
                && !is(Level.NAME_GIVEN_ONLY);
    }

    /** Words and bits, strongest first, without a value of either record. */
    public String explanation() {
        StringBuilder text = new StringBuilder();
        levels.stream()
                .sorted((a, b) -> Double.compare(Math.abs(b.bits()), Math.abs(a.bits())))
                .forEach(level -> text.append(text.length() == 0 ? "" : "; ")
                        .append(level.words())
                        .append(String.format(Locale.ROOT, " %+.1f", level.bits())));
        guards.forEach(guard -> text.append(text.length() == 0 ? "" : "; ")
                .append(guard.name())
                .append(": ")
                .append(guard.words()));
        return text.toString();
    }

    public String toJson() {
        ObjectNode node = JSON.createObjectNode();
        node.put("band", band.name());
        node.put("weight", weight);
        node.put("model", model);
        ArrayNode all = node.putArray("levels");
        levels.forEach(
                level -> all.addObject().put("level", level.level().name()).put("bits", level.bits()));
        ArrayNode names = node.putArray("guards");
        guards.forEach(guard -> names.add(guard.name()));
        return node.toString();
    }

    /** @throws IllegalArgumentException if it is nothing that {@link #toJson} wrote */
    public static Judgement fromJson(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            List<FieldLevel> levels = new ArrayList<>();
            node.path("levels")
                    .forEach(one -> levels.add(new FieldLevel(
                            Level.valueOf(one.path("level").asText()),
                            one.path("bits").asDouble())));
            List<Guard> guards = new ArrayList<>();
            node.path("guards").forEach(one -> guards.add(Guard.valueOf(one.asText())));
            return new Judgement(
                    Band.valueOf(node.path("band").asText()),
                    node.path("weight").asDouble(),
                    levels,
                    guards,
                    node.path("model").asText());
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("A kept judgement is no JSON", broken);
        }
    }
}
