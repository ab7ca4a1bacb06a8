package uk.fosteringhub.core.identity.person;

import java.util.List;

/**
 * An address as received.
 *
 * @param lines house, street, place; none may be null
 * @param postcode empty for not known
 */
public record PostalAddress(List<String> lines, String postcode) {
    public PostalAddress {
        lines = List.copyOf(lines);
    }
}
