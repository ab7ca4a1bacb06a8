package uk.fosteringhub.core.identity.pass;

import java.util.HashMap;
import java.util.Map;
import uk.fosteringhub.core.identity.decide.PersonRecord;

/** Which records are one with which. */
final class RecordGroups {
    private final Map<PersonRecord, PersonRecord> parents = new HashMap<>();

    /** @return whether they were not one before */
    boolean join(PersonRecord one, PersonRecord other) {
        PersonRecord a = of(one);
        PersonRecord b = of(other);
        parents.put(b, a);
        return !a.equals(b);
    }

    /** The same record for all that are one. */
    PersonRecord of(PersonRecord record) {
        PersonRecord root = record;
        PersonRecord parent = parents.getOrDefault(root, root);
        while (!parent.equals(root)) {
            root = parent;
            parent = parents.getOrDefault(root, root);
        }
        return root;
    }
}
