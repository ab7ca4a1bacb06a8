package uk.fosteringhub.connectors.medical;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.connectors.transport.ParcelForm.Unfit;
import uk.fosteringhub.connectors.transport.TransportFailure;
import uk.fosteringhub.core.deliver.Handover;
import uk.fosteringhub.core.deliver.OutgoingRecord;
import uk.fosteringhub.core.deliver.Receipt;
import uk.fosteringhub.core.deliver.Target;

/** A target that takes each change as an HL7 message by MLLP, and acknowledges it. The connection is kept open. */
final class OrderLine implements Target, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OrderLine.class);

    private final String system;
    private final String location;
    private final OrderMessage message;
    private final MllpConnection.Opening opening;
    private Optional<MllpConnection> open = Optional.empty();

    OrderLine(String system, String location, OrderMessage message, MllpConnection.Opening opening) {
        this.system = system;
        this.location = location;
        this.message = message;
        this.opening = opening;
    }

    @Override
    public Handover hand(List<OutgoingRecord> records) {
        List<Receipt> receipts = new ArrayList<>();
        for (OutgoingRecord record : records) {
            try {
                OrderAnswer answer = send(record);
                if (answer.notNow().isPresent()) {
                    return Handover.brokenOff(
                            receipts,
                            Set.of(record.change()),
                            notNow(answer.notNow().get()));
                }
                receipts.add(answer.receipt(record.change()));
            } catch (Unfit unfit) {
                LOG.warn("target={} change={} outcome=unfit {}", system, record.change(), unfit.getMessage());
                receipts.add(new Receipt(record.change(), Receipt.State.REFUSED, unfit.getMessage(), Optional.empty()));
            } catch (IOException away) {
                close();
                LOG.warn("target={} change={} outcome=away", system, record.change(), away);
                return Handover.brokenOff(
                        receipts, Set.of(record.change()), TransportFailure.whileSending(location, away));
            }
        }
        return Handover.complete(receipts);
    }

    /** Goes to the log and the target's state, so without the engine's own text. */
    private String notNow(String said) {
        return location + " cannot take messages just now (" + said
                + "). They are sent again by themselves. If it stays so, ask the engine's owner what holds it up.";
    }

    private OrderAnswer send(OutgoingRecord record) throws IOException, Unfit {
        String order = message.of(record);
        if (open.isEmpty()) {
            open = Optional.of(opening.open());
        }
        String text = open.get().ask(order);
        try {
            OrderAnswer answer = OrderAnswer.in(text).get(0);
            if (answer.change().filter(change -> change == record.change()).isEmpty()) {
                throw new IOException("the acknowledgement is of another message");
            }
            return answer;
        } catch (IllegalArgumentException broken) {
            throw new IOException("the answer is no acknowledgement", broken);
        }
    }

    @Override
    public void close() {
        open.ifPresent(MllpConnection::close);
        open = Optional.empty();
    }
}
