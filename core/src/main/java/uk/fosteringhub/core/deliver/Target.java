package uk.fosteringhub.core.deliver;

import java.util.List;

/** Speaks to one outside system that gets changes. */
@FunctionalInterface
public interface Target {

    /**
     * Hands records over, in their order. A record may come again after a crash, with the same change number; the target
     * must not end up with it twice. Records that the target has may be told in any order; of each entity, the later one is
     * not handed over before the earlier one is taken or refused.
     *
     * @param records oldest first; several may be about the same entity
     */
    Handover hand(List<OutgoingRecord> records);
}
