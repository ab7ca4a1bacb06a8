package uk.fosteringhub.simulators.website;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Door;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Enquiry;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.Touch;
import uk.fosteringhub.simulators.world.Words;
import uk.fosteringhub.simulators.world.World;

/**
 * The forms that were sent, in the world's enquiries that came by the website. Half were handed on to the regional
 * service, and most of these know its number. A change is a later modification of the row with another interest.
 */
final class Enquiries implements Feed {
    private static final Form FORM = new Form(
            "website-enquiries",
            "website-enquiries.csv",
            "enquiry_id,modified_at,enquired_at,first_name,last_name,email,phone,postcode,council,interest,source_answer,"
                    + "campaign,promo_code,referrer,landing_page,utm_source,utm_medium,utm_campaign,utm_term,passed_on,"
                    + "regional_referral_id",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final String[] INTERESTS = {"Fostering", "Short breaks", "Teenagers", "Parent and child", "Not sure"
    };
    private static final double SHARE_WITH_REFERRAL_ID = 0.9;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long inTheWorld = Door.WEBSITE.enquiry(number);
        Enquiry enquiry = Enquiry.of(draw, inTheWorld);
        Visit visit = Visit.of(draw, Touch.visit(draw, enquiry, inTheWorld, Touchpoints.LAST_VISIT));
        draw.about(Stream.ENQUIRY, ~inTheWorld);
        int interest = draw.below(INTERESTS.length);
        row.key(World.numbered("W-", number));
        row.minute(enquiry.day() + revision, enquiry.minute());
        row.mainMinute(enquiry.day(), enquiry.minute());
        row.text(enquiry.person().given());
        row.text(enquiry.person().family());
        row.text(enquiry.person().email());
        row.text(enquiry.phone());
        row.text(enquiry.postcode());
        row.text(World.COUNCIL);
        row.text(INTERESTS[(interest + revision) % INTERESTS.length]);
        row.answer(enquiry.source(), draw.pick(Words.UNUSUAL_SOURCES));
        row.text(visit.campaign());
        row.text(visit.promoCode());
        row.text(visit.referrer());
        row.text(visit.landingPage());
        row.text(visit.utmSource());
        row.text(visit.utmMedium());
        row.text(visit.utmCampaign());
        row.text(visit.utmTerm());
        boolean passedOn = World.isRegional(inTheWorld);
        row.flag(passedOn);
        row.text(passedOn && draw.chance(SHARE_WITH_REFERRAL_ID) ? World.referralId(inTheWorld) : "");
    }
}
