package uk.fosteringhub.connectors.dbs;

import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Puts one question to the Update Service, at the pace that is set. Only a question that was turned away unread is put
 * again, when the service says so or with growing pauses.
 */
public final class StatusCheckRoute extends RouteBuilder {
    static final String ASK = "direct:dbs-status-check";
    static final String PACE = "hubQuestionsPerSecond";

    private static final int ATTEMPTS_AGAIN = 3;

    private final Duration firstPause;

    /** @param firstPause before the first further attempt; each next one is twice as long */
    public StatusCheckRoute(Duration firstPause) {
        this.firstPause = firstPause;
    }

    @Override
    public void configure() {
        from(ASK)
                .routeId("dbs-status-check")
                .streamCache("false")
                .onException(NotTaken.class)
                .maximumRedeliveries(ATTEMPTS_AGAIN)
                .redeliveryDelay(firstPause.toMillis())
                .useExponentialBackOff()
                .maximumRedeliveryDelay(Duration.ofMinutes(1).toMillis())
                .onExceptionOccurred(StatusCheckRoute::waitAsAsked)
                .retryAttemptedLogLevel(LoggingLevel.DEBUG)
                .logExhausted(false)
                .end()
                .onException(Exception.class)
                // said outright: after a first redelivery Camel would go on with the policy of the exception before
                .maximumRedeliveries(0)
                .logExhausted(false)
                .end()
                .throttle(exchangeProperty(PACE))
                .process(new AskStatus());
    }

    private static void waitAsAsked(Exchange exchange) {
        NotTaken notTaken = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, NotTaken.class);
        Optional<Duration> asked = notTaken == null ? Optional.empty() : notTaken.retryAfter();
        asked.ifPresentOrElse(
                wait -> exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, wait.toMillis()),
                () -> exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY));
    }
}
