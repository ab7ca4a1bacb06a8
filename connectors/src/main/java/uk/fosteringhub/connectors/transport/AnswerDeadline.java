package uk.fosteringhub.connectors.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * The time in which an answer must be there whole, from connecting to its last byte. The limits that the client itself knows
 * are for each wait: a server that sends a byte now and then never reaches them.
 */
final class AnswerDeadline implements AutoCloseable {
    private static final String ASKED = AnswerDeadline.class.getName() + ".asked";

    private final Duration limit;
    private final ScheduledThreadPoolExecutor clock;

    AnswerDeadline(Duration limit) {
        this.limit = limit;
        this.clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "answer-deadline");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Has a client keep to it. */
    void guard(HttpClientBuilder client) {
        client.addExecInterceptorFirst("whole-answer-in-time", this::watched);
        client.addExecInterceptorBefore(
                ChainElement.MAIN_TRANSPORT.name(), "whole-answer-in-time-asked", (request, scope, chain) -> {
                    scope.clientContext.setAttribute(ASKED, true);
                    return chain.proceed(request, scope);
                });
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private ClassicHttpResponse watched(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        scope.clientContext.setAttribute(ASKED, false);
        Watch watch = new Watch(scope);
        try {
            ClassicHttpResponse answer = chain.proceed(request, scope);
            if (answer.getEntity() == null) {
                watch.end();
            } else {
                answer.setEntity(new WatchedBody(answer.getEntity(), watch));
            }
            return answer;
        } catch (IOException | HttpException | RuntimeException failed) {
            watch.end();
            watch.tell(failed);
            throw failed;
        }
    }

    /** Breaks one exchange off at its deadline, unless it has come to its end before. */
    private final class Watch {
        private final ExecChain.Scope scope;
        private final ScheduledFuture<?> deadline;
        private volatile boolean cut;

        private Watch(ExecChain.Scope scope) {
            this.scope = scope;
            this.deadline = clock.schedule(this::cut, limit.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void cut() {
            cut = true;
            ((Cancellable) scope.originalRequest).cancel();
        }

        private void end() {
            deadline.cancel(false);
        }

        /**
         * Nothing if the exchange went wrong by itself; if it was broken off, says so, and tells a question that may have
         * been read from one that never left.
         */
        private void tell(Exception brokenOff) throws IOException {
            if (!cut) {
                return;
            }
            boolean asked = Boolean.TRUE.equals(scope.clientContext.getAttribute(ASKED));
            String what = " within " + limit.toMillis() + " ms";
            IOException late = asked
                    ? new SocketTimeoutException("the answer was not there whole" + what)
                    : new ConnectTimeoutException("there was no connection" + what);
            late.initCause(brokenOff);
            throw late;
        }
    }

    private static final class WatchedBody extends HttpEntityWrapper {
        private final Watch watch;

        private WatchedBody(HttpEntity body, Watch watch) {
            super(body);
            this.watch = watch;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new WatchedStream(super.getContent(), watch);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (InputStream content = getContent()) {
                content.transferTo(out);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                watch.end();
            }
        }
    }

    private static final class WatchedStream extends FilterInputStream {
        private final Watch watch;

        private WatchedStream(InputStream body, Watch watch) {
            super(body);
            this.watch = watch;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int read = in.read(buffer, offset, length);
                if (read < 0) {
                    watch.end();
                }
                return read;
            } catch (IOException | RuntimeException failed) {
                watch.tell(failed);
                throw failed;
            }
        }

        /** What is left may be read for it, so the deadline still holds. */
        @Override
        public void close() throws IOException {
            try {
                in.close();
            } finally {
                watch.end();
            }
        }
    }
}
