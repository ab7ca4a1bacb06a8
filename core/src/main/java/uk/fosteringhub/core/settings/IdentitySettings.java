package uk.fosteringhub.core.settings;

import java.time.Duration;
import uk.fosteringhub.core.identity.decide.SecondReviewer;
import uk.fosteringhub.core.identity.judge.LinkModel;

/**
 * How the hub finds out which records are about the same person.
 *
 * @param enabled off: nothing is noted, compared or linked, and nothing is held back
 * @param holdBack how long at most changes of an entity wait for its records to be compared before they go out all the same
 * @param sameEnquiryWithin how far apart enquiries of one person by different ways may lie to be one enquiry
 * @param secondReviewer for which pairs two people must agree
 * @param sample how many automatic links of a month people judge, 1 to 1,000
 * @param model by which records are judged
 */
public record IdentitySettings(
        boolean enabled,
        Duration holdBack,
        Duration sameEnquiryWithin,
        SecondReviewer secondReviewer,
        int sample,
        LinkModel model) {

    public static final IdentitySettings DEFAULT = new IdentitySettings(
            true, Duration.ofMinutes(15), Duration.ofDays(14), SecondReviewer.DEFAULT, 50, LinkModel.standard());

    public static final IdentitySettings OFF =
            new IdentitySettings(false, Duration.ZERO, Duration.ZERO, SecondReviewer.DEFAULT, 50, LinkModel.standard());
}
