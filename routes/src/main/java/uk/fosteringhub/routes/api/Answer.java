package uk.fosteringhub.routes.api;

import java.util.Map;
import org.apache.camel.Exchange;

/** A JSON answer; what the request brought along does not go back with it. */
final class Answer {
    private Answer() {}

    static void json(Exchange exchange, int status, String body, Map<String, String> headers) {
        exchange.getMessage().removeHeaders("*");
        headers.forEach(exchange.getMessage()::setHeader);
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setBody(body);
    }
}
