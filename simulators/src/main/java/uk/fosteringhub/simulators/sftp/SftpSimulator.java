package uk.fosteringhub.simulators.sftp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * A real SFTP server on 127.0.0.1, such as systems leave their extracts on. Its host key outlasts restarts; its port does
 * not.
 */
public final class SftpSimulator implements AutoCloseable {
    private final SshServer server;
    private final Path home;
    private final Path knownHosts;
    private final SftpFaults faults;
    private final List<PublicKey> authorised;

    private SftpSimulator(SshServer server, Path home, Path knownHosts, SftpFaults faults, List<PublicKey> authorised) {
        this.server = server;
        this.home = home;
        this.knownHosts = knownHosts;
        this.faults = faults;
        this.authorised = authorised;
    }

    /**
     * @param folder keeps the host key, {@code known_hosts}, and under {@code home/} the files that the user sees as the
     *     root folder
     */
    public static SftpSimulator start(Path folder, String user, String password) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        SftpFaults faults = new SftpFaults();
        List<PublicKey> authorised = new CopyOnWriteArrayList<>();
        SimpleGeneratorHostKeyProvider hostKey = new SimpleGeneratorHostKeyProvider(folder.resolve("host-key"));
        hostKey.setAlgorithm(KeyUtils.EC_ALGORITHM);
        hostKey.setKeySize(256);
        SftpSubsystemFactory sftp = new SftpSubsystemFactory();
        sftp.addSftpEventListener(new FaultyReads(faults));
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(hostKey);
        server.setSubsystemFactories(List.of(sftp));
        server.setFileSystemFactory(new VirtualFileSystemFactory(home));
        server.setPasswordAuthenticator(
                (name, given, session) -> !faults.loginsRefused() && name.equals(user) && given.equals(password));
        server.setPublickeyAuthenticator((name, key, session) -> !faults.loginsRefused()
                && name.equals(user)
                && authorised.stream().anyMatch(known -> KeyUtils.compareKeys(known, key)));
        server.start();
        Path knownHosts = folder.resolve("known_hosts");
        String key =
                PublicKeyEntry.toString(hostKey.loadKeys(null).iterator().next().getPublic());
        Files.writeString(
                knownHosts,
                "[localhost]:" + server.getPort() + " " + key + "\n[127.0.0.1]:" + server.getPort() + " " + key + "\n",
                StandardCharsets.US_ASCII);
        return new SftpSimulator(server, home, knownHosts, faults, authorised);
    }

    public int port() {
        return server.getPort();
    }

    /** The folder that the user sees as root. */
    public Path home() {
        return home;
    }

    /** The server's public key, in the format of OpenSSH, for {@code localhost} and {@code 127.0.0.1} with the port. */
    public Path knownHosts() {
        return knownHosts;
    }

    public SftpFaults faults() {
        return faults;
    }

    /** From now on the user may log in with this key, too. */
    public void authorise(PublicKey key) {
        authorised.add(key);
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException("The SFTP server on port " + server.getPort() + " could not be stopped", e);
        }
    }

    private record FaultyReads(SftpFaults faults) implements SftpEventListener {
        @Override
        public void reading(
                ServerSession session, String handle, FileHandle file, long offset, byte[] data, int at, int length) {
            LockSupport.parkNanos(faults.delayPerRead().toNanos());
        }

        @Override
        public void read(
                ServerSession session,
                String handle,
                FileHandle file,
                long offset,
                byte[] data,
                int at,
                int length,
                int read,
                Throwable thrown)
                throws IOException {
            if (read > 0 && faults.dropsAfterReading(read)) {
                session.close(true);
                throw new IOException("The connection was dropped on demand");
            }
        }
    }
}
