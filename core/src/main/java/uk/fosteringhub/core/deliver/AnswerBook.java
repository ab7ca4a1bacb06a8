package uk.fosteringhub.core.deliver;

import java.util.List;
import java.util.Optional;

/** Keeps the answers that targets give later. */
@FunctionalInterface
public interface AnswerBook {

    /**
     * Keeps what one answer says; once this returns, the answer may be tidied away.
     *
     * @param answer its name, such as a file's
     * @param doubt what in it cannot be used, and what to do: this becomes a failure
     */
    void keep(String answer, List<Receipt> receipts, Optional<String> doubt);
}
