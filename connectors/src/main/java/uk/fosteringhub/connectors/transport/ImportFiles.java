package uk.fosteringhub.connectors.transport;

import java.time.Duration;
import java.util.Optional;
import org.apache.camel.CamelContext;
import uk.fosteringhub.core.deliver.Parcels;
import uk.fosteringhub.core.deliver.Target;
import uk.fosteringhub.core.deliver.TargetWay;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.settings.OutgoingWay;
import uk.fosteringhub.core.settings.SystemSettings;

/** Targets that take CSV import files in a folder, on this machine or behind SFTP or FTP over TLS. */
public final class ImportFiles implements TargetWay {
    private final CamelContext context;
    private final Parcels parcels;
    private final Duration quiet;

    /** @param quiet how long an answer must stay as it is before it counts as written; zero if targets rename theirs */
    public ImportFiles(CamelContext context, Parcels parcels, Duration quiet) {
        this.context = context;
        this.parcels = parcels;
        this.quiet = quiet;
    }

    @Override
    public boolean serves(OutgoingSettings out) {
        return out.way() == OutgoingWay.IMPORT_FILE;
    }

    @Override
    public Target open(SystemSettings system, OutgoingSettings out) {
        return taking(new CsvParcel(), system, out);
    }

    /** A target that takes files of another form. */
    public Target taking(ParcelForm form, SystemSettings system, OutgoingSettings out) {
        return new ImportFile(
                out.system(),
                out.timeout(),
                new ImportFolder(context, system, out.location()),
                parcels,
                form,
                () -> Thread.sleep(quiet.toMillis()));
    }

    @Override
    public Optional<String> probe(SystemSettings system, OutgoingSettings out) {
        return new ImportFolder(context, system, out.location()).probe();
    }
}
