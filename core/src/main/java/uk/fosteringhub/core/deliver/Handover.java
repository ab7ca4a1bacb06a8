package uk.fosteringhub.core.deliver;

import java.util.List;
import java.util.Optional;

/**
 * What became of records handed to a target.
 *
 * @param receipts one per record that the target took or refused; fewer than were handed if there is an outage
 * @param outage why the rest could not be handed over, in a plain sentence; these are tried again later, in their order
 */
public record Handover(List<Receipt> receipts, Optional<String> outage) {

    public static Handover complete(List<Receipt> receipts) {
        return new Handover(List.copyOf(receipts), Optional.empty());
    }

    public static Handover brokenOff(List<Receipt> receipts, String outage) {
        return new Handover(List.copyOf(receipts), Optional.of(outage));
    }
}
