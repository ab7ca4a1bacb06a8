package uk.fosteringhub.simulators.marketing;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Campaign;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Identifiers;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/**
 * What the campaigns cost, an invoice for each quarter of a campaign's time, now and then a credit note; searches are paid
 * for by channel and not by campaign. A change is another amount.
 */
final class Spending implements Feed {
    static final int PARTS = 4;

    private static final Form FORM = new Form(
            "marketing-spend",
            "campaign-spend.csv",
            "spend_id,campaign_id,channel,supplier,kind,invoice_number,period_started_on,period_ended_on,amount",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final String[] SUPPLIERS = {
        "Coastline Media", "Wexhurst Print Works", "Rother Outdoor", "Downs Digital"
    };
    private static final int CREDIT_NOTE_EVERY = 19;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        int lines = Campaign.CALENDAR.size();
        Campaign campaign = Campaign.CALENDAR.get((int) (number % lines));
        int part = (int) (number / lines % PARTS);
        draw.about(Stream.SPEND, number);
        boolean credit = number % CREDIT_NOTE_EVERY == CREDIT_NOTE_EVERY - 1;
        int quarter = campaign.budget() * 100 / PARTS;
        int pence = (credit ? quarter / 10 : quarter * 9 / 10 + draw.below(1 + quarter / 10)) + 100 * revision;
        int from = campaign.startedOn();
        int days = Math.max(PARTS, Math.min(campaign.endedOn().orElse(World.NIGHT), World.NIGHT) - from + 1);
        row.key(World.numbered("X-", number));
        row.text(campaign.utmSource().equals("google") ? "" : campaign.id());
        row.mainCode(campaign.channel());
        row.text(draw.pick(SUPPLIERS));
        row.text(credit ? "Credit note" : "Invoice");
        row.text((credit ? "CN-" : "INV-") + (10_000 + number));
        row.mainBritishDay(from + days * part / PARTS);
        row.britishDay(from + days * (part + 1) / PARTS - 1);
        row.text((credit ? "-" : "") + pence / 100 + "."
                + Identifiers.threeDigits(pence % 100).substring(1));
    }
}
