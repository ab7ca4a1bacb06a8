package uk.fosteringhub.simulators.website;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Door;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Enquiry;
import uk.fosteringhub.simulators.world.Touch;
import uk.fosteringhub.simulators.world.World;

/**
 * Three for each enquiry by the website: two visits, then the redirect to the regional service in the moment of the
 * enquiry, or else the second visit once more a few minutes later. A change is a later modification of the row.
 */
final class Touchpoints implements Feed {
    /** The visit whose link the form still knows when it is sent. */
    static final int LAST_VISIT = 1;

    private static final int FOR_EACH_ENQUIRY = 3;
    private static final int MINUTES_LATER = 12;
    private static final int ONE_MORE = 2;
    private static final Form FORM = new Form(
            "website-touchpoints",
            "website-touchpoints.csv",
            "touchpoint_id,modified_at,enquiry_id,occurred_at,kind,campaign_id,campaign,promo_code,referrer,landing_page,"
                    + "utm_source,utm_medium,utm_campaign,utm_term,first_name,last_name,email,phone,postcode,council,"
                    + "regional_referral_id",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long ordinal = number / FOR_EACH_ENQUIRY;
        int place = (int) (number % FOR_EACH_ENQUIRY);
        long inTheWorld = Door.WEBSITE.enquiry(ordinal);
        Enquiry enquiry = Enquiry.of(draw, inTheWorld);
        boolean redirect = place == ONE_MORE && World.isRegional(inTheWorld);
        Touch touch = Touch.visit(draw, enquiry, inTheWorld, Math.min(place, LAST_VISIT));
        int day = redirect ? enquiry.day() : touch.day();
        int minute = redirect ? enquiry.minute() : touch.minute() + (place == ONE_MORE ? MINUTES_LATER : 0);
        row.key("T" + World.numbered("W-", number));
        row.minute(day + revision, minute);
        row.text(World.numbered("W-", ordinal));
        row.mainMinute(day, minute);
        row.mainCode(redirect ? "redirect" : "visit");
        if (redirect) {
            redirect(enquiry, inTheWorld, row);
        } else {
            visit(Visit.of(draw, touch), row);
        }
    }

    private static void visit(Visit visit, Row row) {
        row.text(visit.campaignId());
        row.text(visit.campaign());
        row.text(visit.promoCode());
        row.text(visit.referrer());
        row.text(visit.landingPage());
        row.text(visit.utmSource());
        row.text(visit.utmMedium());
        row.text(visit.utmCampaign());
        row.text(visit.utmTerm());
        row.none().none().none().none().none();
        row.text(World.COUNCIL);
        row.none();
    }

    private static void redirect(Enquiry enquiry, long inTheWorld, Row row) {
        row.none().none().none().none();
        row.text("/fostering/apply");
        row.none().none().none().none();
        row.text(enquiry.person().given());
        row.text(enquiry.person().family());
        row.text(enquiry.person().email());
        row.text(enquiry.phone());
        row.text(enquiry.postcode());
        row.text(World.COUNCIL);
        row.text(World.referralId(inTheWorld));
    }
}
