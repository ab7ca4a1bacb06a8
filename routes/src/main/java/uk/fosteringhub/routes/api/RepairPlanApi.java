package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import uk.fosteringhub.core.differences.RepairList;
import uk.fosteringhub.core.differences.RepairPlan;
import uk.fosteringhub.routes.settings.Scope;

/** {@code GET /api/repair-plans/{id}}: one plan with its items and how far they are. */
final class RepairPlanApi extends Endpoint {
    private final RepairList repairs;

    RepairPlanApi(RepairList repairs) {
        this.repairs = repairs;
    }

    @Override
    public void configure() {
        Params.query(
                        Params.id(
                                rest("/api/repair-plans")
                                        .get("/{id}")
                                        .id("api-repair-plan")
                                        .tag("differences")
                                        .description(
                                                "A repair plan: which system is told which value, what a person has to"
                                                        + " do, and how far it is. Scope: read; restricted for restricted persons.")
                                        .produces("application/json"),
                                "Number of the plan"),
                        Map.of(
                                "limit", "How many items, 1 to 500; 50 unless given",
                                "after", "The last item of the page before"))
                .responseMessage(200, "The plan")
                .responseMessage(404, "None of this number")
                .to("direct:api-repair-plan");
        from("direct:api-repair-plan").routeId("api-repair-plan-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        RepairPlan plan = request.id().flatMap(repairs::one).orElseThrow(RepairPlanApi::none);
        ObjectNode document = RepairJson.of(plan);
        ArrayNode items = document.putArray("list");
        repairs.items(
                        plan.id(),
                        (int) Math.min(request.after(), Integer.MAX_VALUE),
                        request.limit(),
                        request.caller().may(Scope.RESTRICTED))
                .forEach(item -> items.add(RepairJson.of(item)));
        return Reply.json(200, document.toPrettyString());
    }

    static Refused none() {
        return new Refused(404, "No such repair plan", "There is no repair plan of this number.");
    }
}
