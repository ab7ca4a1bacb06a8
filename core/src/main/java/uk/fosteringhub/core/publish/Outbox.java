package uk.fosteringhub.core.publish;

import java.util.List;

/** Changes that wait to be handed to a target, written in the same commit as the changes themselves. */
public final class Outbox {

    /** Hands changes on. If it throws, none of them counts as handed on. */
    @FunctionalInterface
    public interface Sender {
        void send(List<OutgoingChange> changes) throws Exception;
    }

    /**
     * Hands the oldest waiting changes of a target to the sender and marks them as handed on in one transaction; other
     * processes take others meanwhile, but never a later change of an entity before an earlier one.
     *
     * @param target {@code kafka}, or the name of a system with a queue
     * @param most how many at once
     * @return how many were handed on; 0 when none waits
     */
    public int handOn(String target, int most, Sender sender) throws Exception {
        throw new UnsupportedOperationException();
    }
}
