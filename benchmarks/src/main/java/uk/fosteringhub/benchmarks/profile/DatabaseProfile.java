package uk.fosteringhub.benchmarks.profile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import uk.fosteringhub.benchmarks.machine.BenchDatabase;

/**
 * Where the server's time went, from samples of {@code pg_stat_activity}: what each session was busy with, and what it
 * waited for.
 *
 * @param statements by the beginning of the statement, waiting for the client left out
 * @param waits by what was waited for; {@code computing} where for nothing
 */
public record DatabaseProfile(Shares statements, Shares waits) {
    private static final long EVERY_MILLIS = 10;
    private static final String FOR_CLIENT = "Client: ClientRead";
    private static final String SAMPLE = """
            select left(regexp_replace(query, '\\s+', ' ', 'g'), 72),
                coalesce(wait_event_type || ': ' || wait_event, 'computing')
            from pg_stat_activity
            where datname = ? and state = 'active' and backend_type in ('client backend', 'parallel worker')""";

    /** Watches a database until closed. */
    public static final class Watch implements AutoCloseable {
        private final Shares statements = new Shares();
        private final Shares waits = new Shares();
        private final AtomicBoolean done = new AtomicBoolean();
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final Future<Void> watching;

        /** @param from a session in another database of the same server; closed at the end */
        public Watch(Connection from, BenchDatabase database) {
            Callable<Void> watch = () -> watch(from, database);
            this.watching = thread.submit(watch);
            thread.shutdown();
        }

        private Void watch(Connection from, BenchDatabase database) throws SQLException, InterruptedException {
            try (from;
                    PreparedStatement query = from.prepareStatement(SAMPLE)) {
                query.setString(1, database.name());
                long before = System.nanoTime();
                while (!done.get()) {
                    TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
                    long now = System.nanoTime();
                    sample(query, (now - before) / 1e9);
                    before = now;
                }
                return null;
            }
        }

        private void sample(PreparedStatement query, double seconds) throws SQLException {
            try (ResultSet sessions = query.executeQuery()) {
                while (sessions.next()) {
                    String wait = sessions.getString(2);
                    waits.add(wait.equals(FOR_CLIENT) ? "the client to send more" : wait, seconds);
                    if (!wait.equals(FOR_CLIENT)) {
                        statements.add(sessions.getString(1), seconds);
                    }
                }
            }
        }

        /** Ends the watch. */
        public DatabaseProfile result() throws Exception {
            close();
            watching.get();
            return new DatabaseProfile(statements, waits);
        }

        @Override
        public void close() {
            done.set(true);
        }
    }
}
