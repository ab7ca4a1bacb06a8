package uk.fosteringhub.console.differences;

import java.util.Optional;
import uk.fosteringhub.core.differences.DifferenceFilter;

/** The filter as it stands in the address; empty texts let all through. */
record DifferenceAsked(String record, String field, String owner, String other, String accepted) {

    DifferenceFilter filter(boolean restricted) {
        return new DifferenceFilter(
                text(record),
                text(field),
                text(owner),
                text(other),
                Optional.empty(),
                Optional.empty(),
                switch (accepted) {
                    case "accepted" -> Optional.of(true);
                    case "both" -> Optional.empty();
                    default -> Optional.of(false);
                },
                restricted);
    }

    /** The same without those that may stay, which nobody repairs. */
    DifferenceFilter open(boolean restricted) {
        return new DifferenceAsked(record, field, owner, other, "").filter(restricted);
    }

    private static Optional<String> text(String value) {
        return Optional.of(value.strip()).filter(text -> !text.isEmpty());
    }
}
