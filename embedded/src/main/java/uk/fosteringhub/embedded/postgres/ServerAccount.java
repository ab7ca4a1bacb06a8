package uk.fosteringhub.embedded.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Under which account the server runs. PostgreSQL refuses to run as root, so root (usual in containers) starts it in a user
 * namespace of its own, where it is nobody but keeps access to root's files; where namespaces are not allowed, as another
 * user who then owns the data folder.
 */
record ServerAccount(List<String> prefix, String otherUser) {
    private static final List<String> NAMESPACE = List.of("unshare", "--user");
    private static final List<String> OTHER_USERS = List.of("postgres", "nobody");

    static ServerAccount ofThisProcess() throws IOException {
        if (ServerBinaries.onWindows() || new UnixSystem().getUid() != 0) {
            return new ServerAccount(List.of(), "");
        }
        if (answers(with(NAMESPACE, List.of("true")))) {
            return new ServerAccount(NAMESPACE, "");
        }
        for (String user : OTHER_USERS) {
            List<String> asUser = List.of("runuser", "-u", user, "--");
            if (answers(with(asUser, List.of("true")))) {
                return new ServerAccount(asUser, user);
            }
        }
        throw new IOException(
                "PostgreSQL refuses to run as root, and here root may neither make a user namespace (unshare)"
                        + " nor change to the users " + OTHER_USERS
                        + " (runuser). Run the hub as an ordinary user, or set"
                        + " hub.database.url to a PostgreSQL server.");
    }

    List<String> command(List<String> command) {
        return with(prefix, command);
    }

    /** Where the programs may live so that the account can run them. */
    Path programsFolder(DataFolder folder) {
        return otherUser.isEmpty() ? userCache() : folder.root().resolve("programs");
    }

    /** Hands the folder to the other user, where there is one. */
    void takeOver(DataFolder folder) throws IOException {
        if (otherUser.isEmpty()) {
            return;
        }
        if (!answers(List.of("chown", "-R", otherUser, folder.root().toString()))
                || !answers(command(List.of("test", "-w", folder.root().toString())))) {
            throw new IOException(
                    "The user " + otherUser + ", under whom root runs the embedded database, has no access to "
                            + folder.root() + ". Choose a data folder whose parent folders every user may enter.");
        }
    }

    private static Path userCache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path home = Path.of(System.getProperty("user.home"));
        Path cache = configured != null && !configured.isBlank() ? Path.of(configured) : home.resolve(".cache");
        boolean usable = Files.isWritable(cache) || Files.isWritable(home);
        Path base = usable ? cache : Path.of(System.getProperty("java.io.tmpdir"), System.getProperty("user.name"));
        return base.resolve("fostering-hub");
    }

    private static boolean answers(List<String> command) throws IOException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the embedded database was being prepared", e);
        } catch (IOException programMissing) {
            return false;
        }
    }

    private static List<String> with(List<String> prefix, List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }
}
