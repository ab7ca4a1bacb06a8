package uk.fosteringhub.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.client.fs.SftpFileSystem;

/**
 * A folder of an SFTP server that tests use as they would one on this machine. So nothing has to be mounted into the
 * container, and whose files they are does not matter.
 */
final class RemoteFolder implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SshClient ssh;
    private final SftpFileSystem files;
    private final Path path;

    private RemoteFolder(SshClient ssh, SftpFileSystem files, Path path) {
        this.ssh = ssh;
        this.files = files;
        this.path = path;
    }

    static RemoteFolder open(String host, int port, String user, String password, Path knownHosts, String folder)
            throws IOException {
        SshClient ssh = SshClient.setUpDefaultClient();
        ssh.setServerKeyVerifier(new KnownHostsServerKeyVerifier(RejectAllServerKeyVerifier.INSTANCE, knownHosts));
        ssh.start();
        ClientSession session = ssh.connect(user, host, port).verify(PATIENCE).getSession();
        session.addPasswordIdentity(password);
        session.auth().verify(PATIENCE);
        SftpFileSystem files = SftpClientFactory.instance().createSftpFileSystem(session);
        return new RemoteFolder(ssh, files, files.getPath(folder));
    }

    Path path() {
        return path;
    }

    /** May be called again. */
    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("The connection to the folder " + path + " could not be closed", failed);
        } finally {
            ssh.stop();
        }
    }
}
