package uk.fosteringhub.mappings.mapper;

/** Something that holds for a row or not. */
@FunctionalInterface
interface Condition {
    Condition ALWAYS = (row, values, findings) -> true;

    /**
     * @param row as received
     * @param values canonical, as far as they are known yet
     * @param findings takes codes that a table lacks
     */
    boolean holds(String[] row, Object[] values, Findings findings);
}
