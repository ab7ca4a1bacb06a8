package uk.fosteringhub.connectors.transport;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer that has to be there whole, to its last byte, within a time. The client's own limit ends with the
 * headers; breaking the whole exchange off from outside would take {@code sendAsync}, which on two cores starts a thread for
 * every request. Of a long body the beginning is kept. The rest is read, so that the connection can be used again, and thrown
 * away.
 */
final class WholeBody implements HttpResponse.BodySubscriber<String> {
    /** Bytes; problem documents are far shorter. */
    static final int MOST_KEPT = 64 << 10;

    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private final CompletableFuture<String> whole = new CompletableFuture<>();
    private final CompletableFuture<Void> clock = new CompletableFuture<>();
    private final Duration limit;
    private final long asked;

    private WholeBody(Duration limit, long asked) {
        this.limit = limit;
        this.asked = asked;
    }

    /**
     * Gives the body's first {@value #MOST_KEPT} bytes as UTF-8 text.
     *
     * @param limit from now, which is to be just before the request is sent; after it the connection is closed, and sending
     *     ends with {@link HttpTimeoutException}
     */
    static HttpResponse.BodyHandler<String> within(Duration limit) {
        long asked = System.nanoTime();
        return head -> new WholeBody(limit, asked);
    }

    @Override
    public CompletionStage<String> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription body) {
        clock.whenComplete((ended, late) -> {
            if (late != null) {
                whole.completeExceptionally(
                        new HttpTimeoutException("the answer was not there whole within " + limit.toMillis() + " ms"));
                body.cancel();
            }
        });
        clock.orTimeout(limit.toNanos() - (System.nanoTime() - asked), TimeUnit.NANOSECONDS);
        body.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        for (ByteBuffer bytes : part) {
            byte[] kept = new byte[Math.min(bytes.remaining(), MOST_KEPT - beginning.size())];
            bytes.get(kept);
            beginning.write(kept, 0, kept.length);
        }
    }

    @Override
    public void onError(Throwable brokenOff) {
        whole.completeExceptionally(brokenOff);
        clock.complete(null);
    }

    @Override
    public void onComplete() {
        whole.complete(beginning.toString(StandardCharsets.UTF_8));
        clock.complete(null);
    }
}
