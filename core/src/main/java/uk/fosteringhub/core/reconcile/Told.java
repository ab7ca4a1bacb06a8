package uk.fosteringhub.core.reconcile;

import java.util.ArrayList;
import java.util.List;

/** What two systems tell of one entity. */
final class Told {
    final long entity;
    final List<Said> bySystem = new ArrayList<>(1);
    final List<Said> byOther = new ArrayList<>(1);
    /** Keys by which something points to a record that has not come: of the first system, and of the second. */
    final List<String> awaitedOfSystem = new ArrayList<>(0);

    final List<String> awaitedOfOther = new ArrayList<>(0);

    Told(long entity) {
        this.entity = entity;
    }

    boolean isPair() {
        return bySystem.size() == 1 && byOther.size() == 1;
    }
}
