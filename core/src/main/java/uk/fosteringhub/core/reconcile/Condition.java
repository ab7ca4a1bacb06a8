package uk.fosteringhub.core.reconcile;

import uk.fosteringhub.core.records.RecordType;

/**
 * Narrows what is compared to records of which at least one of the two systems says this.
 *
 * @param value the canonical value as text: {@code true}, a code, a date {@code 2026-03-31}
 */
public record Condition(String field, String value) {

    boolean holds(RecordType type, Said said) {
        return type.has(field) && value.equals(String.valueOf(said.values()[type.indexOf(field)]));
    }
}
