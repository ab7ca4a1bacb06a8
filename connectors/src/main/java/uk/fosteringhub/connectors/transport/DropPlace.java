package uk.fosteringhub.connectors.transport;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.remote.FtpsConfiguration;
import org.apache.camel.component.file.remote.FtpsEndpoint;
import org.apache.camel.component.file.remote.RemoteFileConfiguration;
import org.apache.camel.component.file.remote.RemoteFileEndpoint;
import org.apache.camel.component.file.remote.RemoteFileOperations;
import org.apache.camel.component.file.remote.SftpConfiguration;
import uk.fosteringhub.core.settings.SystemSettings;

/**
 * A folder where a system drops files: on this machine, or behind SFTP or FTP over TLS. Passwords are set on the endpoint
 * itself and never stand in an address, where logs could show them.
 */
final class DropPlace {
    private static final int CONNECT_MILLIS = 20_000;
    private static final int SILENCE_MILLIS = 60_000;

    private final CamelContext context;
    private final SystemSettings system;
    private final String location;

    DropPlace(CamelContext context, SystemSettings system, String location) {
        this.context = context;
        this.system = system;
        this.location = location;
    }

    /** For sentences. */
    String described() {
        return location.startsWith("file:") ? "The folder " + localFolder() : location;
    }

    /** A fresh endpoint that takes files from the folder. */
    GenericFileEndpoint<?> incoming() throws IOException {
        return endpoint("", "delete=false");
    }

    /** A fresh endpoint that writes whole files into a folder below, or none. */
    GenericFileEndpoint<?> outgoing(String folder) throws IOException {
        return endpoint("/" + folder, "tempPrefix=.unfinished-&fileExist=Override");
    }

    /** Connects, logs in and looks whether the folder is there. */
    void probe() throws Exception {
        if (location.startsWith("file:")) {
            if (!Files.isDirectory(localFolder())) {
                throw new FileNotFoundException(localFolder() + " does not exist");
            }
            if (!Files.isReadable(localFolder()) || !Files.isWritable(localFolder())) {
                throw new java.nio.file.AccessDeniedException(localFolder().toString());
            }
            return;
        }
        RemoteFileEndpoint<?> endpoint = (RemoteFileEndpoint<?>) incoming();
        try {
            RemoteFileOperations<?> operations = endpoint.createRemoteFileOperations();
            operations.connect(endpoint.getConfiguration(), null);
            try {
                look(operations, endpoint.getConfiguration().getDirectory());
            } finally {
                operations.disconnect();
            }
        } finally {
            forget(endpoint);
        }
    }

    void forget(GenericFileEndpoint<?> endpoint) throws Exception {
        context.removeEndpoint(endpoint);
    }

    private static void look(GenericFileOperations<?> operations, String directory) {
        if (directory != null && !directory.isEmpty()) {
            operations.changeCurrentDirectory(directory);
        }
        operations.listFiles();
    }

    private GenericFileEndpoint<?> endpoint(String below, String options) throws IOException {
        // Each its own, because settings and passwords are put on the endpoint and a later one may have others.
        String address = location.startsWith("file:") ? "file:" + localFolder() + below : location + below;
        String uri = address + "?" + options + "&exclude=" + UUID.randomUUID();
        if (location.startsWith("ftps:")) {
            // Without this the client takes a certificate made out for any other server.
            uri += "&ftpClient.endpointCheckingEnabled=true";
        }
        GenericFileEndpoint<?> endpoint = context.getEndpoint(uri, GenericFileEndpoint.class);
        endpoint.setExclude(null);
        endpoint.setAutoCreate(!below.isEmpty());
        if (endpoint instanceof RemoteFileEndpoint<?> remote) {
            secure(remote);
        } else {
            ((org.apache.camel.component.file.FileEndpoint) endpoint).setStartingDirectoryMustExist(below.isEmpty());
        }
        return endpoint;
    }

    private void secure(RemoteFileEndpoint<?> endpoint) throws IOException {
        RemoteFileConfiguration configuration = endpoint.getConfiguration();
        endpoint.setMaximumReconnectAttempts(0);
        endpoint.setReconnectDelay(0);
        configuration.setUsername(system.username().orElse(null));
        configuration.setPassword(system.password().orElse(null));
        configuration.setConnectTimeout(CONNECT_MILLIS);
        configuration.setSoTimeout(SILENCE_MILLIS);
        configuration.setTimeout(SILENCE_MILLIS);
        configuration.setStepwise(false);
        configuration.setStreamDownload(true);
        configuration.setThrowExceptionOnConnectFailed(true);
        configuration.setPassiveMode(true);
        configuration.setBinary(true);
        if (configuration instanceof SftpConfiguration sftp) {
            sftp.setStrictHostKeyChecking("yes");
            sftp.setUseUserKnownHostsFile(false);
            system.knownHosts().map(Path::toString).ifPresent(sftp::setKnownHostsFile);
            system.privateKey().map(Path::toString).ifPresent(sftp::setPrivateKeyFile);
            sftp.setPreferredAuthentications("publickey,password,keyboard-interactive");
            sftp.setJschLoggingLevel(org.apache.camel.LoggingLevel.OFF);
            sftp.setServerAliveInterval(15_000);
            sftp.setServerAliveCountMax(4);
        }
        if (configuration instanceof FtpsConfiguration ftps) {
            ftps.setExecProt("P");
            ftps.setExecPbsz(0L);
            ((FtpsEndpoint) endpoint).setSslContextParameters(TrustedServers.from(system.trustStore()));
        }
    }

    private Path localFolder() {
        return Path.of(location.substring("file:".length()));
    }
}
