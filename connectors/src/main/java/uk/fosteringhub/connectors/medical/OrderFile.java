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
        String text = new String(answer, StandardCharsets.UTF_8);
        String sure = OrderAnswer.ended(text);
        boolean ended = !text.isEmpty() && sure.length() == text.length();
        try {
            return new ImportAnswer(ended ? receipts(text, changes) : cutOff(text, sure, changes), Optional.empty());
        } catch (IllegalArgumentException broken) {
            return new ImportAnswer(
                    List.of(),
                    Optional.of("The answer " + name + " cannot be understood; it needs an acknowledgement with MSA for"
                            + " each message. Ask for it again."));
        }
    }

    /** A target that has said all may leave out the end of the last segment; otherwise that may be cut within a number. */
    private static List<Receipt> cutOff(String text, String sure, Map<Integer, Long> changes) {
        List<Receipt> certain = sure.contains("MSA|") ? receipts(sure, changes) : List.of();
        try {
            List<Receipt> all = receipts(text, changes);
            return all.size() == changes.size() ? all : certain;
        } catch (IllegalArgumentException cutWithinASegment) {
            return certain;
        }
    }

    private static List<Receipt> receipts(String text, Map<Integer, Long> changes) {
        Set<Long> asked = new HashSet<>(changes.values());
        List<Receipt> receipts = new ArrayList<>();
        for (OrderAnswer one : OrderAnswer.in(text)) {
            one.change().filter(asked::remove).ifPresent(change -> receipts.add(one.receipt(change)));
        }
        return List.copyOf(receipts);
    }
}
