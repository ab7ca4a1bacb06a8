package uk.fosteringhub.embedded.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.store.EmbeddedDatabase;

/**
 * The real PostgreSQL server, with nothing installed. Its data stay in the given folder between starts. It listens on
 * 127.0.0.1 only and asks for a password that is made up for each folder.
 *
 * <p>Any number of processes may use one folder: the first starts the server, the others join it, and the last to close
 * stops it. A server whose processes were all killed runs on, and the next start joins it.
 */
public final class EmbeddedPostgres implements EmbeddedDatabase {
    static final String USER = "hub";
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int TRIES_FOR_A_PORT = 5;

    private final Map<String, String> settings;

    public EmbeddedPostgres() {
        this(Map.of());
    }

    /**
     * With server settings beside, or instead of, the usual ones.
     *
     * @param settings names and values as in {@code postgresql.conf}, without blanks; they count only if this start is the
     *     one that starts the server
     */
    public EmbeddedPostgres(Map<String, String> settings) {
        this.settings = new LinkedHashMap<>(usualSettings());
        this.settings.putAll(settings);
    }

    /**
     * @throws IOException if the folder is not writable, holds a database of another major version, the disk is full or
     *     the server does not start; the message says which
     */
    @Override
    public Running start(Path path) throws IOException {
        DataFolder folder = DataFolder.prepared(path);
        return FolderLock.whileHolding(folder.lockFile(), () -> startOrJoin(folder));
    }

    private Running startOrJoin(DataFolder folder) throws IOException {
        ServerAccount account = ServerAccount.ofThisProcess();
        ServerProgram program =
                new ServerProgram(folder, account, ServerBinaries.under(account.programsFolder(folder)));
        if (PostmasterFile.ofRunningServer(folder.data()).isPresent()) {
            LOG.info("embedded database in {}: joining the server that runs there", folder.root());
            return RunningServer.join(folder, program);
        }
        if (folder.initialised()) {
            program.requireSameMajorVersion();
        } else {
            program.initialise();
        }
        startOnFreePort(program);
        LOG.info("embedded database in {}: started", folder.root());
        return RunningServer.join(folder, program);
    }

    private void startOnFreePort(ServerProgram program) throws IOException {
        for (int tried = 1; ; tried++) {
            try {
                program.start(freePort(), settings);
                return;
            } catch (ServerFailure e) {
                if (!e.portTaken() || tried == TRIES_FOR_A_PORT) {
                    throw e;
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Map<String, String> usualSettings() {
        Map<String, String> usual = new LinkedHashMap<>();
        usual.put("listen_addresses", "127.0.0.1");
        usual.put("unix_socket_directories", "");
        usual.put("max_connections", "60");
        usual.put("shared_buffers", "256MB");
        usual.put("max_wal_size", "4GB");
        usual.put("checkpoint_timeout", "15min");
        // Filling a new piece of the log with zeros holds up every commit for up to a twentieth of a second, every few
        // seconds in a database that has no old pieces to use again yet.
        usual.put("wal_init_zero", "off");
        // To go through tables that only grow pays after very many rows. After every few thousand, while they are
        // small, it would keep a processor and the disk busy for half of each minute in which much comes.
        usual.put("autovacuum_vacuum_insert_threshold", "500000");
        // With less room for its pages, vacuum has the log flushed every few of them, and each commit waits for that.
        usual.put("vacuum_buffer_usage_limit", "32MB");
        // On two processors each analysis of a table holds up everybody else for tenths of a second, and makes all
        // connections plan their statements anew. What is known of a table stays true enough while half as much again
        // comes; and vacuum has time.
        usual.put("autovacuum_analyze_scale_factor", "0.5");
        usual.put("autovacuum_vacuum_cost_delay", "10ms");
        // Of a queue that much goes through, each look for the next goes through all that is gone since it was
        // vacuumed.
        usual.put("autovacuum_naptime", "10s");
        usual.put("timezone", "UTC");
        usual.put("log_timezone", "UTC");
        usual.put("log_checkpoints", "off");
        return usual;
    }
}
