package uk.fosteringhub.testing;

import java.io.IOException;
import java.nio.file.Path;
import uk.fosteringhub.simulators.sftp.SftpSimulator;

/**
 * A real SFTP server for one test.
 *
 * @param address {@code sftp://} address of the folder in which the user may do as he likes, without a slash at its end
 * @param home the same folder as the test sees it; not always on this machine's own file system
 * @param knownHosts the server's public keys, in the format of OpenSSH
 * @param stop ends the server; may be called again
 */
public record SftpServer(String address, Path home, Path knownHosts, Runnable stop) implements AutoCloseable {

    /** @param folder for what the server keeps on this machine; no other server may use it */
    public static SftpServer start(Path folder, String user, String password) throws IOException {
        return TestServers.chosen()
                .starter(SftpStarter.class, SftpServer::embedded)
                .start(folder, user, password);
    }

    private static SftpServer embedded(Path folder, String user, String password) throws IOException {
        return of(SftpSimulator.start(folder, user, password));
    }

    /** The stand-in, whatever is chosen: for tests that need its faults. */
    public static SftpServer of(SftpSimulator simulator) {
        return new SftpServer(
                "sftp://localhost:" + simulator.port(), simulator.home(), simulator.knownHosts(), simulator::close);
    }

    @Override
    public void close() {
        stop.run();
    }
}
