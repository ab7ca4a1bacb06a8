package uk.fosteringhub.simulators.events;

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
 * Who came to events: for each enquiry taken at one that person, and two people who enquired by the website later. Half
 * are scans of a code, half stand on a sign-up sheet that knows the day. A change corrects the postcode.
 */
final class Scans implements Feed {
    private static final int FOR_EACH_ENQUIRY = 3;
    private static final Form FORM = new Form(
            "events-touchpoints",
            "event-scans.csv",
            "scan_id,scanned_at,attended_on,event_name,campaign_id,campaign,promo_code,enquiry_id,first_name,last_name,"
                    + "email,phone,postcode,council",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.RAGGED_ROW));

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long ordinal = number / FOR_EACH_ENQUIRY;
        int place = (int) (number % FOR_EACH_ENQUIRY);
        boolean there = place == 0;
        long inTheWorld = there ? Door.EVENT.enquiry(ordinal) : Door.WEBSITE.enquiry(number - ordinal);
        Enquiry enquiry = Enquiry.of(draw, inTheWorld);
        Touch event = there ? Touch.atEvent(draw, enquiry, inTheWorld) : Touch.event(draw, enquiry, inTheWorld);
        row.key("T" + World.numbered("E-", number));
        if (draw.chance(0.5)) {
            row.mainMinute(event.day(), event.minute()).none();
        } else {
            row.none().mainBritishDay(event.day());
        }
        row.text(EventFeeds.eventOf(event));
        row.text(event.campaign().map(Campaign::id).orElse(""));
        row.text(event.campaign().map(Campaign::name).orElse(""));
        row.text(event.campaign().map(Campaign::promoCode).orElse(""));
        row.text(there ? World.numbered("E-", ordinal) : "");
        row.text(enquiry.person().given());
        row.text(enquiry.person().family());
        row.text(enquiry.person().email());
        row.text(enquiry.phone());
        row.text(revision == 0 ? enquiry.postcode() : "BN" + (1 + revision % 9) + " 1AA");
        row.text(World.COUNCIL);
    }
}
