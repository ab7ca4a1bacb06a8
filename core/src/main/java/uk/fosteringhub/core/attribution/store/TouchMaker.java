package uk.fosteringhub.core.attribution.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import uk.fosteringhub.core.attribution.journey.TouchKind;
import uk.fosteringhub.core.attribution.sources.Clue;
import uk.fosteringhub.core.attribution.sources.SourceRules;

/**
 * Makes what counts as touchpoints of the records that tell of them. A record may stand for several: a call to a campaign's
 * number that was put through to the regional platform was caused by the campaign and carried by the redirect.
 */
final class TouchMaker {
    static final String REGIONAL = "REGIONAL";
    static final String COUNCIL_PHONE = "COUNCIL_PHONE_REDIRECT";
    static final String COUNCIL_PAGE = "COUNCIL_WEBSITE_REDIRECT";
    static final String REGIONAL_FORM = "REGIONAL_FORM";
    private static final String COUNCIL_WEBSITE = "COUNCIL_WEBSITE";
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final int INFERRED_DAYS = 28;

    private final SourceRules rules;
    private final Calendar calendar;
    private final Population population;
    private final boolean inferring;

    /** @param inferring whether campaigns of which nothing is known but place and time are to be told too */
    TouchMaker(SourceRules rules, Calendar calendar, Population population, boolean inferring) {
        this.rules = rules;
        this.calendar = calendar;
        this.population = population;
        this.inferring = inferring;
    }

    /** A touchpoint of the store. */
    record TouchpointRow(
            long id,
            long personKey,
            long micros,
            String kind,
            long campaign,
            String evidence,
            Optional<Double> confidence,
            TakenSources.Source source) {}

    /** An enquiry of the store. */
    record EnquiryFacts(
            long id,
            long personKey,
            long micros,
            boolean regional,
            String council,
            String district,
            TakenSources.Source source) {}

    /** What one record gives its touchpoints: whose, when, from what. */
    private record Origin(long id, long personKey, long micros, Population.Told told) {}

    void touchpoint(TouchpointRow row) {
        TakenSources.Source source = row.source();
        Origin origin =
                new Origin(row.id(), row.personKey(), row.micros(), new Population.Told(row.id(), false, source));
        Optional<Calendar.Campaign> campaign =
                calendar.campaign(row.campaign()).or(() -> source.match().on(day(row.micros())));
        Evidence evidence = row.evidence().isEmpty() && source.match().evidence() != Evidence.NONE
                ? source.match().evidence()
                : Evidence.named(row.evidence());
        float confidence = evidence.confidence(row.confidence());
        String channel = source.taken().channel();
        boolean transit = row.kind().equals("TRANSIT") || rules.kind(channel) == TouchKind.TRANSIT;
        if (transit) {
            String mapped = source.received().get(Clue.MAPPED);
            String carrier = rules.kind(mapped) == TouchKind.TRANSIT
                    ? mapped
                    : rules.kind(channel) == TouchKind.TRANSIT ? channel : REGIONAL_FORM;
            add(origin, "", carrier, TouchKind.TRANSIT, campaign, "", evidence, confidence);
            if (campaign.isPresent() && known(campaign.get().channel())) {
                Evidence mark = source.match().evidence() == Evidence.NONE
                        ? evidence
                        : source.match().evidence();
                add(
                        origin,
                        "c",
                        campaign.get().channel(),
                        TouchKind.SOURCE,
                        campaign,
                        "",
                        mark,
                        mark.confidence(Optional.empty()));
            } else if (known(source.said().channel())
                    && rules.kind(source.said().channel()) != TouchKind.TRANSIT) {
                add(
                        origin,
                        "a",
                        source.said().channel(),
                        TouchKind.ANSWER,
                        campaign,
                        source.said().campaign(),
                        evidence,
                        confidence);
            }
            return;
        }
        String caused = campaign.map(Calendar.Campaign::channel)
                .filter(TouchMaker::known)
                .orElse(channel);
        if (known(caused)) {
            TouchKind kind = row.kind().equals("NUDGE") ? TouchKind.NUDGE : rules.kind(caused);
            add(origin, "", caused, kind, campaign, source.taken().campaign(), evidence, confidence);
        }
    }

    void enquiry(EnquiryFacts facts) {
        TakenSources.Source source = facts.source();
        Origin origin = new Origin(
                facts.id(), facts.personKey(), facts.micros(), new Population.Told(facts.id(), true, source));
        Optional<Calendar.Campaign> campaign = source.match().on(day(facts.micros()));
        if (facts.regional()) {
            add(
                    origin,
                    "r",
                    REGIONAL_FORM,
                    TouchKind.TRANSIT,
                    Optional.empty(),
                    "",
                    Evidence.SERVER_LOG,
                    sure(Evidence.SERVER_LOG));
        }
        if (viaCouncilPhone(facts)) {
            add(
                    origin,
                    "p",
                    COUNCIL_PHONE,
                    TouchKind.TRANSIT,
                    Optional.empty(),
                    "",
                    Evidence.DIALLED_NUMBER,
                    sure(Evidence.DIALLED_NUMBER));
        }
        if (viaCouncilPage(facts)) {
            add(
                    origin,
                    "w",
                    COUNCIL_PAGE,
                    TouchKind.TRANSIT,
                    Optional.empty(),
                    "",
                    Evidence.REFERRER,
                    sure(Evidence.REFERRER));
        }
        boolean marked = campaign.isPresent() && known(campaign.get().channel());
        String seen = source.seen().channel();
        if (marked) {
            Evidence mark = source.match().evidence();
            TouchKind kind = mark == Evidence.STAFF_ENTRY
                    ? TouchKind.ANSWER
                    : rules.kind(campaign.get().channel());
            add(origin, "c", campaign.get().channel(), kind, campaign, "", mark, sure(mark));
        } else if (known(seen) && !(facts.regional() && seen.equals(COUNCIL_WEBSITE))) {
            Evidence mark = source.received().get(Clue.UTM_SOURCE).isBlank()
                            && source.received().get(Clue.UTM_MEDIUM).isBlank()
                    ? Evidence.REFERRER
                    : Evidence.UTM;
            add(
                    origin,
                    "l",
                    seen,
                    rules.kind(seen),
                    Optional.empty(),
                    source.seen().campaign(),
                    mark,
                    sure(mark));
        }
        String said = source.said().channel();
        if (known(said)) {
            TouchKind kind = rules.kind(said) == TouchKind.TRANSIT ? TouchKind.TRANSIT : TouchKind.ANSWER;
            add(
                    origin,
                    "s",
                    said,
                    kind,
                    campaign,
                    source.said().campaign(),
                    Evidence.FORM_ANSWER,
                    sure(Evidence.FORM_ANSWER));
        }
        if (inferring) {
            infer(facts, origin);
        }
    }

    private void infer(EnquiryFacts facts, Origin origin) {
        LocalDate day = day(facts.micros());
        for (Calendar.Campaign campaign :
                calendar.ran(facts.council(), facts.district(), day.minusDays(INFERRED_DAYS), day)) {
            add(
                    origin,
                    "i" + campaign.id(),
                    campaign.channel(),
                    TouchKind.INFERRED,
                    Optional.of(campaign),
                    "",
                    Evidence.CALENDAR,
                    sure(Evidence.CALENDAR));
        }
    }

    /** Carried by the regional platform, and the council's own number was dialled, or its own page led there. */
    static boolean viaCouncil(EnquiryFacts facts) {
        return viaCouncilPhone(facts) || viaCouncilPage(facts);
    }

    private static boolean viaCouncilPage(EnquiryFacts facts) {
        return facts.regional()
                && (facts.source().fromCouncilPage()
                        || facts.source().seen().channel().equals(COUNCIL_WEBSITE));
    }

    private static boolean viaCouncilPhone(EnquiryFacts facts) {
        return facts.regional()
                && !facts.source().received().get(Clue.DIALLED_NUMBER).isBlank()
                && facts.source().match().evidence() != Evidence.DIALLED_NUMBER;
    }

    static boolean known(String channel) {
        return !channel.isEmpty() && !channel.equals(SourceRules.NOT_KNOWN);
    }

    private static float sure(Evidence evidence) {
        return evidence.confidence(Optional.empty());
    }

    static LocalDate day(long micros) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L)), LONDON);
    }

    private void add(
            Origin origin,
            String part,
            String channel,
            TouchKind kind,
            Optional<Calendar.Campaign> campaign,
            String campaignSaid,
            Evidence evidence,
            float confidence) {
        population.add(new Population.Touch(
                origin.id() + part,
                origin.personKey(),
                channel,
                kind,
                campaign.map(Calendar.Campaign::name).orElse(campaignSaid),
                campaign.map(Calendar.Campaign::id).orElse(0L),
                origin.micros(),
                evidence,
                confidence,
                origin.told()));
    }
}
