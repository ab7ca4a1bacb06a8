package uk.fosteringhub.mappings.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.fosteringhub.core.mapping.GoldenChange;
import uk.fosteringhub.core.mapping.Surroundings;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/**
 * The input half of an outgoing golden pair: {@code record} holds the golden values, {@code changed} the fields that
 * changed, {@code before} older values of these, {@code keys} what other systems call records ({@code "lcs person 1002": "100001"}), {@code records} the golden
 * values of other records ({@code "person 1002": {…}}), {@code owed} whether an earlier change failed, {@code offered}
 * whether the target was to be told of the record before, {@code withdrawn} whether a record that ended caused the change.
 */
record GoldenSending(GoldenChange change, JsonNode around) implements Surroundings {

    static GoldenSending read(JsonNode element, RecordType type) {
        Set<String> changed = new TreeSet<>();
        element.path("changed").forEach(field -> changed.add(field.asText()));
        return new GoldenSending(
                new GoldenChange(
                        element.path("change").asLong(1),
                        type,
                        element.path("entity").asLong(1001),
                        element.path("version").asInt(1),
                        element.path("kind").asText("created"),
                        changed,
                        Optional.ofNullable(element.get("before")).map(before -> CanonicalJson.read(type, before)),
                        Instant.parse("2026-03-31T01:15:00Z"),
                        CanonicalJson.read(type, element.path("record"))),
                element);
    }

    @Override
    public Optional<String> key(String keyspace, String recordType, long entity) {
        return Optional.ofNullable(around.path("keys").get(keyspace + " " + recordType + " " + entity))
                .map(JsonNode::asText);
    }

    @Override
    public Optional<Object[]> record(String recordType, long entity) {
        return Optional.ofNullable(around.path("records").get(recordType + " " + entity))
                .map(values -> CanonicalJson.read(RecordTypes.named(recordType).orElseThrow(), values));
    }

    @Override
    public boolean owed(long entity) {
        return around.path("owed").asBoolean();
    }

    @Override
    public boolean offered(long entity) {
        return around.path("offered").asBoolean();
    }

    @Override
    public boolean withdrawn(long change) {
        return around.path("withdrawn").asBoolean();
    }
}
