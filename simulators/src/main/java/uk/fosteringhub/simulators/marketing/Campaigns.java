package uk.fosteringhub.simulators.marketing;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Campaign;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;

/**
 * The campaign calendar. Rows beyond it are its lines once more for another area. A change is another budget.
 */
final class Campaigns implements Feed {
    private static final Form FORM = new Form(
            "marketing-campaigns",
            "campaigns.csv",
            "campaign_id,name,channel,campaign_code,promo_code,dialled_number,landing_page,area,started_on,ended_on,budget",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final int STEP_OF_BUDGETS = 50;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        Campaign campaign = Campaign.CALENDAR.get((int) (number % Campaign.CALENDAR.size()));
        long area = number / Campaign.CALENDAR.size();
        draw.about(Stream.CAMPAIGN, number);
        row.key(Campaign.idOf(number));
        row.text(campaign.name());
        row.mainCode(campaign.channel());
        row.text(area == 0 ? campaign.code() : campaign.code() + "-" + area);
        row.text(campaign.promoCode());
        row.text(campaign.dialledNumber());
        row.text(campaign.landingPage());
        row.text(area == 0 ? campaign.area() : "Area " + area);
        row.mainBritishDay(campaign.startedOn());
        if (campaign.endedOn().isPresent()) {
            row.britishDay(campaign.endedOn().get());
        } else {
            row.none();
        }
        row.text(campaign.budget() + STEP_OF_BUDGETS * (draw.below(5) + 5 * revision) + ".00");
    }
}
