package uk.fosteringhub.routes.api;

import uk.fosteringhub.core.differences.RepairList;
import uk.fosteringhub.core.differences.RepairPlan;
import uk.fosteringhub.core.differences.RepairPlans;

/** {@code POST /api/repair-plans/{id}/release}: tells the systems what the plan says. */
final class ReleaseRepairApi extends Endpoint {
    private final RepairPlans plans;
    private final RepairList repairs;
    private final Runnable handOn;

    /** @param handOn lets waiting changes be handed on at once */
    ReleaseRepairApi(RepairPlans plans, RepairList repairs, Runnable handOn) {
        this.plans = plans;
        this.repairs = repairs;
        this.handOn = handOn;
    }

    @Override
    public void configure() {
        Params.id(
                        rest("/api/repair-plans")
                                .post("/{id}/release")
                                .id("api-release-repair")
                                .tag("differences")
                                .description(
                                        "Release a draft: all of it is put on its way, or nothing. Releasing it again"
                                                + " changes nothing. Scope: operate.")
                                .produces("application/json"),
                        "Number of the plan")
                .responseMessage(200, "The plan as released")
                .responseMessage(404, "None of this number")
                .responseMessage(409, "It was dropped")
                .to("direct:api-release-repair");
        from("direct:api-release-repair").routeId("api-release-repair-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        long id = request.id().orElseThrow(RepairPlanApi::none);
        if (plans.release(id, request.caller().actor())) {
            handOn.run();
        }
        RepairPlan plan = repairs.one(id).orElseThrow(RepairPlanApi::none);
        if (plan.state().equals("dropped")) {
            throw new Refused(409, "Dropped", "This plan was dropped; draft a new one.");
        }
        return Reply.json(200, RepairJson.of(plan).toPrettyString());
    }
}
