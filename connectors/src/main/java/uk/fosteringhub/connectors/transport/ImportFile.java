package uk.fosteringhub.connectors.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.connectors.transport.ImportFolder.Answers;
import uk.fosteringhub.core.deliver.AnswerBook;
import uk.fosteringhub.core.deliver.AnswersLater;
import uk.fosteringhub.core.deliver.Handover;
import uk.fosteringhub.core.deliver.OutgoingRecord;
import uk.fosteringhub.core.deliver.Parcels;
import uk.fosteringhub.core.deliver.Parcels.Parcel;
import uk.fosteringhub.core.deliver.Receipt;
import uk.fosteringhub.core.store.StoreUnavailable;

/**
 * A target that takes files. Each holds changes of one record type. The answer to a file {@code x.csv} is
 * {@code x.csv.ack.csv} in the same folder.
 */
final class ImportFile implements AnswersLater {
    private static final Logger LOG = LoggerFactory.getLogger(ImportFile.class);

    private final String system;
    private final Duration patience;
    private final ImportFolder folder;
    private final Parcels parcels;
    private final ParcelForm form;
    private final AnswersAtRest atRest;
    /** Answers that lie there and leave rows open, as they were when they were kept. */
    private final Map<String, byte[]> kept = new HashMap<>();

    /** @param patience how long another process of the hub is waited for that sends files there */
    ImportFile(
            String system,
            Duration patience,
            ImportFolder folder,
            Parcels parcels,
            ParcelForm form,
            AnswersAtRest.Quiet quiet) {
        this.system = system;
        this.patience = patience;
        this.folder = folder;
        this.parcels = parcels;
        this.form = form;
        this.atRest = new AnswersAtRest(folder, quiet);
    }

    @Override
    public Handover hand(List<OutgoingRecord> records) {
        return parcels.alone(system, patience, () -> send(records))
                .orElseGet(() -> Handover.brokenOff(
                        List.of(),
                        List.of(),
                        "Another process of the hub is sending files to " + system
                                + " and has not come to an end yet. The changes wait and are sent by themselves."));
    }

    private Handover send(List<OutgoingRecord> records) {
        List<Receipt> receipts = new ArrayList<>();
        try {
            for (Parcel left : parcels.unsent(system)) {
                send(left, parcels.content(left));
            }
            Set<Long> packed = parcels.packed(system, changesOf(records));
            records.stream()
                    .filter(record -> packed.contains(record.change()))
                    .forEach(record -> receipts.add(sent(record, "an import file sent before")));
            Map<String, List<OutgoingRecord>> byType = new LinkedHashMap<>();
            records.stream()
                    .filter(record -> !packed.contains(record.change()))
                    .forEach(record -> byType.computeIfAbsent(record.recordType(), type -> new ArrayList<>())
                            .add(record));
            for (var ofType : byType.entrySet()) {
                pack(ofType.getKey(), ofType.getValue(), receipts);
            }
            return Handover.complete(receipts);
        } catch (StoreUnavailable gone) {
            throw gone;
        } catch (Exception failed) {
            LOG.warn("target={} outcome=away", system, failed);
            // what a file could not be made of yet waits for the same folder: one attempt stands for all
            return Handover.brokenOff(receipts, changesOf(records), folder.sentence(failed));
        }
    }

    /** One that cannot be written is refused, and does not keep the others back. */
    private void pack(String recordType, List<OutgoingRecord> records, List<Receipt> receipts) throws Exception {
        List<OutgoingRecord> rest = new ArrayList<>(records);
        while (!rest.isEmpty()) {
            try {
                byte[] content = form.content(rest);
                Parcel parcel = parcels.pack(system, recordType, form.suffix(), content, changesOf(rest));
                send(parcel, content);
                rest.forEach(record -> receipts.add(sent(record, parcel.name())));
                return;
            } catch (ParcelForm.Unfit unfit) {
                rest.removeIf(record -> record.change() == unfit.change());
                receipts.add(new Receipt(unfit.change(), Receipt.State.REFUSED, unfit.getMessage(), Optional.empty()));
            }
        }
    }

    @Override
    public Optional<String> answers(AnswerBook book) {
        Map<String, Parcel> open = new LinkedHashMap<>();
        parcels.unanswered(system).forEach(parcel -> open.put(parcel.name() + ".ack." + form.suffix(), parcel));
        kept.keySet().retainAll(open.keySet());
        if (open.isEmpty()) {
            return Optional.empty();
        }
        try {
            Map<String, byte[]> found = atRest.of(List.copyOf(open.keySet()), kept);
            if (!found.isEmpty()) {
                folder.collect(answers -> {
                    for (var answer : found.entrySet()) {
                        take(open.get(answer.getKey()), answer.getKey(), answer.getValue(), book, answers);
                    }
                });
            }
            return Optional.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (StoreUnavailable gone) {
            throw gone;
        } catch (Exception failed) {
            LOG.warn("target={} outcome=answers-not-collected", system, failed);
            return Optional.of(folder.sentence(failed));
        }
    }

    /**
     * Keeps an answer. One that leaves rows open stays where it is: a target that answers row by row may have it open, or add
     * to it, however long it pauses.
     */
    private void take(Parcel parcel, String name, byte[] bytes, AnswerBook book, Answers answers) throws IOException {
        if (!keep(parcel, name, bytes, book)) {
            kept.put(name, bytes);
            return;
        }
        answers.putAside(name);
        Optional<byte[]> moved = answers.aside(name);
        if (moved.isPresent() && !Arrays.equals(bytes, moved.get())) {
            // another one was put in its place, or more was written, just before it was moved
            keep(parcel, name, moved.get(), book);
        }
    }

    private boolean keep(Parcel parcel, String name, byte[] bytes, AnswerBook book) {
        ImportAnswer answer = form.read(name, bytes, parcels.changes(parcel));
        boolean whole = book.keep(parcel, name, answer.receipts(), answer.problem());
        LOG.info(
                "target={} parcel={} outcome=answered lines={} whole={}",
                system,
                parcel.name(),
                answer.receipts().size(),
                whole);
        return whole;
    }

    private void send(Parcel parcel, byte[] content) throws Exception {
        folder.write(parcel.name(), content);
        parcels.sent(parcel);
        LOG.info("target={} parcel={} outcome=sent lines={}", system, parcel.name(), parcel.lines());
    }

    private static List<Long> changesOf(List<OutgoingRecord> records) {
        return records.stream().map(OutgoingRecord::change).toList();
    }

    private static Receipt sent(OutgoingRecord record, String where) {
        return new Receipt(record.change(), Receipt.State.SENT, "in " + where, Optional.empty());
    }
}
