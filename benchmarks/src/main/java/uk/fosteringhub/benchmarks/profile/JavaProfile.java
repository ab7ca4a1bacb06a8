package uk.fosteringhub.benchmarks.profile;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where this process's time went, by the Flight Recorder: samples of what the threads computed, and every wait for the
 * database's answers.
 *
 * @param processSeconds processor time of the whole process, its compiler and collector included
 * @param threads computing, by thread
 * @param ownMethods computing, by the nearest of the hub's own methods on the stack
 * @param packages computing, by the package of the method that ran
 * @param waits waiting for the database, by the nearest of the hub's own methods on the stack
 */
public record JavaProfile(double processSeconds, Shares threads, Shares ownMethods, Shares packages, Shares waits) {
    private static final Duration EVERY = Duration.ofMillis(10);
    private static final String OWN = "uk.fosteringhub.";
    private static final String HARNESS = "uk.fosteringhub.benchmarks.";

    /** Something to look at. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /** @param folder for the recording, which is removed again */
    public static JavaProfile of(Path folder, Work work) throws Exception {
        Path file = Files.createDirectories(folder).resolve("profile.jfr");
        double spent;
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(EVERY);
            recording.enable("jdk.SocketRead").withThreshold(Duration.ZERO).withStackTrace();
            recording.enable("jdk.SocketWrite").withThreshold(Duration.ZERO).withStackTrace();
            recording.start();
            double before = processorTime();
            work.run();
            spent = processorTime() - before;
            recording.stop();
            recording.dump(file);
        }
        try {
            return read(file, spent);
        } finally {
            Files.delete(file);
        }
    }

    private static JavaProfile read(Path file, double spent) throws IOException {
        JavaProfile profile = new JavaProfile(spent, new Shares(), new Shares(), new Shares(), new Shares());
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                profile.take(events.readEvent());
            }
        }
        return profile;
    }

    private void take(RecordedEvent event) {
        if (event.getStackTrace() == null) {
            return;
        }
        List<RecordedFrame> stack = event.getStackTrace().getFrames();
        Optional<RecordedFrame> own = nearest(stack, JavaProfile::own);
        if (own.isEmpty()) {
            return;
        }
        String where = name(own.get().getMethod());
        if (event.getEventType().getName().equals("jdk.ExecutionSample")) {
            double seconds = EVERY.toMillis() / 1e3;
            RecordedThread thread = event.getValue("sampledThread");
            threads.add(thread.getJavaName(), seconds);
            ownMethods.add(where, seconds);
            packages.add(packageOf(stack.get(0).getMethod()), seconds);
        } else {
            waits.add(where, event.getDuration().toNanos() / 1e9);
        }
    }

    private static Optional<RecordedFrame> nearest(List<RecordedFrame> stack, Predicate<RecordedFrame> which) {
        return stack.stream().filter(RecordedFrame::isJavaFrame).filter(which).findFirst();
    }

    private static boolean own(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        return type.startsWith(OWN) && !type.startsWith(HARNESS);
    }

    private static String name(RecordedMethod method) {
        String type = named(method);
        String simple = type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
        return simple + "." + method.getName().replaceFirst("^lambda\\$(\\w+)\\$\\d+$", "$1");
    }

    private static String packageOf(RecordedMethod method) {
        String type = named(method);
        return type.substring(0, Math.max(0, type.lastIndexOf('.')));
    }

    /** A lambda's class has no name of its own. */
    private static String named(RecordedMethod method) {
        return method.getType().getName().replaceFirst("\\$\\$Lambda.*", "");
    }

    private static double processorTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }
}
