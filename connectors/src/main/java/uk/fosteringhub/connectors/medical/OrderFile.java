package uk.fosteringhub.connectors.medical;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.connectors.transport.ImportAnswer;
import uk.fosteringhub.connectors.transport.ParcelForm;
import uk.fosteringhub.core.deliver.OutgoingRecord;
import uk.fosteringhub.core.deliver.Receipt;

/**
 * Orders in a file: one batch (BHS, a message for each change, BTS with their number), in UTF-8. The answer holds an
 * acknowledgement for each message, known by MSA-2.
 */
final class OrderFile implements ParcelForm {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private final OrderMessage message;
    private final Clock clock;

    OrderFile(OrderMessage message, Clock clock) {
        this.message = message;
        this.clock = clock;
    }

    @Override
    public String suffix() {
        return "hl7";
    }

    @Override
    public byte[] content(List<OutgoingRecord> records) throws Unfit {
        StringBuilder file = new StringBuilder("BHS|^~\\&|FOSTERING HUB||||")
                .append(TIME.format(LocalDateTime.now(clock.withZone(ZoneId.of("Europe/London")))))
                .append('\r');
        for (OutgoingRecord record : records) {
            file.append(message.of(record));
        }
        return file.append("BTS|")
                .append(records.size())
                .append('\r')
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ImportAnswer read(String name, byte[] answer, Map<Integer, Long> changes) {
        try {
            Set<Long> asked = new HashSet<>(changes.values());
            List<Receipt> receipts = new ArrayList<>();
            for (OrderAnswer one : OrderAnswer.in(new String(answer, StandardCharsets.UTF_8))) {
                one.change().filter(asked::remove).ifPresent(change -> receipts.add(one.receipt(change)));
            }
            return new ImportAnswer(
                    List.copyOf(receipts),
                    asked.isEmpty(),
                    asked.isEmpty()
                            ? Optional.empty()
                            : Optional.of("The answer " + name + " says nothing about " + asked.size() + " of "
                                    + changes.size() + " messages. Ask for the rest."));
        } catch (IllegalArgumentException broken) {
            return new ImportAnswer(
                    List.of(),
                    false,
                    Optional.of("The answer " + name + " cannot be understood; it needs an acknowledgement with MSA for"
                            + " each message. It lies in import/done. Ask for it again."));
        }
    }
}
