package uk.fosteringhub.core.deliver;

/** A target that answers later than it takes, such as by acknowledgement files. */
public interface AnswersLater extends Target {

    /**
     * Collects the answers that have come since the last time. The hub asks at the beginning and end of a run, and every
     * minute while it serves. An answer may come again after a crash.
     */
    Handover answers();
}
