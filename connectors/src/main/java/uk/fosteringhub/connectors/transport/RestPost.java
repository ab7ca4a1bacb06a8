package uk.fosteringhub.connectors.transport;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.deliver.Handover;
import uk.fosteringhub.core.deliver.OutgoingRecord;
import uk.fosteringhub.core.deliver.Receipt;
import uk.fosteringhub.core.deliver.Target;
import uk.fosteringhub.core.settings.OutgoingSettings;

/**
 * A target that each change is posted to as JSON, at an address made from the record's key there. Records go side by side,
 * the changes of one record one after the other. The header {@code Idempotency-Key} holds the change's number, so a change
 * whose answer did not come whole and in time is sent again.
 */
final class RestPost implements Target {
    private static final Logger LOG = LoggerFactory.getLogger(RestPost.class);
    private static final String KEY = "{key}";

    private final OutgoingSettings out;
    private final Optional<String> apiKey;
    private final HttpClient http;
    private final ExecutorService lanes;

    /** What became of records that go side by side. */
    private static final class Round {
        private final Queue<Receipt> receipts = new ConcurrentLinkedQueue<>();
        private final AtomicReference<String> outage = new AtomicReference<>();
        private final Set<Long> tried = ConcurrentHashMap.newKeySet();

        void brokeOffAt(OutgoingRecord record, String why) {
            tried.add(record.change());
            outage.compareAndSet(null, why);
        }
    }

    /** @param lanes carries out the requests that go side by side */
    RestPost(OutgoingSettings out, Optional<String> apiKey, HttpClient http, ExecutorService lanes) {
        this.out = out;
        this.apiKey = apiKey;
        this.http = http;
        this.lanes = lanes;
    }

    @Override
    public Handover hand(List<OutgoingRecord> records) {
        Map<String, List<OutgoingRecord>> byRecord = new LinkedHashMap<>();
        for (OutgoingRecord record : records) {
            byRecord.computeIfAbsent(record.recordType() + record.entity(), first -> new ArrayList<>())
                    .add(record);
        }
        Round round = new Round();
        List<Future<?>> under = new ArrayList<>();
        byRecord.values().forEach(lane -> under.add(lanes.submit(() -> send(lane, round))));
        try {
            for (Future<?> lane : under) {
                lane.get();
            }
        } catch (ExecutionException defect) {
            throw new IllegalStateException("a change could not be sent to " + out.system(), defect.getCause());
        } catch (InterruptedException stopping) {
            under.forEach(lane -> lane.cancel(true));
            Thread.currentThread().interrupt();
            round.outage.compareAndSet(null, "The hub is stopping.");
        }
        return new Handover(
                List.copyOf(round.receipts), Optional.ofNullable(round.outage.get()), Set.copyOf(round.tried));
    }

    private void send(List<OutgoingRecord> lane, Round round) {
        for (OutgoingRecord record : lane) {
            if (round.outage.get() != null) {
                return;
            }
            try {
                Optional<Receipt> receipt = send(record, round);
                if (receipt.isEmpty()) {
                    return;
                }
                round.receipts.add(receipt.get());
            } catch (IOException unreachable) {
                LOG.warn("target={} change={} outcome=away", out.system(), record.change(), unreachable);
                round.brokeOffAt(record, TransportFailure.whileSending(out.location(), unreachable));
                return;
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                round.outage.compareAndSet(null, "The hub is stopping.");
                return;
            }
        }
    }

    /** @return empty, and an outage, if it is to be sent again later */
    private Optional<Receipt> send(OutgoingRecord record, Round round) throws IOException, InterruptedException {
        if (out.path().contains(KEY) && record.targetKey().isEmpty()) {
            return Optional.of(receipt(
                    record, Receipt.State.REFUSED, "the hub does not know under which key the target has the record."));
        }
        HttpResponse<String> answer = http.send(request(record), WholeBody.within(out.timeout()));
        RestAnswer told = RestAnswer.of(out.location(), answer.statusCode(), answer.body());
        switch (told.outcome()) {
            case TAKEN -> {
                return Optional.of(receipt(record, Receipt.State.DELIVERED, told.sentence()));
            }
            case REFUSED -> {
                return Optional.of(receipt(record, Receipt.State.REFUSED, told.sentence()));
            }
            default -> {
                LOG.warn("target={} change={} outcome=away status={}", out.system(), record.change(), told.status());
                round.brokeOffAt(record, told.sentence());
                return Optional.empty();
            }
        }
    }

    private HttpRequest request(OutgoingRecord record) {
        String path = out.path()
                .replace(
                        KEY,
                        URLEncoder.encode(record.targetKey().orElse(""), StandardCharsets.UTF_8)
                                .replace("+", "%20"));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(out.location().replaceAll("/+$", "") + path))
                .timeout(out.timeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Idempotency-Key", String.valueOf(record.change()))
                .POST(HttpRequest.BodyPublishers.ofString(JsonBody.of(record.fields(), record.flags())));
        apiKey.ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return request.build();
    }

    private static Receipt receipt(OutgoingRecord record, Receipt.State state, String answer) {
        return new Receipt(record.change(), state, answer, Optional.empty());
    }
}
