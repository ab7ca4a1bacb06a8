package uk.fosteringhub.routes.api;

import java.util.Optional;
import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.lookup.records.WholeRecord;
import uk.fosteringhub.core.lookup.records.WholeRecords;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.reveal.RestrictedViews;
import uk.fosteringhub.core.reveal.Subject;
import uk.fosteringhub.routes.settings.Scope;

/** {@code GET /api/records/{type}/{id}}: one record and everything the hub knows about it. */
final class RecordApi extends Endpoint {
    private final WholeRecords records;
    private final RestrictedViews views;

    RecordApi(WholeRecords records, RestrictedViews views) {
        this.records = records;
        this.views = views;
    }

    @Override
    public void configure() {
        Params.id(
                        rest("/api/records")
                                .get("/{type}/{id}")
                                .id("api-record")
                                .tag("look up")
                                .description(
                                        "A record: what holds and where each value comes from, what each system says,"
                                                + " every change and what became of it at the targets, what points to it, and what"
                                                + " of it failed. Scope: read; restricted for restricted persons.")
                                .produces("application/json")
                                .param()
                                .name("type")
                                .type(RestParamType.path)
                                .dataType("string")
                                .description("Such as person")
                                .endParam(),
                        "Hub id")
                .responseMessage(200, "The record")
                .responseMessage(404, "None of this type and number that you may see")
                .to("direct:api-record");
        from("direct:api-record").routeId("api-record-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        String name = request.exchange().getMessage().getHeader("type", String.class);
        RecordType type = RecordTypes.named(String.valueOf(name)).orElseThrow(RecordApi::none);
        WholeRecord record = records.of(
                        type,
                        request.id().orElseThrow(RecordApi::none),
                        request.caller().may(Scope.RESTRICTED))
                .orElseThrow(RecordApi::none);
        if (record.record().restricted()) {
            views.note(
                    request.caller().actor(),
                    Subject.record(type, record.record().id()),
                    Optional.of(record.record().id()));
        }
        return Reply.json(200, RecordJson.of(record));
    }

    /** Nobody is told that there is something to hide. */
    private static Refused none() {
        return new Refused(404, "No such record", "There is no record of this type and number that you may see.");
    }
}
