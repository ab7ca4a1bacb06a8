package uk.fosteringhub.connectors.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.FileConstants;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.remote.RemoteFile;
import org.apache.camel.component.file.remote.RemoteFileEndpoint;
import org.apache.camel.component.file.remote.RemoteFileOperations;
import org.apache.camel.support.DefaultExchange;
import uk.fosteringhub.core.settings.SystemSettings;

/** The folder {@code import/} below a target's place: whole files go in, answers come back and are put into {@code done/}. */
final class ImportFolder {
    private static final String FOLDER = "import";
    private static final String DONE = "done";

    private final CamelContext context;
    private final DropPlace place;
    private final Optional<Path> local;

    ImportFolder(CamelContext context, SystemSettings system, String location) {
        this.context = context;
        this.place = new DropPlace(context, system, location);
        this.local = location.startsWith("file:")
                ? Optional.of(Path.of(location.substring("file:".length())).resolve(FOLDER))
                : Optional.empty();
    }

    /** Work on the folder. */
    @FunctionalInterface
    interface Work {
        void in(Answers answers) throws Exception;
    }

    /** The answers that lie in the folder. */
    interface Answers {
        /** The content of a file; empty if it is not there. */
        Optional<byte[]> read(String name) throws IOException;

        /** Puts a file aside, over an earlier one of its name. */
        void putAside(String name) throws IOException;

        /** The content of a file that was put aside; empty if it is not there. */
        default Optional<byte[]> aside(String name) throws IOException {
            return read(DONE + "/" + name);
        }
    }

    /** Writes a file, whole or not at all, over one of the same name. */
    void write(String name, byte[] content) throws Exception {
        GenericFileEndpoint<?> endpoint = place.outgoing(FOLDER);
        try (ProducerTemplate camel = context.createProducerTemplate()) {
            Exchange sent = camel.send(endpoint, exchange -> {
                exchange.getMessage().setHeader(FileConstants.FILE_NAME, name);
                exchange.getMessage().setBody(content);
            });
            if (sent.getException() != null) {
                throw sent.getException();
            }
        } finally {
            place.forget(endpoint);
        }
    }

    void collect(Work work) throws Exception {
        if (local.isPresent()) {
            work.in(new LocalAnswers(local.get()));
            return;
        }
        RemoteFileEndpoint<?> endpoint = (RemoteFileEndpoint<?>) place.outgoing(FOLDER);
        endpoint.getConfiguration().setStreamDownload(false);
        try {
            RemoteFileOperations<?> operations = endpoint.createRemoteFileOperations();
            operations.connect(endpoint.getConfiguration(), null);
            try {
                work.in(new RemoteAnswers(
                        context, operations, endpoint.getConfiguration().getDirectory()));
            } finally {
                operations.disconnect();
            }
        } finally {
            place.forget(endpoint);
        }
    }

    Optional<String> probe() {
        try {
            place.probe();
            return Optional.empty();
        } catch (Exception failed) {
            return Optional.of(sentence(failed));
        }
    }

    String sentence(Exception failure) {
        return TransportFailure.whileSending(place.described(), failure);
    }

    private record LocalAnswers(Path folder) implements Answers {
        @Override
        public Optional<byte[]> read(String name) throws IOException {
            Path file = folder.resolve(name);
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        }

        @Override
        public void putAside(String name) throws IOException {
            Path done = Files.createDirectories(folder.resolve(DONE));
            try {
                Files.move(folder.resolve(name), done.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            } catch (NoSuchFileException gone) {
                // another process of the hub was here; it has kept the same answer
            }
        }
    }

    private record RemoteAnswers(CamelContext context, RemoteFileOperations<?> operations, String folder)
            implements Answers {
        @Override
        public Optional<byte[]> read(String name) throws IOException {
            if (!operations.existsFile(folder + "/" + name)) {
                return Optional.empty();
            }
            Exchange exchange = new DefaultExchange(context);
            RemoteFile<Object> file = new RemoteFile<>();
            exchange.setProperty(FileComponent.FILE_EXCHANGE_FILE, file);
            operations.retrieveFile(folder + "/" + name, exchange, -1);
            // FTP and SFTP differ in this.
            if (file.getBody() instanceof byte[] bytes) {
                return Optional.of(bytes);
            }
            if (file.getBody() instanceof ByteArrayOutputStream bytes) {
                return Optional.of(bytes.toByteArray());
            }
            throw new IOException("the answer " + name + " could not be read");
        }

        @Override
        public void putAside(String name) {
            if (!operations.existsFile(folder + "/" + name)) {
                // another process of the hub was here; it has kept the same answer
                return;
            }
            String done = folder + "/" + DONE;
            operations.buildDirectory(done, folder.startsWith("/"));
            if (operations.existsFile(done + "/" + name)) {
                operations.deleteFile(done + "/" + name);
            }
            operations.renameFile(folder + "/" + name, done + "/" + name);
        }
    }
}
