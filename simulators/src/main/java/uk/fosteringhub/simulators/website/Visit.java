package uk.fosteringhub.simulators.website;

import uk.fosteringhub.simulators.world.Campaign;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Touch;

/** What the website knows of a visit; empty is what it does not know. */
record Visit(
        String campaignId,
        String campaign,
        String promoCode,
        String referrer,
        String landingPage,
        String utmSource,
        String utmMedium,
        String utmCampaign,
        String utmTerm) {
    private static final String SEARCH = "https://search.example.org/";
    private static final String SOCIAL = "https://social.example.org/";
    private static final String[] REFERRERS = {"", SEARCH, SEARCH, SOCIAL, "https://www.example.org/council"};
    private static final String[] TERMS = {"foster care near me", "become a foster carer", "fostering allowance"};
    private static final double SHARE_WITH_PROMO_CODE = 0.3;

    /** Goes on with the draws of the touch. */
    static Visit of(Draw draw, Touch touch) {
        return touch.campaign().map(campaign -> byCampaign(draw, campaign)).orElseGet(() -> byItself(draw));
    }

    private static Visit byCampaign(Draw draw, Campaign campaign) {
        boolean search = campaign.utmSource().equals("google");
        boolean social = campaign.utmSource().equals("facebook");
        return new Visit(
                campaign.id(),
                campaign.name(),
                draw.chance(SHARE_WITH_PROMO_CODE) ? campaign.promoCode() : "",
                search ? SEARCH : social ? SOCIAL : "",
                campaign.landingPage(),
                campaign.utmSource(),
                campaign.utmMedium(),
                campaign.code(),
                search ? draw.pick(TERMS) : "");
    }

    private static Visit byItself(Draw draw) {
        return new Visit("", "", "", draw.pick(REFERRERS), "/fostering", "", "", "", "");
    }
}
