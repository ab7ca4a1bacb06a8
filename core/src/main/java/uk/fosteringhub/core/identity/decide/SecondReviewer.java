package uk.fosteringhub.core.identity.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /**
     * The same with one mark more.
     *
     * @param word {@code restricted}, {@code child}, {@code approved-carer}, {@code below-BITS}, or {@code never} for none
     * @return empty for a word that is none
     */
    public Optional<SecondReviewer> and(String word) {
        return switch (word) {
            case "never" -> Optional.of(this);
            case "restricted" -> Optional.of(new SecondReviewer(true, child, approvedCarer, belowWeight));
            case "child" -> Optional.of(new SecondReviewer(restricted, true, approvedCarer, belowWeight));
            case "approved-carer" -> Optional.of(new SecondReviewer(restricted, child, true, belowWeight));
            default ->
                word.matches("below-[0-9]{1,3}(\\.[0-9]{1,3})?")
                        ? Optional.of(new SecondReviewer(
                                restricted,
                                child,
                                approvedCarer,
                                Double.parseDouble(word.substring("below-".length()))))
                        : Optional.empty();
        };
    }

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
