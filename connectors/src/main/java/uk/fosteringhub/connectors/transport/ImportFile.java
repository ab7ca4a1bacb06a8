package uk.fosteringhub.connectors.transport;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private final ImportFolder folder;
    private final Parcels parcels;
    private final ParcelForm form;

    ImportFile(String system, ImportFolder folder, Parcels parcels, ParcelForm form) {
        this.system = system;
        this.folder = folder;
        this.parcels = parcels;
        this.form = form;
    }

    @Override
    public Handover hand(List<OutgoingRecord> records) {
        List<Receipt> receipts = new ArrayList<>();
        try {
            for (Parcel left : parcels.unsent(system)) {
                send(left, parcels.content(left));
            }
            Set<Long> packed = new HashSet<>(parcels.packed(
                    system, records.stream().map(OutgoingRecord::change).toList()));
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
            return Handover.brokenOff(receipts, folder.sentence(failed));
        }
    }

    /** One that cannot be written is refused, and does not keep the others back. */
    private void pack(String recordType, List<OutgoingRecord> records, List<Receipt> receipts) throws Exception {
        List<OutgoingRecord> rest = new ArrayList<>(records);
        while (!rest.isEmpty()) {
            try {
                byte[] content = form.content(rest);
                List<Long> changes = rest.stream().map(OutgoingRecord::change).toList();
                Parcel parcel = parcels.pack(system, recordType, form.suffix(), content, changes);
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
        List<Parcel> open = parcels.unanswered(system);
        if (open.isEmpty()) {
            return Optional.empty();
        }
        try {
            folder.collect(answers -> {
                for (Parcel parcel : open) {
                    String name = parcel.name() + ".ack." + form.suffix();
                    Optional<byte[]> answer = answers.read(name);
                    if (answer.isPresent()) {
                        take(parcel, name, answer.get(), book);
                        answers.putAside(name);
                    }
                }
            });
            return Optional.empty();
        } catch (StoreUnavailable gone) {
            throw gone;
        } catch (Exception failed) {
            LOG.warn("target={} outcome=answers-not-collected", system, failed);
            return Optional.of(folder.sentence(failed));
        }
    }

    private void take(Parcel parcel, String name, byte[] bytes, AnswerBook book) {
        ImportAnswer answer = form.read(name, bytes, parcels.changes(parcel));
        book.keep(parcel, name, answer.receipts(), answer.problem());
        LOG.info(
                "target={} parcel={} outcome=answered lines={}",
                system,
                parcel.name(),
                answer.receipts().size());
        if (answer.whole()) {
            parcels.answered(parcel);
        }
    }

    private void send(Parcel parcel, byte[] content) throws Exception {
        folder.write(parcel.name(), content);
        parcels.sent(parcel);
        LOG.info("target={} parcel={} outcome=sent lines={}", system, parcel.name(), parcel.lines());
    }

    private static Receipt sent(OutgoingRecord record, String where) {
        return new Receipt(record.change(), Receipt.State.SENT, "in " + where, Optional.empty());
    }
}
