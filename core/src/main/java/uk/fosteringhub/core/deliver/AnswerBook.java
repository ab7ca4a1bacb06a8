package uk.fosteringhub.core.deliver;

import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.deliver.Parcels.Parcel;

/** Keeps the answers that targets give later. */
@FunctionalInterface
public interface AnswerBook {

    /**
     * Keeps what one answer says; once this returns, the answer may be tidied away. What lies in a parcel and has no receipt
     * yet gets it from the answer.
     *
     * @param parcel what it answers
     * @param answer its name, such as a file's
     * @param problem why it cannot be understood, and what to do
     * @return whether every change of the parcel is answered now. Until then there is a failure that says what is missing
     */
    boolean keep(Parcel parcel, String answer, List<Receipt> receipts, Optional<String> problem);
}
