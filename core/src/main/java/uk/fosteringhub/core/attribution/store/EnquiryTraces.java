package uk.fosteringhub.core.attribution.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import uk.fosteringhub.core.attribution.AttributionSettings;
import uk.fosteringhub.core.attribution.journey.Fate;
import uk.fosteringhub.core.attribution.journey.Journey;
import uk.fosteringhub.core.attribution.journey.JourneyRules;
import uk.fosteringhub.core.attribution.journey.TouchKind;
import uk.fosteringhub.core.attribution.journey.Touches;
import uk.fosteringhub.core.attribution.sources.Clue;
import uk.fosteringhub.core.attribution.sources.Received;
import uk.fosteringhub.core.attribution.sources.SourceRules;
import uk.fosteringhub.core.attribution.sources.Taken;
import uk.fosteringhub.core.store.Database;

/** Traces enquiries: worked out anew from the store, by the same rules as the attribution that is kept. */
public final class EnquiryTraces {
    private static final String[] STAGES = {
        "completed",
        "initial_home_visit",
        "application_given",
        "application_received",
        "training",
        "panel",
        "approved",
        "closed"
    };

    private final Database database;
    private final SourceRules rules;
    private final AttributionSettings settings;

    public EnquiryTraces(Database database, SourceRules rules, AttributionSettings settings) {
        this.database = database;
        this.rules = rules;
        this.settings = settings;
    }

    /** Empty if there is no such enquiry, or nobody knows when it came. */
    public Optional<EnquiryTrace> of(long enquiry) {
        return database.inTransaction(connection -> {
            new Affected(connection).enquiries(Set.of(enquiry));
            Calendar calendar = Calendar.load(connection, rules);
            Population population = new PopulationLoader(
                            connection, rules, new TakenSources(rules, calendar), calendar, Which.AFFECTED, true, true)
                    .load();
            for (int number = 0; number < population.enquiries().size(); number++) {
                if (population.row(number).id() == enquiry) {
                    return Optional.of(trace(connection, population, number));
                }
            }
            return Optional.empty();
        });
    }

    private EnquiryTrace trace(Connection connection, Population population, int number) throws SQLException {
        Population.EnquiryRow row = population.row(number);
        JourneyRules journeys = new JourneyRules(
                settings.window(), settings.same(), settings.inferredTakesCredit(), population.touches());
        Journey journey = new Journey();
        journeys.fill(
                journey,
                population.enquiries().person(number),
                population.enquiries().at(number));
        Optional<Correction> correction =
                Optional.ofNullable(Corrections.current(connection).get(row.id()));
        List<EnquiryTrace.Step> steps = steps(connection, population, journeys);
        ModelWords words = new ModelWords(rules, population.touches(), settings);
        List<EnquiryTrace.Verdict> models = correction.map(words::corrected).orElseGet(() -> words.of(journey));
        return new EnquiryTrace(
                row.id(),
                instant(population.enquiries().at(number)),
                row.regional() ? "REGIONAL" : "COUNCIL",
                rules.version(),
                stages(connection, row.id()),
                steps,
                claims(connection, row.id()),
                row.contradicting(),
                correction,
                models,
                redirect(steps, models),
                summary(row, steps, models, correction));
    }

    private List<EnquiryTrace.Step> steps(Connection connection, Population population, JourneyRules journeys)
            throws SQLException {
        Touches touches = population.touches();
        Map<Long, List<EnquiryTrace.Raw>> raw = new HashMap<>();
        List<EnquiryTrace.Step> steps = new ArrayList<>();
        for (int place = 0; place < journeys.considered(); place++) {
            int touch = journeys.touch(place);
            Population.Told told = population.told(touch);
            if (!raw.containsKey(told.entity())) {
                raw.put(told.entity(), raw(connection, told.entity()));
            }
            String channel = touches.channels().get(touches.channel(touch));
            Fate fate = journeys.fate(place);
            Evidence evidence = population.evidence(touch);
            steps.add(new EnquiryTrace.Step(
                    told.entity(),
                    told.ofEnquiry(),
                    instant(touches.at(touch)),
                    channel,
                    rules.label(channel),
                    touches.kind(touch),
                    touches.campaigns().get(touches.campaign(touch)),
                    evidence,
                    Math.round(population.confidence(touch) * 100) / 100.0,
                    touches.kind(touch) == TouchKind.INFERRED,
                    received(told.source().received()),
                    rule(told.source(), channel),
                    fate,
                    why(fate),
                    raw.get(told.entity())));
        }
        return steps;
    }

    /** The rule that said so; none where a campaign's code or the way it came told the channel. */
    private static String rule(TakenSources.Source source, String channel) {
        return Stream.of(source.taken(), source.said(), source.seen())
                .filter(taken -> taken.channel().equals(channel))
                .map(Taken::rule)
                .findFirst()
                .orElse("");
    }

    private String why(Fate fate) {
        return switch (fate) {
            case COUNTED -> "takes credit";
            case TOO_EARLY ->
                "lies more than " + settings.window().toDays() + " days before the enquiry, so it takes no credit";
            case TOO_LATE -> "came after the enquiry, so it takes no credit";
            case REPEATED ->
                "is the same as the one less than " + settings.same().toMinutes()
                        + " minutes before, and counts with it";
            case CARRIED -> "carried the enquiry and did not cause it, so it takes no credit";
            case SUPPORTS -> "is an answer; what was observed counts instead";
            case INFERRED -> "is only inferred, so it takes no credit";
        };
    }

    /** Everything that was said, in one line. */
    private static String received(Received received) {
        List<String> parts = new ArrayList<>();
        for (Clue clue : Clue.all()) {
            if (clue != Clue.MAPPED
                    && clue != Clue.ANYWHERE
                    && !received.get(clue).isBlank()) {
                parts.add(clue.word().replace('-', ' ') + ": " + received.get(clue));
            }
        }
        return String.join("; ", parts);
    }

    private static List<EnquiryTrace.Raw> raw(Connection connection, long entity) throws SQLException {
        List<EnquiryTrace.Raw> raw = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
            select s.system, c.key, f.name, c.delivery_id, c.line
            from hub.contribution c join hub.source s on s.id = c.source_id join hub.feed f on f.id = c.feed_id
            where c.entity_id = ? and c.state <> 'x' order by s.system, c.key\
            """)) {
            query.setLong(1, entity);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    raw.add(new EnquiryTrace.Raw(
                            rows.getString(1), rows.getString(2), rows.getString(3), rows.getLong(4), rows.getLong(5)));
                }
            }
        }
        return raw;
    }

    private List<EnquiryTrace.Claim> claims(Connection connection, long enquiry) throws SQLException {
        List<EnquiryTrace.Claim> claims = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
            select s.system, c.key, coalesce(c.body ->> 'source_as_received', ''), coalesce(c.body ->> 'source', '')
            from hub.contribution c join hub.source s on s.id = c.source_id
            where c.entity_id = ? and c.state = 'a' order by s.system, c.key\
            """)) {
            query.setLong(1, enquiry);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String said = row.getString(3).isBlank() ? row.getString(4) : row.getString(3);
                    String channel = rules.take(Received.text(row.getString(3)).with(Clue.MAPPED, row.getString(4)))
                            .channel();
                    claims.add(new EnquiryTrace.Claim(
                            row.getString(1), row.getString(2), said, channel, rules.label(channel)));
                }
            }
        }
        return claims;
    }

    private static List<EnquiryTrace.StageDate> stages(Connection connection, long enquiry) throws SQLException {
        List<EnquiryTrace.StageDate> stages = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "select (enquired_at at time zone 'Europe/London')::date, completed_on, initial_home_visit_on,"
                        + " application_given_on, application_received_on, training_on, panel_on, approved_on,"
                        + " closed_on from fostering.enquiry where id = ?")) {
            query.setLong(1, enquiry);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                stages.add(new EnquiryTrace.StageDate("enquiry", row.getObject(1, LocalDate.class)));
                for (int stage = 0; stage < STAGES.length; stage++) {
                    LocalDate on = row.getObject(stage + 2, LocalDate.class);
                    if (on != null) {
                        stages.add(new EnquiryTrace.StageDate(STAGES[stage], on));
                    }
                }
            }
        }
        return stages;
    }

    private static String redirect(List<EnquiryTrace.Step> steps, List<EnquiryTrace.Verdict> models) {
        return steps.stream()
                .filter(step -> step.fate() == Fate.CARRIED)
                .reduce((earlier, later) -> later)
                .map(carrier -> "It was carried by " + carrier.label() + ". If what carries took credit, the last touch"
                        + " would be " + carrier.label() + "; by the rules it is " + last(models) + ".")
                .orElse("");
    }

    private static String last(List<EnquiryTrace.Verdict> models) {
        return models.stream()
                .filter(verdict -> verdict.model().equals("last") || models.size() == 1)
                .flatMap(verdict -> verdict.shares().stream())
                .map(EnquiryTrace.Share::label)
                .findFirst()
                .orElse("unknown");
    }

    private static String summary(
            Population.EnquiryRow row,
            List<EnquiryTrace.Step> steps,
            List<EnquiryTrace.Verdict> models,
            Optional<Correction> correction) {
        String carried = row.regional() ? "carried by the regional platform" : "taken by the council itself";
        if (correction.isPresent()) {
            return "Caused by " + last(models) + ", as " + correction.get().by() + " corrected; " + carried + ".";
        }
        List<String> causes = steps.stream()
                .filter(step -> step.fate() == Fate.COUNTED)
                .map(EnquiryTrace.Step::label)
                .distinct()
                .toList();
        if (!causes.isEmpty()) {
            return "Caused by " + String.join(", then ", causes) + "; " + carried + ".";
        }
        return (row.viaCouncil()
                        ? "Caused by the council's own number or page, and by nothing else that is known; "
                        : "What caused it is not known; ")
                + carried + ".";
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
