package uk.fosteringhub.routes.api;

import java.util.Optional;
import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.push.PushReceipt;
import uk.fosteringhub.core.settings.FeedSettings;

/** {@code POST /api/lafse/referrals}: the regional recruitment platform pushes one referral, signed. */
final class ReferralApi extends Endpoint {
    private static final String SYSTEM = "lafse";

    private final Pushing pushing;
    private final PushRefusals refusals;
    private final Optional<Signature> signature;

    /** @param signature empty: no secret is shared with the platform, so nobody gets in */
    ReferralApi(Pushing pushing, PushRefusals refusals, Optional<Signature> signature) {
        this.pushing = pushing;
        this.refusals = refusals;
        this.signature = signature;
    }

    @Override
    public void configure() {
        rest("/api/lafse/referrals")
                .post()
                .id("api-referral")
                .tag("push")
                .description("A referral of the regional platform, signed with the shared secret in place of a key")
                .consumes("application/json")
                .produces("application/json")
                .param()
                .name(Signature.TIMESTAMP)
                .type(RestParamType.header)
                .dataType("integer")
                .required(true)
                .description("Seconds since 1970 at the time of signing")
                .endParam()
                .param()
                .name(Signature.SIGNATURE)
                .type(RestParamType.header)
                .dataType("string")
                .required(true)
                .description("v1= and the HMAC-SHA256, in hexadecimal, of time stamp, full stop and body")
                .endParam()
                .param()
                .name("body")
                .type(RestParamType.body)
                .dataType("object")
                .required(true)
                .description("The referral, as an element of the pull")
                .endParam()
                .responseMessage(202, "Kept")
                .responseMessage(401, "The signature does not hold, or the call is not fresh")
                .responseMessage(409, "This very call came before; nothing was done again")
                .responseMessage(422, "Members break a rule")
                .responseMessage(503, "Too much at once, or the store is away")
                .to("direct:api-referral");
        from("direct:api-referral").routeId("api-referral-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        Optional<FeedSettings> feed = pushing.feed(SYSTEM, "enquiry");
        return refusals.of(feed.map(FeedSettings::name), () -> take(request, feed));
    }

    private Reply take(Request request, Optional<FeedSettings> feed) throws Refused {
        Optional<String> sent = request.header(Signature.SIGNATURE);
        boolean holds = signature
                .filter(one -> one.holds(request.header(Signature.TIMESTAMP), sent, request.body()))
                .isPresent();
        if (!holds || feed.isEmpty()) {
            throw new Refused(Signature.REFUSAL);
        }
        PushReceipt receipt = pushing.keepAsPulled(feed.get(), "signed:" + SYSTEM, sent.orElseThrow(), request.body());
        if (receipt.kept() != PushReceipt.Kept.NEW) {
            throw new Refused(
                    409, "Came before", "This very call came before and was taken then. Nothing was done again.");
        }
        return PushApi.accepted(receipt);
    }
}
