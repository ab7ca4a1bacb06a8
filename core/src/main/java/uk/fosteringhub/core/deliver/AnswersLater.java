package uk.fosteringhub.core.deliver;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A target that answers later than it takes, such as by acknowledgement files. */
public interface AnswersLater extends Target {

    /**
     * Collects the answers that have come. The hub asks at the beginning and end of a run, and every minute while it serves.
     * An answer may come again after a crash.
     *
     * @param book keeps answers for good; called before an answer is tidied away where it came from
     * @return why not all could be collected, in a plain sentence; empty if they could
     */
    Optional<String> answers(Consumer<List<Receipt>> book);
}
