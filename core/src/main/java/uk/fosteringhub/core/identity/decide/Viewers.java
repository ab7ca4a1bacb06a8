package uk.fosteringhub.core.identity.decide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.reveal.WhoLooked;

/**
 * Who has seen a record, or acted on it, while it was made of two persons' records; and which systems were told of it then.
 *
 * @param people from the audit, by name
 * @param systems from the receipts, by name
 */
public record Viewers(List<Viewer> people, List<Told> systems) {
    private static final int MOST_LOOKS = 20_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A person, or a program.
     *
     * @param actions what they did, in the audit's words
     */
    public record Viewer(String actor, Instant first, Instant last, int times, List<String> actions) {}

    /** A system that took a change of the record. */
    public record Told(String target, Instant last) {}

    /** @param since when they became one; empty: from the beginning */
    static Viewers of(Connection connection, RecordType type, long entity, Optional<Instant> since)
            throws SQLException {
        Map<String, List<WhoLooked.Look>> looks = new TreeMap<>();
        for (WhoLooked.Look look :
                WhoLooked.at(connection, type, entity, new WhoLooked.Asked(since, Optional.empty(), 0, MOST_LOOKS))) {
            if (!look.actor().equals(Pairs.RULES)) {
                looks.computeIfAbsent(look.actor(), actor -> new ArrayList<>()).add(look);
            }
        }
        List<Viewer> people = new ArrayList<>();
        // The newest look comes first.
        looks.forEach((actor, of) -> people.add(new Viewer(
                actor,
                of.get(of.size() - 1).at(),
                of.get(0).at(),
                of.size(),
                List.copyOf(
                        new TreeSet<>(of.stream().map(WhoLooked.Look::action).toList())))));
        return new Viewers(List.copyOf(people), told(connection, entity, since));
    }

    private static List<Told> told(Connection connection, long entity, Optional<Instant> since) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select target, max(at) from hub.receipt
                where entity_id = ? and (?::timestamptz is null or at >= ?) group by target order by target""")) {
            Timestamp from = since.map(Timestamp::from).orElse(null);
            query.setLong(1, entity);
            query.setTimestamp(2, from);
            query.setTimestamp(3, from);
            List<Told> told = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    told.add(new Told(rows.getString(1), rows.getTimestamp(2).toInstant()));
                }
            }
            return told;
        }
    }

    /** As kept with the split. */
    public String toJson() {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode list = document.putArray("people");
        people.forEach(viewer -> {
            ObjectNode json = list.addObject()
                    .put("actor", viewer.actor())
                    .put("first", viewer.first().toString())
                    .put("last", viewer.last().toString())
                    .put("times", viewer.times());
            ArrayNode actions = json.putArray("actions");
            viewer.actions().forEach(actions::add);
        });
        ArrayNode targets = document.putArray("systems");
        systems.forEach(told -> targets.addObject()
                .put("target", told.target())
                .put("last", told.last().toString()));
        return document.toString();
    }

    static Viewers fromJson(String json) {
        try {
            JsonNode document = JSON.readTree(json);
            List<Viewer> people = new ArrayList<>();
            for (JsonNode viewer : document.path("people")) {
                List<String> actions = new ArrayList<>();
                viewer.path("actions").forEach(action -> actions.add(action.asText()));
                people.add(new Viewer(
                        viewer.path("actor").asText(),
                        Instant.parse(viewer.path("first").asText()),
                        Instant.parse(viewer.path("last").asText()),
                        viewer.path("times").asInt(),
                        List.copyOf(actions)));
            }
            List<Told> systems = new ArrayList<>();
            for (JsonNode told : document.path("systems")) {
                systems.add(new Told(
                        told.path("target").asText(),
                        Instant.parse(told.path("last").asText())));
            }
            return new Viewers(List.copyOf(people), List.copyOf(systems));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the viewers of a split are no longer JSON", broken);
        }
    }
}
