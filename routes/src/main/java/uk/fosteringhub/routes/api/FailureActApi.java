package uk.fosteringhub.routes.api;

import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.failures.FailureRefused;
import uk.fosteringhub.core.replay.Editing;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.routes.failures.FailureJson;

/** {@code POST /api/failures/{id}/ACT}: what is done about one failure. */
final class FailureActApi extends FailureEndpoint {

    /** What can be done. */
    enum Act {
        DISCARD("Say that nothing is to be done: {\"version\":3,\"reason\":\"…\"}"),
        OPEN("Open a discarded one again: {\"version\":3,\"reason\":\"…\"}"),
        NOTE("Add a note: {\"note\":\"…\"}"),
        EDIT("Replace the record and replay it: {\"version\":3,\"record\":{…},\"reason\":\"…\",\"token\":\"…\"}");

        private final String about;

        Act(String about) {
            this.about = about;
        }

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Act act;

    FailureActApi(FailureWork work, Act act) {
        super(work);
        this.act = act;
    }

    @Override
    public void configure() {
        rest("/api/failures")
                .post("/{id}/" + act.word())
                .id("api-failure-" + act.word())
                .tag("failures")
                .description(act.about + ". Scope: operate.")
                .produces("application/json")
                .param()
                .name("id")
                .type(RestParamType.path)
                .dataType("integer")
                .endParam()
                .param()
                .name("body")
                .type(RestParamType.body)
                .dataType("object")
                .endParam()
                .responseMessage(200, "Done")
                .responseMessage(409, "Somebody was faster; the detail says who did what")
                .responseMessage(422, "It cannot be done")
                .to("direct:api-failure-" + act.word());
        from("direct:api-failure-" + act.word())
                .routeId("api-failure-" + act.word() + "-answer")
                .process(this::answer);
    }

    @Override
    Reply carryOut(Request request) throws Refused, FailureRefused {
        long id = id(request, "failure");
        Body body = Body.of(request);
        String actor = request.caller().actor();
        switch (act) {
            case DISCARD -> work.desk().discard(id, body.version(), actor, body.text("reason"));
            case OPEN -> work.desk().open(id, body.version(), actor, body.text("reason"));
            case NOTE -> work.desk().note(id, actor, body.text("note"));
            case EDIT -> {
                String record = body.object().path("record").toString();
                var wanted = new Editing.Wanted(id, body.version(), record, actor, body.text("reason"));
                return Reply.json(
                        202,
                        FailureJson.of(work.replays().editing().replaceAndReplay(wanted, body.text("token")))
                                .toPrettyString());
            }
        }
        return Reply.json(
                200,
                work.desk()
                        .one(id)
                        .map(failure -> FailureJson.of(failure.found()).toPrettyString())
                        .orElse("{}"));
    }
}
