package uk.fosteringhub.core.deliver;

import java.util.Optional;

/** A target that answers later than it takes, such as by acknowledgement files. */
public interface AnswersLater extends Target {

    /**
     * Collects the answers that have come. The hub asks at the beginning and end of a run, and every minute while it serves.
     * An answer may come again after a crash.
     *
     * @return why the place of the answers cannot be reached, in a plain sentence; empty if it can
     */
    Optional<String> answers(AnswerBook book);
}
