package uk.fosteringhub.connectors.transport;

import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** Fetches one page; a server that cannot answer just now is asked again a few times, when it says so or with growing pauses. */
public final class JsonPageRoute extends RouteBuilder {
    static final String PAGE = "direct:json-page";

    private static final int ATTEMPTS_AGAIN = 4;

    private final Duration firstPause;

    /** @param firstPause before the first further attempt; each next one is twice as long */
    public JsonPageRoute(Duration firstPause) {
        this.firstPause = firstPause;
    }

    @Override
    public void configure() {
        from(PAGE)
                .routeId("json-page")
                .streamCache("false")
                .onException(PageNotReady.class)
                .maximumRedeliveries(ATTEMPTS_AGAIN)
                .redeliveryDelay(firstPause.toMillis())
                .useExponentialBackOff()
                .maximumRedeliveryDelay(Duration.ofMinutes(1).toMillis())
                .onExceptionOccurred(JsonPageRoute::waitAsAsked)
                .retryAttemptedLogLevel(LoggingLevel.DEBUG)
                .logExhausted(false)
                .end()
                .onException(Exception.class)
                // said outright: after a first redelivery Camel would go on with the policy of the exception before
                .maximumRedeliveries(0)
                .logExhausted(false)
                .end()
                .process(new PageFetch());
    }

    private static void waitAsAsked(Exchange exchange) {
        PageNotReady notReady = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, PageNotReady.class);
        Optional<Duration> asked = notReady == null ? Optional.empty() : notReady.retryAfter();
        asked.ifPresentOrElse(
                wait -> exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, wait.toMillis()),
                () -> exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY));
    }
}
