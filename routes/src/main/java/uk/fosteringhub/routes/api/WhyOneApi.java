package uk.fosteringhub.routes.api;

import java.util.Optional;
import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.identity.decide.Makeup;
import uk.fosteringhub.core.identity.decide.WhyOne;
import uk.fosteringhub.core.reveal.RestrictedViews;
import uk.fosteringhub.core.reveal.Subject;
import uk.fosteringhub.routes.identity.IdentityJson;

/** {@code GET /api/identity/why/{type}/{id}}: why some source records are one record. */
final class WhyOneApi extends IdentityEndpoint {
    private final RestrictedViews views;

    WhyOneApi(IdentityDesk desk, RestrictedViews views) {
        super(desk);
        this.views = views;
    }

    @Override
    public void configure() {
        Params.id(
                        rest("/api/identity/why")
                                .get("/{type}/{id}")
                                .id("api-why-one")
                                .tag("identity")
                                .description("Why some source records are one record: the decisions, the newest first,"
                                        + " names in common, earlier hub ids, splits and who had seen what was split."
                                        + " Scope: read; restricted for restricted persons.")
                                .produces("application/json")
                                .param()
                                .name("type")
                                .type(RestParamType.path)
                                .dataType("string")
                                .description("Such as person")
                                .endParam(),
                        "Hub id")
                .responseMessage(200, "The record's makeup")
                .responseMessage(404, "None of this type and number that you may see")
                .to("direct:api-why-one");
        from("direct:api-why-one").routeId("api-why-one-answer").process(this::answer);
    }

    @Override
    Reply carryOut(Request request) throws Refused {
        WhyOne.Why why =
                desk.why().of(type(request), id(request), restricted(request)).orElseThrow(IdentityEndpoint::none);
        Makeup makeup = why.makeup();
        if (makeup.restricted()) {
            views.note(
                    request.caller().actor(),
                    Subject.record(makeup.type(), makeup.entity()),
                    Optional.of(makeup.entity()));
        }
        return Reply.json(200, IdentityJson.why(why));
    }
}
