package uk.fosteringhub.simulators.lafse;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;

/** referrals.csv: the same referrals that the service answers with, flat. A change closes the referral. */
final class ReferralsFile implements Feed {
    /** Always with milliseconds, as in the service's answers. */
    static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private static final Form FORM = new Form(
            "lafse-enquiries-csv",
            "referrals.csv",
            "referral_id,council,enquired_at,modified_at,first_name,last_name,email,phone,postcode,source_answer,campaign,"
                    + "promo_code,dialled_number,referrer,interest,status,closed_reason",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        Referral referral = Referral.of(draw, number, revision);
        row.key(referral.referralId());
        row.text(referral.council());
        row.text(referral.enquiredAt().toString());
        row.text(MILLIS.format(referral.modifiedAt()));
        row.text(referral.firstName());
        row.text(referral.lastName());
        row.text(referral.email());
        row.text(referral.phone());
        row.text(referral.postcode());
        row.text(referral.sourceAnswer());
        row.text(referral.campaign());
        row.text(referral.promoCode());
        row.text(referral.dialledNumber());
        row.text(referral.referrer());
        row.mainCode(referral.interest());
        row.text(referral.status());
        row.text(referral.closedReason());
    }
}
