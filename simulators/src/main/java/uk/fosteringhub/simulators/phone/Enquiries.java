package uk.fosteringhub.simulators.phone;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Campaign;
import uk.fosteringhub.simulators.world.Door;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Enquiry;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.Touch;
import uk.fosteringhub.simulators.world.Words;
import uk.fosteringhub.simulators.world.World;

/**
 * The world's enquiries that were taken by telephone. Half were redirected to the regional service, whose number the call
 * handler seldom learns. A change is another interest.
 */
final class Enquiries implements Feed {
    private static final Form FORM = new Form(
            "phone-enquiries",
            "phone-enquiries.csv",
            "enquiry_id,enquired_at,first_name,last_name,email,phone,postcode,council,interest,dialled_number,"
                    + "source_answer,campaign,promo_code,redirected,regional_referral_id",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final String[] INTERESTS = {"Fostering", "Short breaks", "Teenagers", "Long-term fostering"};
    private static final double SHARE_WITH_REFERRAL_ID = 0.3;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long inTheWorld = Door.PHONE.enquiry(number);
        Enquiry enquiry = Enquiry.of(draw, inTheWorld);
        Touch call = Touch.call(draw, enquiry, inTheWorld);
        draw.about(Stream.ENQUIRY, ~inTheWorld);
        int interest = draw.below(INTERESTS.length);
        boolean redirected = World.isRegional(inTheWorld);
        row.key(World.numbered("P-", number));
        row.mainMinute(enquiry.day(), enquiry.minute());
        row.text(enquiry.person().given());
        row.text(enquiry.person().family());
        row.text(draw.chance(0.5) ? enquiry.person().email() : "");
        row.text(enquiry.phone());
        row.text(enquiry.postcode());
        row.text(World.COUNCIL);
        row.text(INTERESTS[(interest + revision) % INTERESTS.length]);
        row.text(call.campaign().map(Campaign::dialledNumber).orElse(PhoneFeeds.USUAL_NUMBER));
        row.answer(enquiry.source(), draw.pick(Words.UNUSUAL_SOURCES));
        row.text(call.campaign().map(Campaign::name).orElse(""));
        row.text(draw.chance(0.2) ? call.campaign().map(Campaign::promoCode).orElse("") : "");
        row.flag(redirected);
        row.text(redirected && draw.chance(SHARE_WITH_REFERRAL_ID) ? World.referralId(inTheWorld) : "");
    }
}
