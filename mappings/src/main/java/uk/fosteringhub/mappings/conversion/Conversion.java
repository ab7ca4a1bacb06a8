package uk.fosteringhub.mappings.conversion;

/**
 * Makes a canonical value of a received text. Immutable, and fitted to one column when a delivery's header is known, so
 * that its refusals are made once and cost nothing per row.
 */
@FunctionalInterface
public interface Conversion {

    /**
     * Never throws.
     *
     * @param text trimmed, not empty, without NUL characters
     * @return the canonical value, null for "the source says nothing", a {@link Refusal}, or an {@link Unmapped} code
     */
    Object convert(String text);
}
