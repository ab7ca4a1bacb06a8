package uk.fosteringhub.testing;

import java.io.IOException;
import java.nio.file.Path;

/** Starts an SFTP server with one user, who logs in with a password. */
@FunctionalInterface
public interface SftpStarter {

    /** @param folder for what the server keeps on this machine; no other server may use it */
    SftpServer start(Path folder, String user, String password) throws IOException;
}
