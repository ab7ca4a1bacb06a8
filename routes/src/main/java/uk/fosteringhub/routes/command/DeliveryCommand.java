package uk.fosteringhub.routes.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.encryption.SealBroken;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** Takes a delivery out of the archive, as it was received. */
@Command(
        name = "delivery",
        description = {
            "Write an archived delivery, as it was received, to a file. It holds personal data; that it was taken out",
            "stands in the audit."
        },
        mixinStandardHelpOptions = true)
final class DeliveryCommand implements Callable<Integer> {
    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NUMBER", description = "Of the delivery, as failures and traces name it.")
    private long number;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "A file that is not there yet.")
    private Path file;

    @Override
    public Integer call() throws Exception {
        HubConfiguration configuration = overrides.configuration();
        try (HubDatabase database = HubDatabase.open(configuration.hub())) {
            Hub hub = Hub.on(database.dataSource(), configuration.hub(), overrides.mappings(configuration));
            String sha256 = address(hub)
                    .orElseThrow(
                            () -> new CannotDo("There is no delivery " + number + " that came as a file or by pull."));
            new AuditLog(hub.database()).write(AuditEntry.of("command line", "delivery-read", "delivery " + number));
            try (InputStream content = hub.archive().open(sha256)) {
                Files.copy(content, file.toAbsolutePath());
            } catch (FileAlreadyExistsException there) {
                throw new CannotDo(file + " is there already; name another file.", there);
            } catch (IOException | SealBroken failed) {
                throw new CannotDo("Delivery " + number + " cannot be written: " + failed.getMessage(), failed);
            }
        }
        spec.commandLine().getErr().println("Delivery " + number + " is in " + file + ".");
        return Exit.OK;
    }

    /** What was pushed is in no delivery's file. */
    private Optional<String> address(Hub hub) {
        return hub.database().inTransaction(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("select sha256 from hub.delivery where id = ? and sha256 <> ''")) {
                query.setLong(1, number);
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }
}
