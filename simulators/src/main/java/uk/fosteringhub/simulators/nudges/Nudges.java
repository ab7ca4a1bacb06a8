package uk.fosteringhub.simulators.nudges;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Campaign;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Enquiry;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/**
 * An e-mail to every fifth enquirer of the world some weeks before the enquiry. Few answered; then the enquiry is the one
 * that came of it. A change is a later answer.
 */
final class Nudges implements Feed {
    private static final int ENQUIRIES_FOR_EACH = 5;
    private static final double SHARE_ANSWERED = 0.1;
    private static final int EIGHT_O_CLOCK = 8 * 60;
    private static final Form FORM = new Form(
            "nudges-touchpoints",
            "nudges.csv",
            "nudge_id,person_id,enquiry_id,email,council,campaign_id,nudge_name,utm_campaign,sent_at,answered_at,answer",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.RAGGED_ROW));
    private static final String[] NAMES = {"Three months on", "Six months on", "Twelve months on"};
    private static final String[] ANSWERS = {"Please call me", "Send me the pack", "Clicked the link"};

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long inTheWorld = number * ENQUIRIES_FOR_EACH;
        Enquiry enquiry = Enquiry.of(draw, inTheWorld);
        draw.about(Stream.NUDGE, number);
        int sent = enquiry.day() - draw.between(5, 60);
        boolean answered = draw.chance(SHARE_ANSWERED) || revision > 0;
        row.key(World.numbered("N-", number));
        row.number(World.personId(enquiry.person().number()));
        if (answered) {
            row.number(World.enquiryId(inTheWorld));
        } else {
            row.none();
        }
        row.text(enquiry.person().email());
        row.text(World.COUNCIL);
        row.text(Campaign.nudges().id());
        row.text(draw.pick(NAMES));
        row.text(Campaign.nudges().code());
        row.mainMinute(sent, EIGHT_O_CLOCK);
        if (answered) {
            row.minute(sent + draw.below(5), EIGHT_O_CLOCK + 1 + draw.below(600) + revision);
            row.text(draw.pick(ANSWERS));
        } else {
            row.none().none();
        }
    }
}
