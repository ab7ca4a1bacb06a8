package uk.fosteringhub.routes.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.failures.FailureGroups.By;
import uk.fosteringhub.core.failures.WrongQuery;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.routes.failures.FailureJson;

/** {@code GET /api/failure-groups}: failures by one or two things they have in common. */
final class FailureGroupsApi extends FailureEndpoint {

    FailureGroupsApi(FailureWork work) {
        super(work);
    }

    @Override
    public void configure() {
        rest("/api/failure-groups")
                .get()
                .id("api-failure-groups")
                .tag("failures")
                .description(
                        "Failures by one or two of feed, step, kind, field, rule and value, with counts and trend; open"
                                + " ones unless the query says otherwise. Scope: read.")
                .produces("application/json")
                .param()
                .name("by")
                .type(RestParamType.query)
                .dataType("string")
                .required(false)
                .description("Such as feed,rule")
                .endParam()
                .param()
                .name("query")
                .type(RestParamType.query)
                .dataType("string")
                .required(false)
                .endParam()
                .responseMessage(200, "The groups, the largest first")
                .responseMessage(400, "A wrong parameter or query")
                .to("direct:api-failure-groups");
        from("direct:api-failure-groups").routeId("api-failure-groups-answer").process(this::answer);
    }

    @Override
    Reply carryOut(Request request) throws Refused, WrongQuery {
        List<By> by = by(request.query("by").orElse("feed,rule"));
        var query = request.query("query").isEmpty() && request.query("state").isEmpty()
                ? uk.fosteringhub.core.failures.FailureQuery.of("state:open").and(query(request))
                : query(request);
        return Reply.json(
                200,
                FailureJson.groups(
                        work.groups().of(query, by.get(0), by.get(by.size() - 1)), by.get(0), by.get(by.size() - 1)));
    }

    private static List<By> by(String text) throws Refused {
        try {
            List<By> by = Arrays.stream(text.split(","))
                    .map(word -> By.valueOf(word.strip().toUpperCase(Locale.ROOT)))
                    .toList();
            if (by.size() <= 2) {
                return by;
            }
        } catch (IllegalArgumentException unknown) {
            // told below
        }
        throw Refused.of(400, "Wrong parameter", "by", "by is one or two of feed, step, kind, field, rule, value.");
    }
}
