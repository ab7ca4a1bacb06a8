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
    private boolean generationApart;

    Compared(NameAgreement name) {
        this.name = name;
    }

    void put(Level level, double weighs) {
        levels[level.field().ordinal()] = level;
        bits[level.field().ordinal()] = weighs;
        weight += weighs;
    }

    /** The dates of birth are as far apart as those of parent and child. */
    void generationApart(boolean apart) {
        generationApart = apart;
    }

    boolean generationApart() {
        return generationApart;
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

    /** What all pairs of two persons' records have shown: the best of each field, and of the names that are written out. */
    static Compared best(List<Compared> all) {
        Compared name = null;
        for (Compared one : all) {
            if (name == null
                    || one.name.better(name.name)
                    || one.name.given() == name.name.given()
                            && one.bits(Field.NAME) > name.bits(Field.NAME)
                            && !name.name.better(one.name)) {
                name = one;
            }
        }
        Compared best = new Compared(name.name);
        for (Field field : Field.values()) {
            Compared most = null;
            for (Compared one : all) {
                if (one.has(field) && (most == null || one.bits(field) > most.bits(field))) {
                    most = one;
                }
            }
            Compared chosen = field == Field.NAME ? name : most;
            if (chosen != null && chosen.has(field)) {
                best.put(chosen.levels[field.ordinal()], chosen.bits(field));
                if (field == Field.BIRTH_DATE) {
                    best.generationApart = chosen.generationApart;
                }
            }
        }
        return best;
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
