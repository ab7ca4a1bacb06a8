package uk.fosteringhub.containers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import uk.fosteringhub.testing.SftpServer;
import uk.fosteringhub.testing.SftpStarter;

/** OpenSSH's server. Its user is locked into a folder that is not his; what he may write to is {@code /drop} in it. */
public final class SftpImage implements SftpStarter {
    private static final DockerImageName IMAGE = DockerImageName.parse("atmoz/sftp:debian");
    private static final int PORT = 22;
    private static final String DROP = "/drop";

    @Override
    public SftpServer start(Path folder, String user, String password) throws IOException {
        GenericContainer<?> server = new GenericContainer<>(IMAGE)
                .withExposedPorts(PORT)
                .withCommand(user + ":" + password + ":::" + DROP.substring(1))
                .waitingFor(Wait.forLogMessage(".*Server listening on .*", 1));
        server.start();
        String host = server.getHost();
        int port = server.getMappedPort(PORT);
        Path knownHosts = Files.createDirectories(folder).resolve("known_hosts");
        Files.writeString(knownHosts, knownHost(server, host, port, "ed25519") + knownHost(server, host, port, "rsa"));
        RemoteFolder drop = RemoteFolder.open(host, port, user, password, knownHosts, DROP);
        return new SftpServer("sftp://" + host + ":" + port + DROP, drop.path(), knownHosts, () -> {
            drop.close();
            server.stop();
        });
    }

    private static String knownHost(GenericContainer<?> server, String host, int port, String kind) {
        String key = server.copyFileFromContainer(
                "/etc/ssh/ssh_host_" + kind + "_key.pub",
                file -> new String(file.readAllBytes(), StandardCharsets.US_ASCII));
        return "[" + host + "]:" + port + " " + key.strip() + "\n";
    }
}
