package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import uk.fosteringhub.core.differences.DifferenceList;
import uk.fosteringhub.core.differences.ListedDifference;

/** {@code GET /api/differences}: where systems say different things, the newest first. */
final class DifferencesApi extends Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DifferenceList differences;

    DifferencesApi(DifferenceList differences) {
        this.differences = differences;
    }

    @Override
    public void configure() {
        Map<String, String> parameters = new LinkedHashMap<>(DifferenceQuery.PARAMETERS);
        parameters.put("limit", "How many, 1 to 500; 50 unless given");
        parameters.put("after", "The last number of the page before");
        Params.query(
                        rest("/api/differences")
                                .get()
                                .id("api-differences")
                                .tag("differences")
                                .description(
                                        "Where one system says something else about a field than the one whose value"
                                                + " holds, the newest first. Scope: read; restricted for restricted persons.")
                                .produces("application/json"),
                        parameters)
                .responseMessage(200, "A page of differences")
                .responseMessage(400, "A wrong parameter")
                .to("direct:api-differences");
        from("direct:api-differences").routeId("api-differences-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode list = document.putArray("differences");
        for (ListedDifference difference :
                differences.of(DifferenceQuery.of(request), request.after(), request.limit())) {
            ObjectNode json = list.addObject()
                    .put("id", difference.id())
                    .put("recordType", difference.recordType())
                    .put("entity", difference.entity())
                    .put("field", difference.field())
                    .put("owner", difference.owner())
                    .put("ownerValue", difference.ownerValue())
                    .put("other", difference.other())
                    .put("otherValue", difference.otherValue())
                    .put("since", difference.since().toString())
                    .put("restricted", difference.restricted());
            difference.acceptance().ifPresent(acceptance -> json.putObject("accepted")
                    .put("reason", acceptance.reason())
                    .put("by", acceptance.actor())
                    .put("at", acceptance.at().toString()));
        }
        return Reply.json(200, document.toPrettyString());
    }
}
