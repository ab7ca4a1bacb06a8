package uk.fosteringhub.core.attribution.store;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.core.attribution.AttributionSettings;
import uk.fosteringhub.core.attribution.journey.Journey;
import uk.fosteringhub.core.attribution.journey.Names;
import uk.fosteringhub.core.attribution.journey.Touches;
import uk.fosteringhub.core.attribution.model.Credits;
import uk.fosteringhub.core.attribution.model.Model;
import uk.fosteringhub.core.attribution.sources.SourceRules;

/** What each model says of a journey, and why. */
final class ModelWords {
    private final SourceRules rules;
    private final Touches touches;
    private final AttributionSettings settings;

    ModelWords(SourceRules rules, Touches touches, AttributionSettings settings) {
        this.rules = rules;
        this.touches = touches;
        this.settings = settings;
    }

    List<EnquiryTrace.Verdict> of(Journey journey) {
        List<EnquiryTrace.Verdict> verdicts = new ArrayList<>();
        Credits credits = new Credits();
        for (Model model : settings.models()) {
            credits.fill(journey, model, settings.halfLife());
            List<EnquiryTrace.Share> shares = new ArrayList<>();
            for (int i = 0; i < credits.size(); i++) {
                String channel = touches.channels().get(credits.channel(i));
                shares.add(new EnquiryTrace.Share(CreditRows.code(channel), rules.label(channel), credits.credit(i)));
            }
            verdicts.add(new EnquiryTrace.Verdict(model.word(), shares, why(model, journey)));
        }
        return verdicts;
    }

    List<EnquiryTrace.Verdict> corrected(Correction correction) {
        EnquiryTrace.Share all = new EnquiryTrace.Share(correction.channel(), rules.label(correction.channel()), 1);
        return List.of(new EnquiryTrace.Verdict(
                "correction", List.of(all), "A person said so, which counts in every model: " + correction.reason()));
    }

    private String why(Model model, Journey journey) {
        int steps = journey.length();
        if (journey.touch(0) < 0) {
            return "Nothing that could have caused it is known, so every model says so.";
        }
        if (steps == 1) {
            return "There is one touchpoint, which takes all.";
        }
        return switch (model) {
            case FIRST -> "The first of " + steps + " touchpoints takes all: " + label(journey, 0) + ".";
            case LAST -> "The last of " + steps + " touchpoints takes all: " + label(journey, steps - 1) + ".";
            case LINEAR -> "Each of " + steps + " touchpoints takes the same, 1/" + steps + ".";
            case POSITION ->
                steps == 2
                        ? "The first and the last touchpoint take half each."
                        : "The first and the last touchpoint take 0.4 each, the " + (steps - 2)
                                + " between them share 0.2.";
            case TIME_DECAY ->
                "A touchpoint counts half for every "
                        + BigDecimal.valueOf(settings.halfLife())
                                .setScale(2, RoundingMode.HALF_EVEN)
                                .stripTrailingZeros()
                                .toPlainString()
                        + " days that it lies further back.";
            case SHAPLEY_SET -> "Each channel takes the same, however often it comes.";
        };
    }

    private String label(Journey journey, int step) {
        Names names = touches.channels();
        return rules.label(names.get(journey.channel(step)));
    }
}
