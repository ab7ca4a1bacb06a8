package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import uk.fosteringhub.core.differences.RepairList;

/** {@code GET /api/repair-plans}: the plans, the newest first. */
final class RepairPlansApi extends Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RepairList repairs;

    RepairPlansApi(RepairList repairs) {
        this.repairs = repairs;
    }

    @Override
    public void configure() {
        Params.query(
                        rest("/api/repair-plans")
                                .get()
                                .id("api-repair-plans")
                                .tag("differences")
                                .description("Repair plans, the newest first. Scope: read.")
                                .produces("application/json"),
                        Map.of(
                                "limit", "How many, 1 to 500; 50 unless given",
                                "after", "The last number of the page before"))
                .responseMessage(200, "A page of plans")
                .to("direct:api-repair-plans");
        from("direct:api-repair-plans").routeId("api-repair-plans-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode plans = document.putArray("repairPlans");
        repairs.of(request.after(), request.limit()).forEach(plan -> plans.add(RepairJson.of(plan)));
        return Reply.json(200, document.toPrettyString());
    }
}
