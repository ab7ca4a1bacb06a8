package uk.fosteringhub.routes.api;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.RestParamType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.store.StoreUnavailable;

/** One request of the REST interface: whatever happens, the caller gets an answer that says what. */
abstract class Endpoint extends RouteBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
    private static final String LATER_SECONDS = "10";

    /** @throws Refused with the problem to be told */
    abstract Reply reply(Request request) throws Refused;

    /**
     * Says that a list has pages: {@code limit} and {@code after}, as {@link Request#limit()} and {@link Request#after()} read
     * them.
     *
     * @param number what an entry is told from others by
     */
    static RestDefinition inPages(RestDefinition list, String number) {
        return list.param()
                .name("limit")
                .type(RestParamType.query)
                .dataType("integer")
                .required(false)
                .description("How many, 1 to 500; 50 unless given")
                .endParam()
                .param()
                .name("after")
                .type(RestParamType.query)
                .dataType("integer")
                .required(false)
                .description("The last " + number + " of the page before")
                .endParam()
                .responseMessage(400, "A wrong parameter");
    }

    final void answer(Exchange exchange) {
        outcome(Request.of(exchange)).to(exchange);
    }

    private Reply outcome(Request request) {
        try {
            return reply(request);
        } catch (Refused refused) {
            return refused.problem().reply();
        } catch (StoreUnavailable gone) {
            LOG.warn("request={} outcome=unavailable {}", request.servlet().getRequestURI(), gone.getMessage());
            return new Problem(
                            503,
                            "The store is away",
                            "The hub cannot use its database now. Nothing of this request was taken; send it again"
                                    + " later.")
                    .with("Retry-After", LATER_SECONDS)
                    .reply();
        } catch (RuntimeException defect) {
            LOG.error("request={} outcome=failed", request.servlet().getRequestURI(), defect);
            return new Problem(500, "The hub failed", "This is the hub's fault; its log says why.").reply();
        }
    }
}
