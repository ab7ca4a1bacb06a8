package uk.fosteringhub.simulators.lafse;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Enquiry;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.Words;
import uk.fosteringhub.simulators.world.World;

/**
 * An enquiry as the regional service passes it on.
 *
 * @param referralId {@code R-000123}
 * @param modifiedAt to the millisecond; not before {@code enquiredAt}
 * @param sourceAnswer in the applicant's own words
 * @param closedReason empty where it is not closed
 */
public record Referral(
        String referralId,
        String council,
        Instant enquiredAt,
        Instant modifiedAt,
        String firstName,
        String lastName,
        String email,
        String phone,
        String postcode,
        String sourceAnswer,
        String campaign,
        String promoCode,
        String dialledNumber,
        String referrer,
        String interest,
        String status,
        String closedReason) {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final String[] PROMO_CODES = {"SPRING25", "BUS25", "FCF25", "RADIO25"};
    private static final String[] REFERRERS = {
        "https://www.example.org/fostering", "https://social.example.org/", "https://search.example.org/?q=fostering"
    };
    private static final String[] INTERESTS = {"FOSTERING", "FOSTERING", "FOSTERING", "SHORT_BREAKS"};
    private static final String[] CLOSED_REASONS = {"WITHDRAWN", "TIMING", "HEALTH", "NO_RESPONSE"};
    private static final int SECONDS_IN_A_WEEK = 7 * 24 * 3600;

    /**
     * The referral behind every second enquiry that LCS knows.
     *
     * @param revision how often it was changed since it was first passed on
     */
    public static Referral of(Draw draw, long number, int revision) {
        Enquiry enquiry = Enquiry.of(draw, number * 2);
        draw.about(Stream.ENQUIRY, Long.MIN_VALUE + number);
        Instant enquired = LocalDate.ofEpochDay(enquiry.day())
                .atTime(enquiry.minute() / 60, enquiry.minute() % 60)
                .atZone(LONDON)
                .toInstant();
        Instant modified = enquired.plusSeconds(draw.below(3600)).plusMillis(draw.below(1000));
        Instant changed = modified.plusSeconds((long) revision * SECONDS_IN_A_WEEK);
        boolean closed = enquiry.closed() || revision > 0;
        String status = closed ? "CLOSED" : enquiry.stage() == 0 ? "NEW" : "PASSED_ON";
        return new Referral(
                World.referralId(number * 2),
                World.COUNCIL,
                enquired,
                changed,
                enquiry.person().given(),
                enquiry.person().family(),
                enquiry.person().email(),
                enquiry.phone(),
                enquiry.postcode(),
                enquiry.source(),
                draw.chance(0.3) ? draw.pick(Words.CAMPAIGNS) : "",
                draw.chance(0.1) ? draw.pick(PROMO_CODES) : "",
                draw.chance(0.2) ? "01632 9600" + draw.between(10, 19) : "",
                draw.chance(0.5) ? draw.pick(REFERRERS) : "",
                draw.pick(INTERESTS),
                status,
                closed ? draw.pick(CLOSED_REASONS) : "");
    }

    /** The same referral, handed on at another time. */
    public Referral at(Instant modified) {
        return new Referral(
                referralId,
                council,
                enquiredAt,
                modified,
                firstName,
                lastName,
                email,
                phone,
                postcode,
                sourceAnswer,
                campaign,
                promoCode,
                dialledNumber,
                referrer,
                interest,
                status,
                closedReason);
    }

    /** The same referral after the applicant has answered anew how they heard of fostering. */
    public Referral answering(String answer) {
        return new Referral(
                referralId,
                council,
                enquiredAt,
                modifiedAt,
                firstName,
                lastName,
                email,
                phone,
                postcode,
                answer,
                campaign,
                promoCode,
                dialledNumber,
                referrer,
                interest,
                status,
                closedReason);
    }

    /** The same referral as a faulty system hands it on: without the id that tells it from others. */
    public Referral withoutId() {
        return new Referral(
                "",
                council,
                enquiredAt,
                modifiedAt,
                firstName,
                lastName,
                email,
                phone,
                postcode,
                sourceAnswer,
                campaign,
                promoCode,
                dialledNumber,
                referrer,
                interest,
                status,
                closedReason);
    }
}
