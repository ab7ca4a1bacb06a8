package uk.fosteringhub.core.identity.person;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Features as JSON with short names; what is empty is left out. */
final class FeatureJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FeatureJson() {}

    static String write(PersonFeatures person) {
        ObjectNode node = JSON.createObjectNode();
        put(node, "label", person.label());
        put(node, "source", person.source());
        if (person.restricted()) {
            node.put("restricted", true);
        }
        put(node, "given", person.given());
        put(node, "middle", person.middle());
        put(node, "family", person.family());
        put(node, "previous", person.previous());
        person.birthDate().ifPresent(date -> node.put("born", date.number()));
        put(node, "gender", person.gender());
        put(node, "phones", person.phones());
        put(node, "emails", person.emails());
        for (Address address : person.addresses()) {
            ObjectNode one = node.withArray("/addresses").addObject();
            put(one, "number", address.number());
            put(one, "words", address.words());
            put(one, "postcode", address.postcode());
        }
        put(node, "nhs", person.nhsNumber());
        put(node, "national", person.nationalId());
        return node.toString();
    }

    /** @throws IllegalArgumentException if it is nothing that {@link #write} wrote */
    static PersonFeatures read(String json) {
        JsonNode node;
        try {
            node = JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("The kept features of a person record are no JSON", broken);
        }
        List<Address> addresses = new ArrayList<>();
        for (JsonNode address : node.path("addresses")) {
            addresses.add(new Address(
                    address.path("number").asText(),
                    texts(address.path("words")),
                    address.path("postcode").asText()));
        }
        return new PersonFeatures(
                node.path("label").asText(),
                node.path("source").asText(),
                node.path("restricted").asBoolean(),
                node.path("given").asText(),
                texts(node.path("middle")),
                node.path("family").asText(),
                texts(node.path("previous")),
                BirthDate.ofNumber(node.path("born").asInt()),
                node.path("gender").asText(),
                texts(node.path("phones")),
                texts(node.path("emails")),
                addresses,
                node.path("nhs").asText(),
                node.path("national").asText());
    }

    private static void put(ObjectNode node, String name, String value) {
        if (!value.isEmpty()) {
            node.put(name, value);
        }
    }

    private static void put(ObjectNode node, String name, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = node.putArray(name);
            values.forEach(array::add);
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
