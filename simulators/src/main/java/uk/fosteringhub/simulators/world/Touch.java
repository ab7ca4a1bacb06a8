package uk.fosteringhub.simulators.world;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * One of the things that brought a person to their enquiry.
 *
 * @param day epoch day
 * @param minute of that day, Europe/London
 * @param campaign what it came by, where it was one; it ran on that day
 */
public record Touch(int day, int minute, Optional<Campaign> campaign) {
    /** Some lie further back than the 90 days that attribution commonly counts. */
    private static final int MOST_DAYS_BEFORE = 110;

    private static final double SHARE_BY_CAMPAIGN = 0.6;
    private static final int NUMBERS_FOR_EACH_ENQUIRY = 8;
    private static final int CALL = 6;
    private static final int EVENT = 7;

    /**
     * A visit to the website before an enquiry: by the link or code of a campaign, or of itself.
     *
     * @param number of the enquiry
     * @param ordinal 0 to 5
     */
    public static Touch visit(Draw draw, Enquiry enquiry, long number, int ordinal) {
        draw.about(Stream.TOUCH, number * NUMBERS_FOR_EACH_ENQUIRY + ordinal);
        return before(
                draw,
                enquiry,
                SHARE_BY_CAMPAIGN,
                campaign -> campaign.number() != Campaign.nudges().number());
    }

    /** A call before an enquiry: to the number of a campaign that printed one, or to the usual number. */
    public static Touch call(Draw draw, Enquiry enquiry, long number) {
        draw.about(Stream.TOUCH, number * NUMBERS_FOR_EACH_ENQUIRY + CALL);
        return before(draw, enquiry, SHARE_BY_CAMPAIGN, campaign -> !campaign.dialledNumber()
                .isEmpty());
    }

    /** An event before an enquiry: one of a campaign if one with events ran, or one that the council holds at any time. */
    public static Touch event(Draw draw, Enquiry enquiry, long number) {
        draw.about(Stream.TOUCH, number * NUMBERS_FOR_EACH_ENQUIRY + EVENT);
        return before(draw, enquiry, 1, Touch::hasEvents);
    }

    /** The event at which an enquiry was taken. */
    public static Touch atEvent(Draw draw, Enquiry enquiry, long number) {
        draw.about(Stream.TOUCH, number * NUMBERS_FOR_EACH_ENQUIRY);
        return new Touch(enquiry.day(), enquiry.minute(), Campaign.running(draw, enquiry.day(), Touch::hasEvents));
    }

    private static boolean hasEvents(Campaign campaign) {
        return campaign.channel().equals("Community event");
    }

    private static Touch before(Draw draw, Enquiry enquiry, double share, Predicate<Campaign> wanted) {
        int day = enquiry.day() - draw.between(1, MOST_DAYS_BEFORE);
        int minute = draw.between(7 * 60, 22 * 60);
        boolean byCampaign = draw.chance(share);
        Optional<Campaign> campaign = Campaign.running(draw, day, wanted);
        return new Touch(day, minute, byCampaign ? campaign : Optional.empty());
    }
}
