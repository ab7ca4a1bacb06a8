package uk.fosteringhub.core.attribution.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import uk.fosteringhub.core.attribution.sources.Clue;
import uk.fosteringhub.core.attribution.sources.Received;
import uk.fosteringhub.core.attribution.sources.SourceRules;
import uk.fosteringhub.core.attribution.sources.Taken;
import uk.fosteringhub.core.store.CopyText;

/**
 * What was received beside what it was taken for, by its digest. Of hundreds of thousands of touchpoints most say what others
 * said before, so everything different is kept once, and is read before the touchpoints that say it.
 */
final class TakenSources {
    static final String CLUES = "text, answer, campaign_said, event, utm_source, utm_medium, utm_campaign, promo_code,"
            + " dialled_number, referrer, landing_page, mapped";

    private final SourceRules rules;
    private final Function<Received, Taken> take;
    private final Calendar calendar;
    private final Map<UUID, Source> sources = new HashMap<>();
    private final List<UUID> receivedAnew = new ArrayList<>();
    private final List<UUID> takenAnew = new ArrayList<>();
    private boolean read;

    /**
     * @param seen by links and addresses alone, without what anybody said
     * @param said by what was said alone
     * @param fromCouncilPage whether one of the council's own pages led on
     */
    record Source(
            Received received, Taken taken, Taken seen, Taken said, Calendar.Match match, boolean fromCouncilPage) {}

    TakenSources(SourceRules rules, Calendar calendar) {
        this.rules = rules;
        this.take = rules.remembering();
        this.calendar = calendar;
    }

    /** Applies the rules to everything that was kept. */
    void readKept(Connection connection) throws SQLException {
        CopiedRows.read(
                connection,
                "select r.digest, " + CLUES + """
            , (t.digest is not null)::int::bigint from hub.received_source r
            left join hub.taken_source t on t.digest = r.digest and t.rules = '%s'\
            """.formatted(rules.version().replace("'", "''")),
                row -> {
                    UUID digest = row.digest(1);
                    sources.put(digest, take(received(row, 2)));
                    if (row.number(2 + Clue.all().size() - 1) == 0) {
                        takenAnew.add(digest);
                    }
                });
        read = true;
    }

    /** Whether everything that was kept was read, so that few rows say anything else. */
    boolean areRead() {
        return read;
    }

    Optional<Source> of(UUID digest) {
        return Optional.ofNullable(sources.get(digest));
    }

    /** @param row with the {@link #CLUES} from a column on */
    Source of(UUID digest, CopiedRows row, int firstClue) {
        Source known = sources.get(digest);
        if (known == null) {
            known = take(received(row, firstClue));
            sources.put(digest, known);
            receivedAnew.add(digest);
            takenAnew.add(digest);
        }
        return known;
    }

    /** Keeps what was not known before. */
    void keep(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : List.of("received_source", "taken_source")) {
                statement.execute("create temporary table if not exists anew_" + table + " (like hub." + table
                        + ") on commit drop");
                statement.execute("truncate anew_" + table);
            }
            CopyText received = new CopyText("anew_received_source (digest, " + CLUES + ")");
            for (UUID digest : receivedAnew) {
                received.add(digest);
                List<String> values = sources.get(digest).received().values();
                values.subList(0, Clue.ANYWHERE.ordinal()).forEach(received::add);
                received.endRow();
            }
            received.copyTo(connection);
            CopyText taken = new CopyText("anew_taken_source");
            takenAnew.forEach(digest -> add(taken, digest, sources.get(digest).taken()));
            taken.copyTo(connection);
            for (String table : List.of("received_source", "taken_source")) {
                statement.execute(
                        "insert into hub." + table + " select * from anew_" + table + " on conflict do nothing");
            }
        }
        receivedAnew.clear();
        takenAnew.clear();
    }

    private void add(CopyText rows, UUID digest, Taken taken) {
        rows.add(rules.version()).add(digest);
        rows.add(taken.channel()).add(taken.rule());
        rows.add(taken.campaign()).add(taken.campaignRule());
        rows.add(taken.carrier()).add(taken.carrierRule());
        rows.endRow();
    }

    private static Received received(CopiedRows row, int first) {
        List<String> values = new ArrayList<>(Clue.all().size());
        for (int i = 0; i < Clue.all().size() - 1; i++) {
            values.add(row.text(first + i));
        }
        // what stands anywhere is made of the others
        values.add("");
        return new Received(values);
    }

    private Source take(Received received) {
        return new Source(
                received,
                rules.take(received),
                take.apply(received.with(Clue.TEXT, "")
                        .with(Clue.ANSWER, "")
                        .with(Clue.EVENT, "")
                        .with(Clue.MAPPED, "")),
                take.apply(saidIn(received)),
                calendar.match(received),
                rules.fromCouncilPage(received));
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
