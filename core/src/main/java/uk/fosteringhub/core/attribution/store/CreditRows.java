package uk.fosteringhub.core.attribution.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.attribution.AttributionSettings;
import uk.fosteringhub.core.attribution.journey.Fate;
import uk.fosteringhub.core.attribution.journey.Journey;
import uk.fosteringhub.core.attribution.journey.JourneyRules;
import uk.fosteringhub.core.attribution.journey.Names;
import uk.fosteringhub.core.attribution.model.Model;
import uk.fosteringhub.core.store.CopyText;

/** Works out what an enquiry's row and credits are, and gathers them to be written together. */
final class CreditRows {
    static final String VIA_REDIRECT = "UNKNOWN_VIA_REDIRECT";
    static final String NO_EVIDENCE = "UNKNOWN_NO_EVIDENCE";
    private static final int SEND_AT = 50_000;
    private static final Model[] MODELS = Model.values();

    private final int version;
    private final AttributionSettings settings;
    private final Population population;
    private final JourneyRules rules;
    private final Journey journey = new Journey();
    private final CopyText enquiries =
            new CopyText("hub.attribution (version_id, enquiry_id, person_key, household_key,"
                    + " counted, path, touchpoints, carried_by, via_council, contradicting, corrected)");
    private final CopyText credits = new CopyText("hub.attribution_credit (version_id, enquiry_id, channel, campaign,"
            + " campaign_id, evidence, confidence, first, last, linear, position, time_decay, shapley_set)");
    private double[][] shares = new double[MODELS.length][16];
    private final List<Share> byKind = new ArrayList<>();
    private int gathered;

    /** Credit of one channel, campaign and kind of evidence. */
    private static final class Share {
        private final String channel;
        private final String campaign;
        private final long campaignId;
        private final Evidence evidence;
        private float confidence;
        private final double[] credit = new double[MODELS.length];

        Share(String channel, String campaign, long campaignId, Evidence evidence) {
            this.channel = channel;
            this.campaign = campaign;
            this.campaignId = campaignId;
            this.evidence = evidence;
        }
    }

    CreditRows(int version, AttributionSettings settings, Population population) {
        this.version = version;
        this.settings = settings;
        this.population = population;
        this.rules = new JourneyRules(
                settings.window(), settings.same(), settings.inferredTakesCredit(), population.touches());
    }

    void add(Connection connection, int enquiry, int counted, Optional<Correction> correction) throws SQLException {
        Population.EnquiryRow row = population.row(enquiry);
        rules.fill(
                journey,
                population.enquiries().person(enquiry),
                population.enquiries().at(enquiry));
        byKind.clear();
        correction.ifPresentOrElse(this::corrected, this::shared);
        enquiries
                .add(version)
                .add(row.id())
                .add(row.personKey())
                .add(row.householdKey())
                .add(counted)
                .add(path(correction))
                .add(within())
                .add(row.regional() ? "REGIONAL" : "COUNCIL")
                .addValue(row.viaCouncil() || passedOnByCouncil())
                .addValue(row.contradicting())
                .addValue(correction.isPresent())
                .endRow();
        byKind.forEach(share -> credit(row.id(), share));
        if (++gathered % SEND_AT == 0) {
            write(connection);
        }
    }

    void write(Connection connection) throws SQLException {
        enquiries.copyTo(connection);
        credits.copyTo(connection);
    }

    private void corrected(Correction correction) {
        Share all = share(correction.channel(), correction.campaign(), 0, Evidence.CORRECTION, 1);
        java.util.Arrays.fill(all.credit, 1);
    }

    private void shared() {
        if (journey.length() > shares[0].length) {
            shares = new double[MODELS.length][journey.length() * 2];
        }
        for (Model model : MODELS) {
            model.of(journey, settings.halfLife(), shares[model.ordinal()]);
        }
        Names names = population.touches().channels();
        for (int step = 0; step < journey.length(); step++) {
            int touch = journey.touch(step);
            String channel = code(names.get(journey.channel(step)));
            Share share = touch < 0
                    ? share(channel, "", 0, Evidence.NONE, 0)
                    : share(
                            channel,
                            population
                                    .touches()
                                    .campaigns()
                                    .get(population.touches().campaign(touch)),
                            population.campaignId(touch),
                            population.evidence(touch),
                            population.confidence(touch));
            for (int model = 0; model < MODELS.length; model++) {
                share.credit[model] += shares[model][step];
            }
        }
    }

    private Share share(String channel, String campaign, long campaignId, Evidence evidence, float confidence) {
        for (Share known : byKind) {
            if (known.campaignId == campaignId
                    && known.evidence == evidence
                    && known.channel.equals(channel)
                    && known.campaign.equals(campaign)) {
                known.confidence = Math.max(known.confidence, confidence);
                return known;
            }
        }
        Share fresh = new Share(channel, campaign, campaignId, evidence);
        fresh.confidence = confidence;
        byKind.add(fresh);
        return fresh;
    }

    private void credit(long enquiry, Share share) {
        credits.add(version).add(enquiry).add(share.channel).add(share.campaign);
        credits.addValue(share.campaignId == 0 ? null : Long.valueOf(share.campaignId));
        credits.add(share.evidence.name()).addValue(share.confidence);
        for (double credit : share.credit) {
            credits.addValue(credit);
        }
        credits.endRow();
    }

    private String path(Optional<Correction> correction) {
        if (correction.isPresent()) {
            return correction.get().channel();
        }
        Names names = population.touches().channels();
        if (journey.length() == 1) {
            return code(names.get(journey.channel(0)));
        }
        StringBuilder path = new StringBuilder();
        for (int step = 0; step < journey.length(); step++) {
            path.append(step == 0 ? "" : " > ").append(names.get(journey.channel(step)));
        }
        return path.toString();
    }

    private int within() {
        int within = 0;
        for (int i = 0; i < rules.considered(); i++) {
            Fate fate = rules.fate(i);
            within += fate == Fate.TOO_EARLY || fate == Fate.TOO_LATE ? 0 : 1;
        }
        return within;
    }

    private boolean passedOnByCouncil() {
        Names names = population.touches().channels();
        for (int i = 0; i < rules.considered(); i++) {
            if (rules.fate(i) == Fate.CARRIED) {
                String channel = names.get(population.touches().channel(rules.touch(i)));
                if (channel.equals(TouchMaker.COUNCIL_PHONE) || channel.equals(TouchMaker.COUNCIL_PAGE)) {
                    return true;
                }
            }
        }
        return false;
    }

    static String code(String channel) {
        return switch (channel) {
            case Journey.VIA_REDIRECT -> VIA_REDIRECT;
            case Journey.NO_EVIDENCE -> NO_EVIDENCE;
            default -> channel;
        };
    }
}
