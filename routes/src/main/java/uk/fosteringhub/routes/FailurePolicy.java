package uk.fosteringhub.routes;

import java.time.Duration;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;
import uk.fosteringhub.core.store.StoreUnavailable;

/**
 * What happens when a step fails, for all routes: a database or disk that is away for a moment is tried again at the same
 * step; anything else goes back at once to whoever sent the message, who says in a sentence that it stopped.
 */
public final class FailurePolicy extends RouteConfigurationBuilder {
    private static final int ATTEMPTS_AGAIN = 3;

    private final Duration firstPause;

    /** @param firstPause before the first further attempt; each next one is three times as long */
    public FailurePolicy(Duration firstPause) {
        this.firstPause = firstPause;
    }

    @Override
    public void configuration() {
        // without a name it is for all routes
        routeConfiguration()
                .onException(StoreUnavailable.class)
                .maximumRedeliveries(ATTEMPTS_AGAIN)
                .redeliveryDelay(firstPause.toMillis())
                .backOffMultiplier(3)
                .useExponentialBackOff()
                .retryAttemptedLogLevel(LoggingLevel.INFO)
                .logStackTrace(false)
                .logExhausted(false)
                .end()
                .onException(Exception.class)
                .logExhausted(false)
                .logStackTrace(false)
                .end();
    }
}
