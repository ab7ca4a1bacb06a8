package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import uk.fosteringhub.core.differences.DifferenceList;

/** {@code GET /api/differences/counts}: how many, by record type, field and systems. */
final class DifferenceCountsApi extends Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DifferenceList differences;

    DifferenceCountsApi(DifferenceList differences) {
        this.differences = differences;
    }

    @Override
    public void configure() {
        Params.query(
                        rest("/api/differences/counts")
                                .get()
                                .id("api-difference-counts")
                                .tag("differences")
                                .description(
                                        "How many differences there are, by record type, field and systems, the most"
                                                + " first. Scope: read; restricted for restricted persons.")
                                .produces("application/json"),
                        DifferenceQuery.PARAMETERS)
                .responseMessage(200, "The counts")
                .to("direct:api-difference-counts");
        from("direct:api-difference-counts")
                .routeId("api-difference-counts-answer")
                .process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode counts = document.putArray("counts");
        differences.counts(DifferenceQuery.of(request)).forEach(count -> counts.addObject()
                .put("recordType", count.recordType())
                .put("field", count.field())
                .put("owner", count.owner())
                .put("other", count.other())
                .put("open", count.open())
                .put("accepted", count.accepted()));
        return Reply.json(200, document.toPrettyString());
    }
}
