package uk.fosteringhub.core.attribution.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
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

/**
 * Loads enquiries with all touchpoints of their people. A touchpoint belongs to the person it names; where it names only an
 * enquiry, to that one's person; where it names only a household, to its first carer.
 */
final class PopulationLoader {
    private static final int FETCH = 10_000;
    private static final Pattern DISTRICT = Pattern.compile("^[A-Z]{1,2}[0-9][A-Z0-9]?");
    /** Names what is touched by hub ids of enquiries, people and households; see {@link Affected}. */
    private static final String SOME = """
        where %1$s.id in (select id from affected) or %1$s.person in (select id from affected)
           or %1$s.household in (select id from affected)\
        """;

    private final Connection connection;
    private final SourceRules rules;
    private final TakenSources sources;
    private final Calendar calendar;
    private final boolean all;
    private final Kin person = new Kin();
    private final Kin household = new Kin();
    private final Map<Long, Long> firstCarer = new HashMap<>();
    private final Map<Long, Long> firstEnquiry = new HashMap<>();

    /** @param all everything; false: what the temporary table {@code affected} names */
    PopulationLoader(Connection connection, SourceRules rules, TakenSources sources, Calendar calendar, boolean all) {
        this.connection = connection;
        this.rules = rules;
        this.sources = sources;
        this.calendar = calendar;
        this.all = all;
    }

    Population load(boolean telling, boolean inferring) throws SQLException {
        carers();
        links();
        Map<Long, Set<String>> claims = claims();
        Population population = new Population(telling);
        TouchMaker maker = new TouchMaker(rules, calendar, population, inferring);
        enquiries(population, maker, claims);
        touchpoints(maker);
        return population.finished();
    }

    private void carers() throws SQLException {
        query(
                "select h.id, h.primary_carer, h.secondary_carer from fostering.household h"
                        + (all
                                ? ""
                                : " where h.id in (select id from affected) or h.primary_carer in (select id from"
                                        + " affected) or h.secondary_carer in (select id from affected)"),
                row -> {
                    for (int column = 2; column <= 3; column++) {
                        long carer = row.getLong(column);
                        if (carer != 0) {
                            household.join(row.getLong(1), carer);
                            firstCarer.putIfAbsent(row.getLong(1), carer);
                        }
                    }
                });
    }

    private void links() throws SQLException {
        query("select e.id, e.person, e.household from fostering.enquiry e" + some("e") + " order by e.id", row -> {
            long enquiry = row.getLong(1);
            if (row.getLong(2) != 0) {
                person.join(enquiry, row.getLong(2));
                household.join(enquiry, row.getLong(2));
            }
            if (row.getLong(3) != 0) {
                household.join(enquiry, row.getLong(3));
                firstEnquiry.putIfAbsent(row.getLong(3), enquiry);
            }
        });
        query(
                "select distinct t.enquiry, t.person from fostering.touchpoint t"
                        + (all
                                ? " where true"
                                : " where (t.enquiry in (select id from affected) or t.person in (select id from"
                                        + " affected))")
                        + " and t.enquiry is not null and t.person is not null",
                row -> {
                    person.join(row.getLong(1), row.getLong(2));
                    household.join(row.getLong(1), row.getLong(2));
                });
    }

    /** What different systems say of the same enquiry, as families of channels. */
    private Map<Long, Set<String>> claims() throws SQLException {
        Map<Long, Set<String>> claims = new HashMap<>();
        Map<String, String> known = new HashMap<>();
        query("""
            select c.entity_id, coalesce(c.body ->> 'source_as_received', ''), coalesce(c.body ->> 'source', '')
            from hub.contribution c
            where c.state = 'a' and c.source_id in (select id from hub.source where record_type = 'enquiry')
            """ + (all ? """
                and c.entity_id in (select entity_id from hub.contribution
                    where state = 'a' and source_id in (select id from hub.source where record_type = 'enquiry')
                    group by entity_id having count(*) > 1)\
                """ : "and c.entity_id in (select id from" + " affected)"), row -> {
            String text = row.getString(2);
            String mapped = row.getString(3);
            String family = known.computeIfAbsent(
                    text + '\n' + mapped,
                    key -> rules.family(rules.take(Received.text(text).with(Clue.MAPPED, mapped))
                            .channel()));
            if (TouchMaker.known(family)) {
                claims.computeIfAbsent(row.getLong(1), id -> new HashSet<>()).add(family);
            }
        });
        return claims;
    }

    private void enquiries(Population population, TouchMaker maker, Map<Long, Set<String>> claims) throws SQLException {
        query(
                "select e.id, e.at, e.reached, e.carried_by, e.regional_referral_id, e.council, e.postcode,"
                        + " e.digest::text" + sources.clues() + " from hub.enquiry_received e" + some("e"),
                row -> {
                    Optional<TakenSources.Source> taken = sources.of(row.getString(8), row, 9);
                    if (taken.isEmpty()) {
                        return;
                    }
                    TakenSources.Source source = taken.get();
                    boolean regional = "REGIONAL".equals(row.getString(4))
                            || row.getString(5) != null
                            || source.taken().carrier().equals(TouchMaker.REGIONAL);
                    long id = row.getLong(1);
                    TouchMaker.EnquiryFacts facts = new TouchMaker.EnquiryFacts(
                            id,
                            person.of(id),
                            row.getLong(2),
                            regional,
                            Optional.ofNullable(row.getString(6)).orElse(""),
                            district(row.getString(7)),
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
                            row.getInt(3));
                });
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

    private void touchpoints(TouchMaker maker) throws SQLException {
        String where = all
                ? ""
                : " where t.enquiry in (select id from affected) or t.person in (select id from affected)"
                        + " or t.household in (select id from affected)";
        query(
                "select t.id, t.person, t.enquiry, t.household, t.at, t.kind, t.campaign, t.evidence_kind,"
                        + " t.evidence_confidence, t.digest::text" + sources.clues()
                        + " from hub.touchpoint_received t" + where,
                row -> {
                    long owner = owner(row.getLong(2), row.getLong(3), row.getLong(4));
                    Optional<TakenSources.Source> source = sources.of(row.getString(10), row, 11);
                    if (owner != 0 && source.isPresent()) {
                        double confidence = row.getDouble(9);
                        boolean unsaid = row.wasNull();
                        maker.touchpoint(new TouchMaker.TouchpointRow(
                                row.getLong(1),
                                person.of(owner),
                                row.getLong(5),
                                Optional.ofNullable(row.getString(6)).orElse(""),
                                row.getLong(7),
                                Optional.ofNullable(row.getString(8)).orElse(""),
                                unsaid ? Optional.empty() : Optional.of(confidence),
                                source.get()));
                    }
                });
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
        if (postcode == null) {
            return "";
        }
        Matcher district = DISTRICT.matcher(postcode.strip().toUpperCase(Locale.ROOT));
        String outward = postcode.strip().toUpperCase(Locale.ROOT).split(" ")[0];
        return district.find() ? (outward.length() <= 4 ? outward : district.group()) : "";
    }

    private String some(String alias) {
        return all ? "" : " " + SOME.formatted(alias);
    }

    /** Takes one row. */
    @FunctionalInterface
    private interface Taker {
        void take(ResultSet row) throws SQLException;
    }

    private void query(String sql, Taker taker) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setFetchSize(FETCH);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    taker.take(rows);
                }
            }
        }
    }
}
