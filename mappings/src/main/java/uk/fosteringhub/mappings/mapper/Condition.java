package uk.fosteringhub.mappings.mapper;

/** Something that holds for a row or not. */
@FunctionalInterface
public interface Condition {
    Condition ALWAYS = (row, values) -> true;

    /**
     * @param row as received
     * @param values canonical, as far as they are known yet
     */
    boolean holds(String[] row, Object[] values);
}
