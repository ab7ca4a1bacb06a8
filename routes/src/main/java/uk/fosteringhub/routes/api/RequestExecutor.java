package uk.fosteringhub.routes.api;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Requests are answered by the threads that took them in, whose number is the limit of requests at once: handing them over
 * to others costs more than it gains. Camel asks for an executor of this kind.
 */
final class RequestExecutor extends ThreadPoolTaskExecutor {
    private static final long serialVersionUID = 1L;

    RequestExecutor() {
        setCorePoolSize(0);
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }
}
