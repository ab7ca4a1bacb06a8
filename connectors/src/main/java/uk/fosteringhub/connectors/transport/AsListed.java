package uk.fosteringhub.connectors.transport;

import java.io.File;
import java.util.stream.Stream;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.apache.commons.net.ftp.FTPFile;

/**
 * Whether a file has the size and the time that it had when it was listed. By FTP the time may be to the minute, so there a
 * file of the same size within the same minute is not told apart.
 */
final class AsListed {
    private AsListed() {}

    /** A file that is no longer there counts as unchanged: what is done with it next says that it is gone. */
    static <T> boolean still(GenericFileOperations<T> operations, GenericFile<T> file) {
        if (file.getFile() instanceof File local) {
            return !local.exists() || same(file, local.length(), local.lastModified());
        }
        String folder = file.getParent();
        T[] present = folder == null || folder.isEmpty() ? operations.listFiles() : operations.listFiles(folder);
        return Stream.of(present).noneMatch(other -> another(file, other));
    }

    private static boolean another(GenericFile<?> file, Object other) {
        if (other instanceof SftpRemoteFile<?> remote) {
            return remote.getFilename().equals(file.getFileNameOnly())
                    && !same(file, remote.getFileLength(), remote.getLastModified());
        }
        return other instanceof FTPFile remote
                && remote.getName().equals(file.getFileNameOnly())
                && !same(file, remote.getSize(), remote.getTimestamp().getTimeInMillis());
    }

    private static boolean same(GenericFile<?> file, long size, long time) {
        return file.getFileLength() == size && file.getLastModified() == time;
    }
}
