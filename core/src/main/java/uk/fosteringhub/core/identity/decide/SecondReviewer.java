package uk.fosteringhub.core.identity.decide;

import java.util.ArrayList;
import java.util.List;

/**
 * For which pairs one person's word is not enough.
 *
 * @param restricted pairs that concern a restricted person
 * @param child pairs that concern a child
 * @param approvedCarer pairs that concern an approved carer
 * @param belowWeight pairs of less than so many bits
 */
public record SecondReviewer(boolean restricted, boolean child, boolean approvedCarer, double belowWeight) {
    /** Restricted persons only. */
    public static final SecondReviewer DEFAULT = new SecondReviewer(true, false, false, Double.NEGATIVE_INFINITY);

    /** Nobody has to be asked twice. */
    public static final SecondReviewer NEVER = new SecondReviewer(false, false, false, Double.NEGATIVE_INFINITY);

    /** Why a second person must agree; empty if none has to. */
    public List<String> reasons(boolean concernsRestricted, List<Consequence> touched, double weight) {
        List<String> reasons = new ArrayList<>();
        if (restricted && concernsRestricted) {
            reasons.add("it concerns a restricted person");
        }
        if (child && touched.contains(Consequence.CHILD)) {
            reasons.add("it concerns a child");
        }
        if (approvedCarer && touched.contains(Consequence.APPROVED_CARER)) {
            reasons.add("it concerns an approved carer");
        }
        if (weight < belowWeight) {
            reasons.add("it weighs less than " + belowWeight + " bits");
        }
        return List.copyOf(reasons);
    }
}
