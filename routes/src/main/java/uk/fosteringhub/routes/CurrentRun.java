package uk.fosteringhub.routes;

import java.util.concurrent.atomic.AtomicReference;
import uk.fosteringhub.core.runs.Run;
import uk.fosteringhub.core.sync.Progress;

/** The run that this process leads right now; there is at most one. */
public final class CurrentRun {

    /** A run and who watches it. */
    public record Led(Run run, Progress progress) {}

    private final AtomicReference<Led> led = new AtomicReference<>();

    void begin(Run run, Progress progress) {
        led.set(new Led(run, progress));
    }

    void end() {
        led.set(null);
    }

    Led get() {
        Led now = led.get();
        if (now == null) {
            throw new IllegalStateException("a delivery arrived outside a run");
        }
        return now;
    }
}
