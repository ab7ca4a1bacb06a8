package uk.fosteringhub.core.attribution.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.attribution.sources.Clue;
import uk.fosteringhub.core.attribution.sources.Received;
import uk.fosteringhub.core.attribution.sources.SourceRules;
import uk.fosteringhub.core.attribution.sources.Taken;
import uk.fosteringhub.core.store.CopyText;

/** What was received beside what it was taken for, by its digest. */
final class TakenSources {
    static final String CLUES = "text, answer, campaign_said, event, utm_source, utm_medium, utm_campaign, promo_code,"
            + " dialled_number, referrer, landing_page, mapped";

    private final SourceRules rules;
    private final Calendar calendar;
    private final Map<String, Source> sources = new HashMap<>();
    private boolean all;

    /**
     * @param seen by links and addresses alone, without what anybody said
     * @param said by what was said alone
     */
    record Source(Received received, Taken taken, Taken seen, Taken said, Calendar.Match match) {}

    TakenSources(SourceRules rules, Calendar calendar) {
        this.rules = rules;
        this.calendar = calendar;
    }

    /** Keeps everything different that was received and is not known yet. */
    static void gather(Connection connection) throws SQLException {
        for (String view : List.of("touchpoint", "enquiry")) {
            try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.received_source (digest, %1$s)
                select distinct on (digest) digest, %1$s from hub.%2$s_received r
                where not exists (select 1 from hub.received_source known where known.digest = r.digest)
                on conflict (digest) do nothing\
                """.formatted(CLUES, view))) {
                insert.executeUpdate();
            }
        }
    }

    /** Applies the rules to everything received, and keeps what they made of it. */
    void takeAll(Connection connection) throws SQLException {
        CopyText rows = new CopyText("hub.taken_source");
        try (PreparedStatement query = connection.prepareStatement("select r.digest::text, " + CLUES + """
            , t.digest is not null from hub.received_source r
            left join hub.taken_source t on t.digest = r.digest and t.rules = ?\
            """)) {
            query.setFetchSize(10_000);
            query.setString(1, rules.version());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Source source = take(row, 2);
                    sources.put(row.getString(1), source);
                    if (!row.getBoolean(2 + Received.NOTHING.values().size() - 1)) {
                        add(rows, row.getString(1), source.taken());
                    }
                }
            }
        }
        rows.copyTo(connection);
        all = true;
    }

    private void add(CopyText rows, String digest, Taken taken) {
        rows.add(rules.version()).add(digest);
        rows.add(taken.channel()).add(taken.rule());
        rows.add(taken.campaign()).add(taken.campaignRule());
        rows.add(taken.carrier()).add(taken.carrierRule());
        rows.endRow();
    }

    /**
     * Empty for what came after the rules were applied to everything; the next run takes it.
     *
     * @param row with the clues, where the rules were not applied to everything before
     */
    Optional<Source> of(String digest, ResultSet row, int firstClue) throws SQLException {
        Source known = sources.get(digest);
        if (known == null && !all) {
            known = take(row, firstClue);
            sources.put(digest, known);
        }
        return Optional.ofNullable(known);
    }

    /** Columns to be read with each row: none, once the rules were applied to everything. */
    String clues() {
        return all ? "" : ", " + CLUES;
    }

    private Source take(ResultSet row, int first) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < Clue.all().size() - 1; i++) {
            values.add(row.getString(first + i));
        }
        // what stands anywhere is made of the others
        values.add("");
        return take(new Received(values));
    }

    Source take(Received received) {
        return new Source(
                received,
                rules.take(received),
                rules.take(received.with(Clue.TEXT, "")
                        .with(Clue.ANSWER, "")
                        .with(Clue.EVENT, "")
                        .with(Clue.MAPPED, "")),
                rules.take(saidIn(received)),
                calendar.match(received));
    }

    private static Received saidIn(Received received) {
        return Received.NOTHING
                .with(
                        Clue.TEXT,
                        received.get(Clue.ANSWER).isBlank() ? received.get(Clue.TEXT) : received.get(Clue.ANSWER))
                .with(Clue.CAMPAIGN_SAID, received.get(Clue.CAMPAIGN_SAID))
                .with(Clue.MAPPED, received.get(Clue.ANSWER).isBlank() ? received.get(Clue.MAPPED) : "");
    }
}
