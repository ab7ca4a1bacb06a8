package uk.fosteringhub.core.attribution.report;

import java.util.List;
import java.util.Map;

/**
 * How far enquiries got, by what they have in common.
 *
 * @param closed households whose enquiry was closed, by the code of the reason; empty code: no reason given
 */
public record Funnel(String key, String label, List<Step> steps, double closedAll, Map<String, Double> closed) {

    /**
     * @param households that reached the stage; a fraction where credit is shared
     * @param ofPrevious conversion from the stage before
     * @param ofContacts conversion from the first stage
     * @param medianDays days since the stage before, of those that have both dates; negative: nobody has
     */
    public record Step(
            String stage, String label, double households, Wilson ofPrevious, Wilson ofContacts, double medianDays) {}
}
