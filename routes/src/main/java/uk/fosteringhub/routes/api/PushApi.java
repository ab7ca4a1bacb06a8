package uk.fosteringhub.routes.api;

import java.util.Optional;
import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.push.PushReceipt;
import uk.fosteringhub.core.settings.FeedSettings;

/** {@code POST /api/enquiries} and the like: a system pushes one record of its own. */
final class PushApi extends Endpoint {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int LONGEST_KEY = 255;

    private final Pushing pushing;
    private final PushRefusals refusals;
    private final String recordType;
    private final String plural;

    /** @param plural the last part of the address */
    PushApi(Pushing pushing, PushRefusals refusals, String recordType, String plural) {
        this.pushing = pushing;
        this.refusals = refusals;
        this.recordType = recordType;
        this.plural = plural;
    }

    @Override
    public void configure() {
        rest("/api/" + plural)
                .post()
                .id("api-push-" + recordType)
                .tag("push")
                .description(
                        "Push one " + recordType + " of the credential's system: a JSON object whose members are named"
                                + " as the columns of the system's mapping. Answered once it is kept; look up what became of it at"
                                + " the Location. Scope: push.")
                .consumes("application/json")
                .produces("application/json")
                .param()
                .name(IDEMPOTENCY_KEY)
                .type(RestParamType.header)
                .dataType("string")
                .required(true)
                .description(
                        "1 to 255 visible ASCII characters of your choice, another for each record. Sent again with the"
                                + " same body it gets the same answer, and nothing is done twice.")
                .endParam()
                .param()
                .name(Signature.TIMESTAMP)
                .type(RestParamType.header)
                .dataType("integer")
                .required(false)
                .description("Where the credential has a signing secret: seconds since 1970 at the time of signing")
                .endParam()
                .param()
                .name(Signature.SIGNATURE)
                .type(RestParamType.header)
                .dataType("string")
                .required(false)
                .description("Likewise: v1= and the HMAC-SHA256, in hexadecimal, of time stamp, full stop and body")
                .endParam()
                .param()
                .name("body")
                .type(RestParamType.body)
                .dataType("object")
                .required(true)
                .description("The record")
                .endParam()
                .responseMessage(202, "Kept; Location says where to look")
                .responseMessage(400, "No JSON object, or no right idempotency key")
                .responseMessage(401, "The credential's pushes must be signed, and this one is not, or is not fresh")
                .responseMessage(409, "This very signed call came before; nothing was done again")
                .responseMessage(403, "The credential lacks the scope push, or its system pushes no such records")
                .responseMessage(413, "The body is too large")
                .responseMessage(422, "Members are unknown or break a rule; or the key came before with another body")
                .responseMessage(503, "Too much at once, or the store is away; Retry-After says when to come back")
                .to("direct:api-push-" + recordType);
        from("direct:api-push-" + recordType)
                .routeId("api-push-" + recordType + "-answer")
                .process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        Optional<String> feed = request.caller()
                .system()
                .flatMap(system -> pushing.feed(system, recordType))
                .map(FeedSettings::name);
        return refusals.of(feed, () -> take(request));
    }

    private Reply take(Request request) throws Refused {
        String system = request.caller()
                .system()
                .orElseThrow(() -> new Refused(
                        403,
                        "No system",
                        "Your credential speaks for no system; hub.api.credentials."
                                + request.caller().name() + ".system says which."));
        FeedSettings feed = pushing.feed(system, recordType)
                .orElseThrow(() -> new Refused(
                        403,
                        "No such feed",
                        "The system " + system + " has no feed with way: push for the record " + recordType + "."));
        PushReceipt receipt = pushing.keep(
                feed,
                request.caller().name(),
                key(request.header(IDEMPOTENCY_KEY)),
                signature(request),
                request.body());
        if (receipt.kept() == PushReceipt.Kept.REPEATED) {
            throw new Refused(
                    409,
                    "Came before",
                    "This very call came before and was taken then. Nothing was done again; to send the record again, sign it"
                            + " anew.");
        }
        if (receipt.kept() == PushReceipt.Kept.OTHER_BODY) {
            throw new Refused(
                    422,
                    "Key used before",
                    "Another body came under this idempotency key before. Nothing of this one was kept; send it under a new"
                            + " key.");
        }
        return accepted(receipt);
    }

    /** Where the caller's credential has a signing secret, a call without a good signature is not the caller's. */
    private static Optional<String> signature(Request request) throws Refused {
        Optional<Signature> wanted = request.caller().signature();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> sent = request.header(Signature.SIGNATURE);
        if (!wanted.get().holds(request.header(Signature.TIMESTAMP), sent, request.body())) {
            throw new Refused(Signature.REFUSAL);
        }
        return sent;
    }

    static Reply accepted(PushReceipt receipt) {
        return Reply.json(202, "{\"id\":" + receipt.id() + ",\"state\":\"received\"}")
                .with("Location", "/api/pushed/" + receipt.id());
    }

    private static String key(Optional<String> written) throws Refused {
        return written.filter(key -> !key.isEmpty() && key.length() <= LONGEST_KEY)
                .filter(key -> key.chars().allMatch(c -> c > 0x20 && c < 0x7F))
                .orElseThrow(() -> Refused.of(
                        400,
                        "No idempotency key",
                        IDEMPOTENCY_KEY,
                        "Send the header Idempotency-Key once, with 1 to 255 visible ASCII characters, another for each"
                                + " record: by it the hub knows a record that is sent again."));
    }
}
