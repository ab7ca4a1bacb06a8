package uk.fosteringhub.core.identity.judge;

import java.util.ArrayList;
import java.util.List;

/** What the fields of two records have shown, before anything is concluded. */
final class Compared {
    private static final int FIELDS = Field.values().length;

    final NameAgreement name;
    private final Level[] levels = new Level[FIELDS];
    private final double[] bits = new double[FIELDS];
    private double weight;

    Compared(NameAgreement name) {
        this.name = name;
    }

    void put(Level level, double weighs) {
        levels[level.field().ordinal()] = level;
        bits[level.field().ordinal()] = weighs;
        weight += weighs;
    }

    double weight() {
        return weight;
    }

    boolean is(Level level) {
        return levels[level.field().ordinal()] == level;
    }

    boolean isAny(Level one, Level other) {
        return is(one) || is(other);
    }

    /** Whether both records say something of the field. */
    boolean has(Field field) {
        return levels[field.ordinal()] != null;
    }

    double bits(Field field) {
        return bits[field.ordinal()];
    }

    List<FieldLevel> levels() {
        List<FieldLevel> all = new ArrayList<>(FIELDS);
        for (int i = 0; i < FIELDS; i++) {
            if (levels[i] != null) {
                all.add(new FieldLevel(levels[i], bits[i]));
            }
        }
        return all;
    }
}
