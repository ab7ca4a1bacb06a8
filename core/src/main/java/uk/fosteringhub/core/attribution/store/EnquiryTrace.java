package uk.fosteringhub.core.attribution.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.attribution.journey.Fate;
import uk.fosteringhub.core.attribution.journey.TouchKind;

/**
 * Why an enquiry is credited as it is.
 *
 * @param carriedBy {@code REGIONAL} or {@code COUNCIL}
 * @param rules version of the rules for sources
 * @param steps touchpoints and other evidence, in order
 * @param claims what each system says the source is, side by side
 * @param contradicting whether claims and evidence name different sources
 * @param models what each model says; a correction, where there is one, instead
 * @param redirect what being passed on changed; empty if nobody passed it on
 * @param summary the answer in one sentence
 */
public record EnquiryTrace(
        long enquiry,
        Instant enquiredAt,
        String carriedBy,
        String rules,
        List<StageDate> stages,
        List<Step> steps,
        List<Claim> claims,
        boolean contradicting,
        Optional<Correction> correction,
        List<Verdict> models,
        String redirect,
        String summary) {

    /** @param stage {@code enquiry}, {@code completed}, {@code initial_home_visit}, … {@code closed} */
    public record StageDate(String stage, LocalDate on) {}

    /**
     * One touchpoint, or one piece of evidence that counts as one.
     *
     * @param entity hub id of the record that tells of it
     * @param ofEnquiry whether that is the enquiry itself
     * @param channel its code
     * @param label the channel's name for people
     * @param campaign name; empty if there was none
     * @param confidence 0 to 1
     * @param inferred whether nobody told it
     * @param received as it came, in words
     * @param rule the rule for sources that was used; empty: none was needed
     * @param why what became of it, for people
     * @param raw where it came from
     */
    public record Step(
            long entity,
            boolean ofEnquiry,
            Instant at,
            String channel,
            String label,
            TouchKind kind,
            String campaign,
            Evidence evidence,
            double confidence,
            boolean inferred,
            String received,
            String rule,
            Fate fate,
            String why,
            List<Raw> raw) {}

    /** A source record: system, key, and where in which delivery. */
    public record Raw(String system, String key, String feed, long delivery, long line) {}

    /**
     * @param said as received
     * @param channel code of what it was taken for; empty: of nothing known
     */
    public record Claim(String system, String key, String said, String channel, String label) {}

    /** @param why one sentence */
    public record Verdict(String model, List<Share> shares, String why) {}

    public record Share(String channel, String label, double credit) {}
}
