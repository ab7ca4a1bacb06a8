package uk.fosteringhub.simulators.world;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A line of the campaign calendar: one campaign in one channel. The calendar is the same for every seed and does not grow
 * with the number of persons, so that whatever refers to a campaign finds it.
 *
 * @param number from 0
 * @param channel in the marketing team's words
 * @param code what stands as {@code utm_campaign} in its links
 * @param promoCode empty if it has none
 * @param dialledNumber a number printed for it alone; empty if it has none
 * @param startedOn epoch day
 * @param endedOn epoch day, empty while it runs on
 * @param budget pounds
 */
public record Campaign(
        int number,
        String name,
        String channel,
        String code,
        String promoCode,
        String dialledNumber,
        String landingPage,
        String area,
        int startedOn,
        Optional<Integer> endedOn,
        int budget,
        String utmSource,
        String utmMedium) {
    /** The whole calendar. */
    public static final List<Campaign> CALENDAR = calendar();

    private static final int NUDGES = 21;
    private static final int DAYS_OF_ONE_WITHOUT_END = 1_000;

    /** {@code C-001}. */
    public String id() {
        return idOf(number);
    }

    /** The id of the line of that number, from 0. */
    public static String idOf(long number) {
        return "C-" + (number < 999 ? Identifiers.threeDigits((int) number + 1) : Long.toString(number + 1));
    }

    /** The e-mails to people who were in touch before. */
    public static Campaign nudges() {
        return CALENDAR.get(NUDGES);
    }

    public boolean runsOn(int day) {
        return startedOn <= day && day <= endedOn.orElse(Integer.MAX_VALUE);
    }

    /** One of those that ran on a day, if there was one of the wanted kind: the more was spent a day, the likelier. */
    static Optional<Campaign> running(Draw draw, int day, Predicate<Campaign> wanted) {
        List<Campaign> running = CALENDAR.stream()
                .filter(campaign -> campaign.runsOn(day))
                .filter(wanted)
                .toList();
        int left =
                draw.below(1 + running.stream().mapToInt(Campaign::poundsADay).sum());
        for (Campaign campaign : running) {
            left -= campaign.poundsADay();
            if (left <= 0) {
                return Optional.of(campaign);
            }
        }
        return Optional.empty();
    }

    private int poundsADay() {
        int days = endedOn.orElse(startedOn + DAYS_OF_ONE_WITHOUT_END) - startedOn + 1;
        return 1 + budget / days;
    }

    private static List<Campaign> calendar() {
        String[] lines = Words.CAMPAIGN_CALENDAR;
        Campaign[] campaigns = new Campaign[lines.length];
        Arrays.setAll(campaigns, i -> read(i, lines[i].split("\\|")));
        return List.of(campaigns);
    }

    private static Campaign read(int number, String[] parts) {
        return new Campaign(
                number,
                parts[0],
                parts[1],
                parts[2],
                parts[3],
                parts[4],
                parts[5],
                parts[6],
                day(parts[7]),
                parts[8].isEmpty() ? Optional.empty() : Optional.of(day(parts[8])),
                Integer.parseInt(parts[9]),
                parts[10],
                parts[11]);
    }

    private static int day(String iso) {
        return (int) LocalDate.parse(iso).toEpochDay();
    }
}
