package uk.fosteringhub.connectors.upsert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.connectors.transport.HttpService;
import uk.fosteringhub.core.deliver.Handover;
import uk.fosteringhub.core.deliver.OutgoingRecord;
import uk.fosteringhub.core.deliver.Receipt;
import uk.fosteringhub.core.deliver.Target;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.settings.SystemSettings;
import uk.fosteringhub.core.settings.UpsertSettings;

/**
 * A system that takes JSON over HTTP, record by record. What it knows is changed, and fields that it locks are left alone;
 * for what the hub does not know to be there, it is searched for duplicates first. A record is made with an
 * {@code Idempotency-Key} of the change's number, so that one that comes again after a crash is not made twice.
 *
 * <p>The connection is kept open between calls; one call at a time.
 */
public final class RestUpsert implements Target, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RestUpsert.class);

    private final CamelContext context;
    private final SystemSettings system;
    private final OutgoingSettings out;
    private Optional<Open> open = Optional.empty();

    private record Open(HttpService http, Producer producer, Service service) {}

    /** @param out with {@code upsert} settings for each of its record types */
    public RestUpsert(CamelContext context, SystemSettings system, OutgoingSettings out) {
        this.context = context;
        this.system = system;
        this.out = out;
    }

    @Override
    public synchronized Handover hand(List<OutgoingRecord> records) {
        List<Receipt> receipts = new ArrayList<>();
        Map<Long, String> learnt = new HashMap<>();
        for (OutgoingRecord record : records) {
            try {
                Optional<String> key = record.targetKey().or(() -> Optional.ofNullable(learnt.get(record.entity())));
                UpsertSettings settings = out.upsert().get(record.recordType());
                Receipt receipt = new Upsert(system.name(), settings, service()).take(record, key);
                receipt.targetKey().ifPresent(known -> learnt.put(record.entity(), known));
                receipts.add(receipt);
            } catch (TargetAway away) {
                LOG.warn("target={} change={} outcome=away {}", system.name(), record.change(), away.getMessage());
                return Handover.brokenOff(receipts, Set.of(record.change()), away.getMessage());
            }
        }
        return Handover.complete(receipts);
    }

    /** Tries a search without looking at what is found: why the target cannot be used, or empty if it can. */
    public synchronized Optional<String> probe() {
        try {
            for (UpsertSettings settings : out.upsert().values()) {
                new SearchPages(service(), settings).probe();
            }
            return Optional.empty();
        } catch (TargetAway away) {
            LOG.warn("target={} outcome=away {}", system.name(), away.getMessage());
            return Optional.of(away.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        open.ifPresent(was -> {
            was.producer().stop();
            was.http().close();
        });
        open = Optional.empty();
    }

    private Service service() throws TargetAway {
        if (open.isEmpty()) {
            open = Optional.of(connect());
        }
        return open.get().service();
    }

    private Open connect() throws TargetAway {
        try {
            HttpService http = HttpService.answering(context, out.location(), out.timeout(), system.trustStore());
            Producer producer = Service.producer(http);
            return new Open(http, producer, new Service(out.location(), producer, system.apiKey()));
        } catch (Exception unusable) {
            throw new TargetAway(
                    "The connection to " + out.location() + " cannot be prepared (" + unusable.getMessage()
                            + "). Check the system's location and trust-store.",
                    unusable);
        }
    }
}
