package uk.fosteringhub.connectors.transport;

import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.GenericFileProcessStrategy;
import org.apache.camel.component.file.remote.RemoteFileConfiguration;
import org.apache.camel.component.file.remote.RemoteFileOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a file once its route has ended: it goes to the folder that the route named. It stays where it is if the
 * route named none or failed, and if it was written over meanwhile: what is there now has not been read.
 */
final class Filing<T> implements GenericFileProcessStrategy<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Filing.class);
    private static final String DESTINATION = "hubFileTo";

    private final DropSweep sweep;

    Filing(DropSweep sweep) {
        this.sweep = sweep;
    }

    /** @param destination below the drop folder: {@code done/name} */
    static void fileTo(Exchange exchange, String destination) {
        exchange.setProperty(DESTINATION, destination);
    }

    @Override
    public void prepareOnStartup(GenericFileOperations<T> operations, GenericFileEndpoint<T> endpoint) {
        // nothing is laid out beforehand: a folder is made when the first file goes there
    }

    /** The rest of a batch is left alone once the sweep has stopped. */
    @Override
    public boolean begin(
            GenericFileOperations<T> operations,
            GenericFileEndpoint<T> endpoint,
            Exchange exchange,
            GenericFile<T> file) {
        return sweep.goesOn();
    }

    @Override
    public void abort(
            GenericFileOperations<T> operations,
            GenericFileEndpoint<T> endpoint,
            Exchange exchange,
            GenericFile<T> file) {
        operations.releaseRetrievedFileResources(exchange);
    }

    @Override
    public void commit(
            GenericFileOperations<T> operations,
            GenericFileEndpoint<T> endpoint,
            Exchange exchange,
            GenericFile<T> file) {
        connectAgainIfLost(operations, endpoint, exchange);
        String destination = exchange.getProperty(DESTINATION, String.class);
        if (destination == null) {
            return;
        }
        if (!AsListed.still(operations, file)) {
            LOG.info("outcome=written-anew a file was written over while its earlier content was taken; it stays and is"
                    + " taken again");
            return;
        }
        String parent = file.getParent() == null || file.getParent().isEmpty() ? "" : file.getParent() + "/";
        String target = parent + destination;
        operations.buildDirectory(target.substring(0, target.lastIndexOf('/')), file.isAbsolute());
        if (!operations.renameFile(file.getAbsoluteFilePath(), target)) {
            throw new GenericFileOperationFailedException("permission denied: the file could not be moved");
        }
    }

    @Override
    public void rollback(
            GenericFileOperations<T> operations,
            GenericFileEndpoint<T> endpoint,
            Exchange exchange,
            GenericFile<T> file) {
        Exception cause = exchange.getException();
        sweep.stop(cause != null ? cause : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        operations.releaseRetrievedFileResources(exchange);
    }

    /** While a large delivery was applied, an FTP server may have hung up on the silent control connection. */
    private void connectAgainIfLost(
            GenericFileOperations<T> operations, GenericFileEndpoint<T> endpoint, Exchange exchange) {
        boolean alive;
        try {
            operations.releaseRetrievedFileResources(exchange);
            alive = !(operations instanceof RemoteFileOperations<T> remote) || remote.sendNoop();
        } catch (GenericFileOperationFailedException lost) {
            alive = false;
        }
        if (!alive && operations instanceof RemoteFileOperations<T> remote) {
            remote.forceDisconnect();
            remote.connect((RemoteFileConfiguration) endpoint.getConfiguration(), exchange);
        }
    }
}
