package uk.fosteringhub.routes.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import uk.fosteringhub.core.sync.Progress;

/** Live progress on standard error: one line that is overwritten on a terminal, else a line now and then. */
final class ConsoleProgress implements Progress, AutoCloseable {
    private static final long TERMINAL_NANOS = 200_000_000L;
    private static final long PLAIN_NANOS = 5_000_000_000L;
    private static final int WIDTH = 79;

    private final PrintWriter out;
    private final boolean terminal;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final Map<String, String> lastStep = new ConcurrentHashMap<>();
    private boolean drawn;

    ConsoleProgress(PrintWriter out) {
        this(out, "1".equals(System.getenv("HUB_TERMINAL")));
    }

    ConsoleProgress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void at(String feed, String step, long done, long total) {
        boolean newStep = !step.equals(lastStep.put(feed, step));
        long now = System.nanoTime();
        long due = next.get();
        boolean time = now - due >= 0 && next.compareAndSet(due, now + (terminal ? TERMINAL_NANOS : PLAIN_NANOS));
        if (time || newStep && terminal) {
            draw(line(feed, step, done, total));
        }
    }

    private static String line(String feed, String step, long done, long total) {
        return total > 0
                ? String.format(Locale.UK, "%s: %s %d%% of %,d rows", feed, step, 100 * done / total, total)
                : String.format(Locale.UK, "%s: %s %,d rows", feed, step, done);
    }

    private synchronized void draw(String line) {
        if (!terminal) {
            out.println(line);
            return;
        }
        String cut = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
        out.print("\r" + cut + " ".repeat(WIDTH - cut.length()));
        out.flush();
        drawn = true;
    }

    /** Leaves a clean line behind. */
    @Override
    public synchronized void close() {
        if (drawn) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
            out.flush();
        }
    }
}
