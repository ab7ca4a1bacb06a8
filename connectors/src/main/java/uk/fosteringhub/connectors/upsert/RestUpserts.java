package uk.fosteringhub.connectors.upsert;

import java.util.Optional;
import org.apache.camel.CamelContext;
import uk.fosteringhub.core.deliver.Target;
import uk.fosteringhub.core.deliver.TargetWay;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.settings.OutgoingWay;
import uk.fosteringhub.core.settings.SystemSettings;

/** Targets that are searched for duplicates before anything is made in them, over HTTPS. */
public final class RestUpserts implements TargetWay {
    private final CamelContext context;

    public RestUpserts(CamelContext context) {
        this.context = context;
    }

    @Override
    public boolean serves(OutgoingSettings out) {
        return out.way() == OutgoingWay.REST_UPSERT;
    }

    @Override
    public Target open(SystemSettings system, OutgoingSettings out) {
        return new RestUpsert(context, system, out);
    }

    @Override
    public Optional<String> probe(SystemSettings system, OutgoingSettings out) {
        try (RestUpsert target = new RestUpsert(context, system, out)) {
            return target.probe();
        }
    }
}
