package uk.fosteringhub.simulators.lcs;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Enquiry;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.Words;
import uk.fosteringhub.simulators.world.World;

/**
 * FACT_FOSTER_ENQUIRY (assumed): the funnel with its stage dates, thinning out as a county's yearly report shows it
 * (135 contacts, 86 completed, 38 visits, 33 forms given, 25 received, 18 trained, 17 at panel). What came through the
 * regional service names its referral, and often only that as its source. A change is a later reply.
 */
final class Enquiries implements Feed {
    private static final Form FORM = new Form(
            "lcs-enquiries",
            "FACT_FOSTER_ENQUIRY.csv",
            "ENQUIRY_ID,DIM_PERSON_ID,HOUSEHOLD_ID,FORENAME,SURNAME,EMAIL,TELEPHONE,POSTCODE,ENQUIRY_DTTM,SOURCE,CAMPAIGN,"
                    + "INTEREST_CODE,STATUS_CODE,REGIONAL_REFERRAL_ID,REPLIED_DTTM,COMPLETED_DTTM,IHV_DTTM,"
                    + "APPLICATION_GIVEN_DTTM,APPLICATION_RECEIVED_DTTM,TRAINING_DTTM,PANEL_DTTM,APPROVED_DTTM,CLOSED_DTTM,"
                    + "CLOSED_REASON_CODE",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final String[] REGIONAL_ANSWERS = {"LAFSE", "Fostering South East", "regional hub", "website", ""};
    private static final int PANEL_AFTER = 260;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        Enquiry enquiry = Enquiry.of(draw, number);
        boolean regional = World.isRegional(number);
        int day = enquiry.day();
        draw.about(Stream.ENQUIRY, ~number);
        row.key(World.enquiryId(number));
        row.number(enquiry.stage() >= 1 ? World.personId(enquiry.person().number()) : -1);
        row.number(enquiry.stage() >= 7 ? World.householdId(number) : -1);
        row.text(enquiry.person().given());
        row.text(enquiry.person().family());
        row.text(enquiry.person().email());
        row.text(enquiry.phone());
        row.text(draw.chance(0.03) ? "nopostcode" : enquiry.postcode());
        row.mainMinute(day, enquiry.minute());
        row.text(regional && draw.chance(0.6) ? draw.pick(REGIONAL_ANSWERS) : enquiry.source());
        row.text(draw.chance(0.3) ? draw.pick(Words.CAMPAIGNS) : "");
        row.mainCode(draw.pick(LcsCodes.INTERESTS));
        row.text(
                enquiry.closed()
                        ? "CLOSED"
                        : enquiry.stage() >= 7 ? "APPROVED" : enquiry.stage() == 0 ? "NEW" : "OPEN");
        row.text(regional ? World.referralId(number) : "");
        row.day(Math.min(World.NIGHT, day + draw.below(3) + revision));
        stage(row, enquiry, 1, day + 3);
        stage(row, enquiry, 2, day + 9);
        stage(row, enquiry, 3, day + 14);
        stage(row, enquiry, 4, day + 35);
        stage(row, enquiry, 5, day + 90);
        stage(row, enquiry, 6, day + PANEL_AFTER);
        stage(row, enquiry, 7, day + PANEL_AFTER + 10);
        row.dayOrNone(enquiry.closed() ? enquiry.closedOn() : Row.NO_DAY);
        row.text(enquiry.closed() ? draw.pick(LcsCodes.CLOSED_REASONS) : "");
    }

    private static void stage(Row row, Enquiry enquiry, int stage, int day) {
        row.dayOrNone(enquiry.stage() >= stage ? day : Row.NO_DAY);
    }
}
