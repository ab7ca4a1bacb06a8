package uk.fosteringhub.core.attribution.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.attribution.sources.Clue;
import uk.fosteringhub.core.attribution.sources.Received;
import uk.fosteringhub.core.attribution.sources.SourceRules;

/** The campaign calendar: which campaign a code, a number or a name stands for, and what ran where and when. */
final class Calendar {
    private final Map<Long, Campaign> byId = new HashMap<>();
    private final Map<String, List<Campaign>> byMark = new HashMap<>();

    /** @param channel code of its channel; empty if nobody knows */
    record Campaign(
            long id, String name, String channel, String area, Optional<LocalDate> from, Optional<LocalDate> to) {
        boolean runs(LocalDate day) {
            return from.map(first -> !day.isBefore(first)).orElse(true)
                    && to.map(last -> !day.isAfter(last)).orElse(true);
        }
    }

    /** What something received says about campaigns. */
    record Match(List<Campaign> campaigns, Evidence evidence) {
        static final Match NONE = new Match(List.of(), Evidence.NONE);

        /** Of several with the same mark, the one that ran then. */
        Optional<Campaign> on(LocalDate day) {
            return campaigns.stream()
                    .filter(campaign -> campaign.runs(day))
                    .findFirst()
                    .or(() -> campaigns.stream().findFirst());
        }
    }

    static Calendar load(Connection connection, SourceRules rules) throws SQLException {
        Calendar calendar = new Calendar();
        try (PreparedStatement query = connection.prepareStatement("""
            select id, name, channel, channel_as_received, campaign_code, promo_code, dialled_number, area,
                started_on, ended_on
            from fostering.campaign where ended_at is null order by started_on nulls last, id\
            """);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                String channel = rules.take(Received.text(text(rows, 4)).with(Clue.MAPPED, text(rows, 3)))
                        .channel();
                calendar.add(
                        new Campaign(
                                rows.getLong(1),
                                text(rows, 2),
                                rules.channels().containsKey(text(rows, 3)) ? text(rows, 3) : channel,
                                text(rows, 8),
                                day(rows, 9),
                                day(rows, 10)),
                        text(rows, 5),
                        text(rows, 6),
                        text(rows, 7));
            }
        }
        return calendar;
    }

    private void add(Campaign campaign, String code, String promo, String number) {
        byId.put(campaign.id(), campaign);
        mark("code", code, campaign);
        mark("promo", promo, campaign);
        mark("number", number, campaign);
        mark("name", campaign.name(), campaign);
    }

    private void mark(String kind, String value, Campaign campaign) {
        if (!value.isBlank()) {
            byMark.computeIfAbsent(key(kind, value), mark -> new ArrayList<>()).add(campaign);
        }
    }

    Optional<Campaign> campaign(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The surest mark counts: promotion code, link, number, name. */
    Match match(Received received) {
        for (String[] mark : new String[][] {
            {"promo", received.get(Clue.PROMO_CODE), "PROMO_CODE"},
            {"code", received.get(Clue.UTM_CAMPAIGN), "UTM"},
            {"number", received.get(Clue.DIALLED_NUMBER), "DIALLED_NUMBER"},
            {"code", received.get(Clue.CAMPAIGN_SAID), "STAFF_ENTRY"},
            {"name", received.get(Clue.CAMPAIGN_SAID), "STAFF_ENTRY"}
        }) {
            List<Campaign> campaigns =
                    mark[1].isBlank() ? List.of() : byMark.getOrDefault(key(mark[0], mark[1]), List.of());
            if (!campaigns.isEmpty()) {
                return new Match(campaigns, Evidence.named(mark[2]));
            }
        }
        return Match.NONE;
    }

    /** What ran in an area within some days: an area names the council, by words of its name, or the postcode's district. */
    List<Campaign> ran(String council, String district, LocalDate from, LocalDate to) {
        return byId.values().stream()
                .filter(campaign -> !campaign.channel().isEmpty() && covers(campaign.area(), council, district))
                .filter(campaign -> campaign.from()
                                .map(first -> !first.isAfter(to))
                                .orElse(false)
                        && campaign.to().map(last -> !last.isBefore(from)).orElse(true))
                .sorted(java.util.Comparator.comparingLong(Campaign::id))
                .toList();
    }

    private static boolean covers(String area, String council, String district) {
        String name = ' ' + council.strip().toUpperCase(Locale.ROOT) + ' ';
        for (String part : area.toUpperCase(Locale.ROOT).split("[,;/]")) {
            String place = part.strip();
            if (!place.isEmpty() && (place.equals(district) || name.contains(' ' + place + ' '))) {
                return true;
            }
        }
        return false;
    }

    private static String key(String kind, String value) {
        return kind + ' ' + value.strip().toLowerCase(Locale.ROOT);
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static Optional<LocalDate> day(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }
}
