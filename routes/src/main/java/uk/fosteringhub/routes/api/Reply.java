package uk.fosteringhub.routes.api;

import java.util.Map;
import org.apache.camel.Exchange;

/** What goes back to the caller; what the request brought along does not. */
record Reply(int status, String mediaType, String body, Map<String, String> headers) {

    static Reply json(int status, String body) {
        return new Reply(status, "application/json", body, Map.of());
    }

    Reply with(String header, String value) {
        Map<String, String> more = new java.util.LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, mediaType, body, more);
    }

    void to(Exchange exchange) {
        exchange.getMessage().removeHeaders("*");
        headers.forEach(exchange.getMessage()::setHeader);
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, mediaType);
        exchange.getMessage().setBody(body);
    }
}
