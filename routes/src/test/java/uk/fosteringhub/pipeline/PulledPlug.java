package uk.fosteringhub.pipeline;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Kills a program with {@code kill -9} while it works in a hub's database, where it is known by its name. */
final class PulledPlug {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HubFixture hub;
    private final String name;

    /** @param name by which the program's connections are known */
    PulledPlug(HubFixture hub, String name) {
        this.hub = hub;
        this.name = name;
    }

    /**
     * Kills it in the middle of its work and not before or after: where it waits for what is held.
     *
     * @param hold a statement that takes a lock, or writes a row, that it comes to
     * @return whether it came there; false if it ended before
     */
    boolean killedAt(String hold, Callable<Process> start) throws Exception {
        try (Connection holder = DriverManager.getConnection(hub.url());
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(hold);
            Process process = start.call();
            boolean waits = Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> waits() ? 1 : process.isAlive() ? 0 : 2, answer -> answer != 0)
                    .equals(1);
            process.destroyForcibly().waitFor();
            holder.rollback();
            awaitGone();
            return waits;
        }
    }

    /** Kills it at any moment after it has come to the database. */
    void killedWithin(Duration longest, Random random, Process process) throws InterruptedException {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> !process.isAlive() || connections() > 0);
        long until = System.nanoTime() + random.nextInt((int) longest.toNanos());
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(PATIENCE)
                .until(() -> System.nanoTime() >= until);
        process.destroyForcibly().waitFor();
        awaitGone();
    }

    private boolean waits() {
        return hub.one("select count(*) from pg_stat_activity where application_name = '" + name
                        + "' and wait_event_type = 'Lock'")
                .equals("1");
    }

    private int connections() {
        return Integer.parseInt(
                hub.one("select count(*) from pg_stat_activity where application_name = '" + name + "'"));
    }

    /** A commit that the killed process had sent may still be under way in the server. */
    private void awaitGone() {
        Awaitility.await().atMost(PATIENCE).until(() -> connections() == 0);
    }
}
