package uk.fosteringhub.core.identity.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * The probabilities that judgements are made with, frozen under a version. {@code m} is how frequent a level is between two
 * records of one person, {@code u} between two of different ones; {@code log2(m/u)} is what it weighs in bits.
 *
 * @param version such as {@code 1}
 * @param origin what it was trained on, in words
 * @param autoFrom bits from which nothing but a guard stands in the way of an automatic link
 * @param reviewFrom bits from which a person is asked
 * @param typicalGiven share of records that have a first name as frequent as the average record's; with the next three it
 *     tells how much rarer than usual a value is
 */
public record LinkModel(
        String version,
        String origin,
        double autoFrom,
        double reviewFrom,
        double typicalGiven,
        double typicalFamily,
        double typicalPostcode,
        double typicalPlace,
        Map<Level, Odds> odds) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STANDARD = "2";
    private static final double LOG_2 = Math.log(2);

    /** Between 0 and 1 each, neither of them 0. */
    public record Odds(double m, double u) {
        public double bits() {
            return log2(m / u);
        }
    }

    public LinkModel {
        odds = new EnumMap<>(odds);
    }

    /** The one that came with this version of the hub. */
    public static LinkModel standard() {
        return named(STANDARD);
    }

    /** @throws IllegalArgumentException if there is none of this version */
    public static LinkModel named(String version) {
        if (!version.matches("[0-9a-zA-Z.-]{1,40}")) {
            throw new IllegalArgumentException("There is no identity model of this version");
        }
        try (InputStream in = LinkModel.class.getResourceAsStream("/identity/model-" + version + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("There is no identity model of version " + version);
            }
            return fromJson(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** With other probabilities, and the same thresholds. */
    public LinkModel with(String newVersion, String newOrigin, Map<Level, Odds> newOdds) {
        return new LinkModel(
                newVersion,
                newOrigin,
                autoFrom,
                reviewFrom,
                typicalGiven,
                typicalFamily,
                typicalPostcode,
                typicalPlace,
                newOdds);
    }

    double bits(Level level) {
        return odds.get(level).bits();
    }

    static double log2(double number) {
        return Math.log(number) / LOG_2;
    }

    /** @throws IllegalArgumentException if it is no model, or one with a level missing */
    public static LinkModel fromJson(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            Map<Level, Odds> odds = new EnumMap<>(Level.class);
            for (Level level : Level.values()) {
                JsonNode one = node.path("levels").path(level.name());
                double m = one.path("m").asDouble();
                double u = one.path("u").asDouble();
                if (!(m > 0 && m <= 1 && u > 0 && u <= 1)) {
                    throw new IllegalArgumentException(
                            "The identity model has no m and u between 0 and 1 for " + level);
                }
                odds.put(level, new Odds(m, u));
            }
            JsonNode typical = node.path("typical");
            return new LinkModel(
                    node.path("version").asText(),
                    node.path("origin").asText(),
                    node.path("autoFrom").asDouble(),
                    node.path("reviewFrom").asDouble(),
                    typical.path("given").asDouble(),
                    typical.path("family").asDouble(),
                    typical.path("postcode").asDouble(),
                    typical.path("place").asDouble(),
                    odds);
        } catch (IOException broken) {
            throw new IllegalArgumentException("The identity model is no JSON", broken);
        }
    }

    public String toJson() {
        ObjectNode node = JSON.createObjectNode();
        node.put("version", version);
        node.put("origin", origin);
        node.put("autoFrom", autoFrom);
        node.put("reviewFrom", reviewFrom);
        node.putObject("typical")
                .put("given", typicalGiven)
                .put("family", typicalFamily)
                .put("postcode", typicalPostcode)
                .put("place", typicalPlace);
        ObjectNode levels = node.putObject("levels");
        odds.forEach(
                (level, one) -> levels.putObject(level.name()).put("m", one.m()).put("u", one.u()));
        return node.toPrettyString();
    }
}
