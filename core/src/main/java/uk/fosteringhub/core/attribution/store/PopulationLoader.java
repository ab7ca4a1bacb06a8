package uk.fosteringhub.core.attribution.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.fosteringhub.core.attribution.journey.TouchKind;
import uk.fosteringhub.core.attribution.sources.Clue;
import uk.fosteringhub.core.attribution.sources.Received;
import uk.fosteringhub.core.attribution.sources.SourceRules;
import uk.fosteringhub.core.store.CopyText;

/**
 * Loads enquiries with all touchpoints of their people. A touchpoint belongs to the person it names; where it names only an
 * enquiry, to that one's person; where it names only a household, to its first carer.
 */
final class PopulationLoader {
    private static final Pattern DISTRICT = Pattern.compile("^[A-Z]{1,2}[0-9][A-Z0-9]?");

    private final Connection connection;
    private final SourceRules rules;
    private final TakenSources sources;
    private final Which which;
    private final Population population;
    private final TouchMaker maker;
    private final Kin person = new Kin();
    private final Kin household = new Kin();
    private final Map<Long, Long> firstCarer = new HashMap<>();
    private final Map<Long, Long> firstEnquiry = new HashMap<>();
    private final Map<Long, Set<String>> claims = new HashMap<>();
    private final Map<String, String> districts = new HashMap<>();

    /**
     * @param which all, or what is affected
     * @param telling whether people will want to know what each touchpoint came from
     * @param inferring whether campaigns of which nothing is known but place and time are to be told too
     */
    PopulationLoader(
            Connection connection,
            SourceRules rules,
            TakenSources sources,
            Calendar calendar,
            Which which,
            boolean telling,
            boolean inferring) {
        this.connection = connection;
        this.rules = rules;
        this.sources = sources;
        this.which = which;
        this.population = new Population(telling);
        this.maker = new TouchMaker(rules, calendar, population, inferring);
    }

    Population load() throws SQLException {
        carers();
        links();
        claims();
        each("""
            select e.id, e.at, e.reached::bigint, (e.carried_by = 'REGIONAL' or e.regional_referral_id is not null)::int::bigint,
                e.council, e.postcode, e.digest""", "hub.enquiry_received e", 7, which.enquiries(), this::enquiry);
        each("""
            select t.id, t.person, t.enquiry, t.household, t.at, t.kind, t.campaign, t.evidence_kind,
                t.evidence_confidence::float8, t.digest""", "hub.touchpoint_received t", 10, which.touchpoints(), this::touchpoint);
        return population.finished();
    }

    private void carers() throws SQLException {
        CopiedRows.read(
                connection,
                "select h.id, h.primary_carer, h.secondary_carer from fostering.household h" + which.households(),
                row -> {
                    for (int column = 2; column <= 3; column++) {
                        if (row.has(column)) {
                            household.join(row.number(1), row.number(column));
                            firstCarer.putIfAbsent(row.number(1), row.number(column));
                        }
                    }
                });
    }

    private void links() throws SQLException {
        CopiedRows.read(
                connection, "select e.id, e.person, e.household from fostering.enquiry e" + which.enquiries(), row -> {
                    long enquiry = row.number(1);
                    if (row.has(2)) {
                        person.join(enquiry, row.number(2));
                        household.join(enquiry, row.number(2));
                    }
                    if (row.has(3)) {
                        household.join(enquiry, row.number(3));
                        firstEnquiry.merge(row.number(3), enquiry, Math::min);
                    }
                });
        String touchpoints = "select t.enquiry, t.person from fostering.touchpoint t" + which.touchpoints();
        CopiedRows.read(
                connection,
                "select enquiry, person from (" + touchpoints
                        + ") named where enquiry is not null and person is not null",
                row -> {
                    person.join(row.number(1), row.number(2));
                    household.join(row.number(1), row.number(2));
                });
    }

    /** What different systems say of the same enquiry, as families of channels. */
    private void claims() throws SQLException {
        Map<String, String> known = new HashMap<>();
        CopiedRows.read(connection, """
            select c.entity_id, s.source_as_received, s.source from hub.contribution c
            cross join lateral json_to_record(c.body) as s (source_as_received text, source text)
            where c.state = 'a' and c.source_id in (select id from hub.source where record_type = 'enquiry') and\
            """ + ' ' + which.claims(), row -> {
            String text = row.text(2);
            String mapped = row.text(3);
            String family = known.computeIfAbsent(
                    text + '\n' + mapped,
                    key -> rules.family(rules.take(Received.text(text).with(Clue.MAPPED, mapped))
                            .channel()));
            if (TouchMaker.known(family)) {
                claims.computeIfAbsent(row.number(1), id -> new HashSet<>(2)).add(family);
            }
        });
    }

    /** Takes one record with what was received of it. */
    @FunctionalInterface
    private interface Taker {
        void take(CopiedRows row, TakenSources.Source source);
    }

    /**
     * All records of a view, with what was received of them: by its digest alone where what is kept was read, and the few
     * that say something else once more.
     *
     * @param digest the column with the digest, the last one
     */
    private void each(String select, String view, int digest, String where, Taker taker) throws SQLException {
        String condition = where;
        if (sources.areRead()) {
            List<Long> late = new ArrayList<>();
            CopiedRows.read(connection, select + " from " + view + where, row -> sources.of(row.digest(digest))
                    .ifPresentOrElse(source -> taker.take(row, source), () -> late.add(row.number(1))));
            if (late.isEmpty()) {
                return;
            }
            name(late);
            condition = view.endsWith(" e") ? Which.LATE.enquiries() : Which.LATE.touchpoints();
        }
        CopiedRows.read(
                connection,
                select + ", " + TakenSources.CLUES + " from " + view + condition,
                row -> taker.take(row, sources.of(row.digest(digest), row, digest + 1)));
    }

    private void name(List<Long> late) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table if not exists late (id bigint primary key) on commit drop");
            statement.execute("truncate late");
            CopyText ids = new CopyText("late (id)");
            late.forEach(id -> ids.add(id.longValue()).endRow());
            ids.copyTo(connection);
            statement.execute("analyze late");
        }
    }

    private void enquiry(CopiedRows row, TakenSources.Source source) {
        long id = row.number(1);
        boolean regional = row.number(4) == 1 || source.taken().carrier().equals(TouchMaker.REGIONAL);
        TouchMaker.EnquiryFacts facts = new TouchMaker.EnquiryFacts(
                id,
                person.of(id),
                row.number(2),
                regional,
                row.text(5),
                districts.computeIfAbsent(row.text(6), PopulationLoader::district),
                source);
        maker.enquiry(facts);
        population.add(
                new Population.EnquiryRow(
                        id,
                        facts.personKey(),
                        household.of(id),
                        regional,
                        TouchMaker.viaCouncil(facts),
                        contradicting(facts, claims.getOrDefault(id, Set.of()))),
                facts.micros(),
                (int) row.number(3));
    }

    /** Systems, codes and answers name channels that are not the same. What merely carries contradicts nothing. */
    private boolean contradicting(TouchMaker.EnquiryFacts facts, Set<String> claims) {
        Set<String> families = new HashSet<>(claims);
        families.add(rules.family(facts.source().said().channel()));
        facts.source()
                .match()
                .on(TouchMaker.day(facts.micros()))
                .ifPresent(campaign -> families.add(rules.family(campaign.channel())));
        if (facts.source().match().campaigns().isEmpty()) {
            families.add(rules.family(facts.source().seen().channel()));
        }
        families.removeIf(family -> !TouchMaker.known(family)
                || rules.kind(family) == TouchKind.TRANSIT
                || facts.regional() && family.equals("COUNCIL_WEBSITE"));
        return families.size() > 1;
    }

    private void touchpoint(CopiedRows row, TakenSources.Source source) {
        long owner = owner(row.number(2), row.number(3), row.number(4));
        if (owner != 0) {
            maker.touchpoint(new TouchMaker.TouchpointRow(
                    row.number(1),
                    person.of(owner),
                    row.number(5),
                    row.text(6),
                    row.number(7),
                    row.text(8),
                    row.has(9) ? Optional.of(row.fraction(9)) : Optional.empty(),
                    source));
        }
    }

    /** 0: nobody can tell whose it is. */
    private long owner(long named, long enquiry, long ofHousehold) {
        if (named != 0) {
            return named;
        }
        if (enquiry != 0) {
            return enquiry;
        }
        return ofHousehold == 0 ? 0 : firstCarer.getOrDefault(ofHousehold, firstEnquiry.getOrDefault(ofHousehold, 0L));
    }

    static String district(String postcode) {
        String wanted = postcode.strip().toUpperCase(Locale.ROOT);
        Matcher district = DISTRICT.matcher(wanted);
        String outward = wanted.split(" ")[0];
        return district.find() ? (outward.length() <= 4 ? outward : district.group()) : "";
    }
}
