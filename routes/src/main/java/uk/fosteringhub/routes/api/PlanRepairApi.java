package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.differences.DifferenceFilter;
import uk.fosteringhub.core.differences.RepairPlans;
import uk.fosteringhub.routes.settings.Scope;

/** {@code POST /api/repair-plans}: a draft from chosen differences, or from all open ones that fit. */
final class PlanRepairApi extends Endpoint {
    private final RepairPlans plans;

    PlanRepairApi(RepairPlans plans) {
        this.plans = plans;
    }

    @Override
    public void configure() {
        Params.body(
                        rest("/api/repair-plans")
                                .post()
                                .id("api-plan-repair")
                                .tag("differences")
                                .description(
                                        "Draft a repair plan from differences by their numbers, or from all open ones"
                                                + " that fit. Nothing is told to any system before it is released. Scope: operate.")
                                .produces("application/json"),
                        "{\"differences\":[12,13]} or {\"filter\":{\"record\":\"enquiry\",\"field\":\"source\","
                                + "\"owner\":\"lafse\",\"other\":\"lcs\"}}")
                .responseMessage(201, "The draft; Location says where it is")
                .responseMessage(400, "Wrong body, or too many for one plan")
                .responseMessage(409, "None of them is still so and open")
                .to("direct:api-plan-repair");
        from("direct:api-plan-repair").routeId("api-plan-repair-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        JsonNode body = Body.required(request).object();
        String actor = request.caller().actor();
        boolean restricted = request.caller().may(Scope.RESTRICTED);
        try {
            Optional<Long> plan = body.has("filter")
                    ? plans.plan(filter(body.path("filter"), restricted), actor)
                    : plans.plan(numbers(body.path("differences")), restricted, actor);
            long id = plan.orElseThrow(() -> new Refused(
                    409,
                    "Nothing to repair",
                    "None of these differences is still so and open, as far as you may see."));
            return Reply.json(201, "{\"repairPlan\":" + id + "}").with("Location", "/api/repair-plans/" + id);
        } catch (IllegalArgumentException tooMany) {
            throw new Refused(400, "Wrong request", tooMany.getMessage());
        }
    }

    private static List<Long> numbers(JsonNode named) throws Refused {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode number : named) {
            if (!number.canConvertToLong()) {
                throw Refused.of(400, "Wrong request", "differences", "differences is a list of numbers.");
            }
            numbers.add(number.asLong());
        }
        if (numbers.isEmpty()) {
            throw new Refused(
                    400, "Wrong request", "Name differences by their numbers, {\"differences\":[12,13]}, or a filter.");
        }
        return numbers;
    }

    private static DifferenceFilter filter(JsonNode filter, boolean restricted) {
        return new DifferenceFilter(
                text(filter, "record"),
                text(filter, "field"),
                text(filter, "owner"),
                text(filter, "other"),
                text(filter, "system"),
                Optional.empty(),
                Optional.of(false),
                restricted);
    }

    private static Optional<String> text(JsonNode filter, String name) {
        return Optional.of(filter.path(name).asText("")).filter(text -> !text.isBlank());
    }
}
