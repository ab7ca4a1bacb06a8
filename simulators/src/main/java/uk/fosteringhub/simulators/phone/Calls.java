package uk.fosteringhub.simulators.phone;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Campaign;
import uk.fosteringhub.simulators.world.Door;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Enquiry;
import uk.fosteringhub.simulators.world.Touch;
import uk.fosteringhub.simulators.world.World;

/**
 * The call log, two calls for each enquiry by telephone: the enquiry, which was redirected in one case of two, and an
 * earlier one. A change is another degree of confidence.
 */
final class Calls implements Feed {
    private static final Form FORM = new Form(
            "phone-touchpoints",
            "phone-calls.csv",
            "call_id,called_at,enquiry_id,first_name,last_name,caller_number,postcode,council,dialled_number,note_kind,"
                    + "heard_from,campaign_id,campaign,redirected,regional_referral_id,confidence",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final String[] NOTE_KINDS = {"Call note", "Call note", "Number dialled", "Entered by staff"};
    private static final String[] CONFIDENCES = {"0.5", "0.75", "0.9", "1"};

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long ordinal = number / 2;
        boolean theEnquiry = number % 2 == 1;
        long inTheWorld = Door.PHONE.enquiry(ordinal);
        Enquiry enquiry = Enquiry.of(draw, inTheWorld);
        Touch call = Touch.call(draw, enquiry, inTheWorld);
        boolean redirected = theEnquiry && World.isRegional(inTheWorld);
        String noteKind = draw.pick(NOTE_KINDS);
        int confidence = draw.below(CONFIDENCES.length);
        row.key("T" + World.numbered("P-", number));
        row.mainMinute(theEnquiry ? enquiry.day() : call.day(), theEnquiry ? enquiry.minute() : call.minute());
        row.text(World.numbered("P-", ordinal));
        row.text(theEnquiry ? enquiry.person().given() : "");
        row.text(theEnquiry ? enquiry.person().family() : "");
        row.text(enquiry.phone());
        row.text(theEnquiry ? enquiry.postcode() : "");
        row.text(World.COUNCIL);
        row.text(call.campaign().map(Campaign::dialledNumber).orElse(PhoneFeeds.USUAL_NUMBER));
        row.mainCode(noteKind);
        row.text(noteKind.equals("Number dialled") ? "" : enquiry.source());
        row.text(call.campaign().map(Campaign::id).orElse(""));
        row.text(call.campaign().map(Campaign::name).orElse(""));
        row.flag(redirected);
        row.text(redirected && confidence == 0 ? World.referralId(inTheWorld) : "");
        row.text(CONFIDENCES[(confidence + revision) % CONFIDENCES.length]);
    }
}
