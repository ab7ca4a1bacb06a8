package uk.fosteringhub.console.identity;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.util.UriComponentsBuilder;
import uk.fosteringhub.core.identity.decide.Consequence;
import uk.fosteringhub.core.identity.decide.ReviewQueue;
import uk.fosteringhub.core.records.RecordTypes;

/**
 * A filter of the review queue, as it stands in the address; each empty for all.
 *
 * @param show what of the queue, such as {@code unsure}
 * @param type kind of record
 * @param system one of the two systems
 * @param touches what a wrong answer would touch
 */
record QueueAsked(String show, String type, String system, String touches) {
    QueueAsked {
        show = show == null ? "" : show.strip();
        type = type == null ? "" : type.strip();
        system = system == null ? "" : system.strip();
        touches = touches == null ? "" : touches.strip();
    }

    /** What is no such word asks for all. */
    ReviewQueue.Filter filter(boolean restricted) {
        return new ReviewQueue.Filter(
                Arrays.stream(ReviewQueue.Which.values())
                        .filter(which -> which.name().equalsIgnoreCase(show))
                        .findFirst()
                        .orElse(ReviewQueue.Which.ALL),
                RecordTypes.named(type),
                Optional.of(system).filter(name -> !name.isEmpty()),
                Arrays.stream(Consequence.values())
                        .filter(one -> one.name().equalsIgnoreCase(touches))
                        .findFirst(),
                restricted);
    }

    /** The address of a page with this filter. */
    public String at(String path) {
        return at(path, 0);
    }

    /** @param after the pair behind which to go on; 0 for none */
    public String at(String path, long after) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        Map<String, Object> values = new LinkedHashMap<>();
        put(address, values, "show", show);
        put(address, values, "type", type);
        put(address, values, "system", system);
        put(address, values, "touches", touches);
        put(address, values, "after", after == 0 ? "" : String.valueOf(after));
        return address.encode().buildAndExpand(values).toUriString();
    }

    private static void put(UriComponentsBuilder address, Map<String, Object> values, String name, String value) {
        if (!value.isEmpty()) {
            address.queryParam(name, "{" + name + "}");
            values.put(name, value);
        }
    }
}
