package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.lookup.records.Asked;
import uk.fosteringhub.core.lookup.records.FoundRecord;
import uk.fosteringhub.core.lookup.records.RecordFinder;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.routes.settings.Scope;

/** {@code GET /api/records}: finds records by what is known of them. */
final class FindRecordsApi extends Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> PARAMETERS = new LinkedHashMap<>();

    static {
        PARAMETERS.put(
                "q",
                "What one search box holds: name, birth date, postcode, telephone number, e-mail address,"
                        + " NHS number, hub id, source key; instead of the following");
        PARAMETERS.put("name", "Words of a name or their beginnings");
        PARAMETERS.put("birthDate", "Such as 1981-05-03");
        PARAMETERS.put("postcode", "The whole or its beginning");
        PARAMETERS.put("phone", "In any form");
        PARAMETERS.put("email", "The whole or its beginning");
        PARAMETERS.put("nhsNumber", "Ten digits");
        PARAMETERS.put("referral", "Regional referral id");
        PARAMETERS.put("id", "Hub id, also one that was given up for another");
        PARAMETERS.put("system", "Whose key it is, such as lcs");
        PARAMETERS.put("key", "Source key");
        PARAMETERS.put("type", "Only records of this type, such as person");
        PARAMETERS.put("from", "How many to pass over");
        PARAMETERS.put("limit", "How many, 1 to 500; 50 unless given");
    }

    private final RecordFinder finder;

    FindRecordsApi(RecordFinder finder) {
        this.finder = finder;
    }

    @Override
    public void configure() {
        Params.query(
                        rest("/api/records")
                                .get()
                                .id("api-find-records")
                                .tag("look up")
                                .description(
                                        "Records by what is known of them: persons, households and enquiries by what"
                                                + " they say, records of every type by hub id and source key. All that is given has"
                                                + " to fit. Scope: read; restricted for restricted persons.")
                                .produces("application/json"),
                        PARAMETERS)
                .responseMessage(200, "Those found, perhaps none")
                .responseMessage(400, "Nothing to look for, or a wrong parameter")
                .to("direct:api-find-records");
        from("direct:api-find-records").routeId("api-find-records-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode records = document.putArray("records");
        for (FoundRecord record : found(request)) {
            ObjectNode json = records.addObject()
                    .put("id", record.id())
                    .put("recordType", record.recordType())
                    .put("label", record.label());
            record.birthDate().ifPresent(date -> json.put("birthDate", date));
            record.postcode().ifPresent(postcode -> json.put("postcode", postcode));
            json.put("restricted", record.restricted())
                    .put("ended", record.ended())
                    .put("href", "/api/records/" + record.recordType() + "/" + record.id());
        }
        return Reply.json(200, document.toPrettyString());
    }

    private List<FoundRecord> found(Request request) throws Refused {
        boolean restricted = request.caller().may(Scope.RESTRICTED);
        int from = (int) request.number("from", 0, 0, 10_000);
        Optional<String> box = request.query("q");
        if (box.isPresent()) {
            return finder.find(box.get(), type(request), from, request.limit(), restricted);
        }
        Asked asked = new Asked(
                type(request),
                request.query("name"),
                birthDate(request),
                request.query("postcode"),
                request.query("phone"),
                request.query("email"),
                request.query("nhsNumber"),
                request.query("referral"),
                Optional.of(request.number("id", 0, 0, Long.MAX_VALUE)).filter(id -> id > 0),
                request.query("system"),
                request.query("key"),
                from,
                request.limit(),
                restricted);
        if (asked.isEmpty()) {
            throw new Refused(
                    400,
                    "Wrong parameters",
                    "Say what to look for, such as ?name=khan&birthDate=1981-05-03 or ?q=khan.");
        }
        return finder.find(asked);
    }

    private static Optional<LocalDate> birthDate(Request request) throws Refused {
        try {
            return request.query("birthDate").map(LocalDate::parse);
        } catch (DateTimeException wrong) {
            throw Refused.of(400, "Wrong parameter", "birthDate", "birthDate is a date such as 1981-05-03.");
        }
    }

    static Optional<RecordType> type(Request request) throws Refused {
        Optional<String> name = request.query("type");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(RecordTypes.named(name.get())
                .orElseThrow(() -> new Refused(
                        400,
                        "Wrong parameter",
                        "type is one of "
                                + String.join(
                                        ", ",
                                        RecordTypes.all().stream()
                                                .map(RecordType::name)
                                                .toList())
                                + ".")));
    }
}
