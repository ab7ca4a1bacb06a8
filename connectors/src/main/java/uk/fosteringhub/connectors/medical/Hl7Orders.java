package uk.fosteringhub.connectors.medical;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.CamelContext;
import uk.fosteringhub.connectors.transport.ImportFiles;
import uk.fosteringhub.connectors.transport.TransportFailure;
import uk.fosteringhub.core.deliver.Target;
import uk.fosteringhub.core.deliver.TargetWay;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.settings.OutgoingWay;
import uk.fosteringhub.core.settings.SystemSettings;

/** Targets that take changes as HL7 orders: by MLLP, or in files of a folder, on this machine or behind SFTP or FTPS. */
public final class Hl7Orders implements TargetWay {
    private final CamelContext context;
    private final ImportFiles files;
    private final OrderMessage message = new OrderMessage();

    public Hl7Orders(CamelContext context, ImportFiles files) {
        this.context = context;
        this.files = files;
    }

    @Override
    public boolean serves(OutgoingSettings out) {
        return out.way() == OutgoingWay.HL7;
    }

    @Override
    public Target open(SystemSettings system, OutgoingSettings out) {
        return byMllp(out)
                ? new OrderLine(system.name(), out.location(), message, MllpConnection.to(context, system, out))
                : files.taking(new OrderFile(message, Clock.systemUTC()), system, out);
    }

    @Override
    public Optional<String> probe(SystemSettings system, OutgoingSettings out) {
        if (!byMllp(out)) {
            return files.probe(system, out);
        }
        try {
            MllpConnection.to(context, system, out).open().close();
            return Optional.empty();
        } catch (IOException away) {
            return Optional.of(TransportFailure.whileSending(out.location(), away));
        }
    }

    private static boolean byMllp(OutgoingSettings out) {
        return out.location().startsWith("mllp");
    }
}
