package uk.fosteringhub.core.identity.judge;

/**
 * How far two records agree in one field.
 *
 * @param bits what it weighs: positive speaks for one person, negative against; one bit doubles or halves the odds
 */
public record FieldLevel(Level level, double bits) {
    public Field field() {
        return level.field();
    }

    public String words() {
        return level.words();
    }
}
