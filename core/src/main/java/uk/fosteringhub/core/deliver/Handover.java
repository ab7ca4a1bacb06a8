package uk.fosteringhub.core.deliver;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What became of records handed to a target.
 *
 * @param receipts one per record that the target took or refused; fewer than were handed if there is an outage
 * @param outage why the rest could not be handed over, in a plain sentence; these are tried again later, in their order
 * @param tried the changes with which the outage was met, and not those behind them that the target never saw. Only these
 *     come nearer to being given up
 */
public record Handover(List<Receipt> receipts, Optional<String> outage, Set<Long> tried) {

    public static Handover complete(List<Receipt> receipts) {
        return new Handover(List.copyOf(receipts), Optional.empty(), Set.of());
    }

    public static Handover brokenOff(List<Receipt> receipts, Collection<Long> tried, String outage) {
        return new Handover(List.copyOf(receipts), Optional.of(outage), Set.copyOf(tried));
    }
}
