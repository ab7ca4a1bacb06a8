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
import uk.fosteringhub.simulators.world.Words;
import uk.fosteringhub.simulators.world.World;

/** The world's enquiries that were taken at an event; of one in two only the day is known. A change is another interest. */
final class Enquiries implements Feed {
    private static final Form FORM = new Form(
            "events-enquiries",
            "event-enquiries.csv",
            "enquiry_id,enquired_at,enquired_on,event_name,first_name,last_name,email,phone,postcode,council,interest,"
                    + "source_answer,campaign,promo_code",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final String[] INTERESTS = {"Fostering", "Long-term fostering", "Teenagers", "Short breaks"};

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long inTheWorld = Door.EVENT.enquiry(number);
        Enquiry enquiry = Enquiry.of(draw, inTheWorld);
        Touch event = Touch.atEvent(draw, enquiry, inTheWorld);
        int interest = draw.below(INTERESTS.length);
        row.key(World.numbered("E-", number));
        if (draw.chance(0.5)) {
            row.mainMinute(enquiry.day(), enquiry.minute()).none();
        } else {
            row.none().mainBritishDay(enquiry.day());
        }
        row.text(EventFeeds.eventOf(event));
        row.text(enquiry.person().given());
        row.text(enquiry.person().family());
        row.text(enquiry.person().email());
        row.text(enquiry.phone());
        row.text(enquiry.postcode());
        row.text(World.COUNCIL);
        row.text(INTERESTS[(interest + revision) % INTERESTS.length]);
        row.answer(draw.chance(0.5) ? enquiry.source() : "", draw.pick(Words.UNUSUAL_SOURCES));
        row.text(event.campaign().map(Campaign::name).orElse(""));
        row.text(event.campaign().map(Campaign::promoCode).orElse(""));
    }
}
