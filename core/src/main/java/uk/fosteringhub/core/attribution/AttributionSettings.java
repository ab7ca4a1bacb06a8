package uk.fosteringhub.core.attribution;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.attribution.model.Model;

/**
 * How credit is given.
 *
 * @param window how long before the enquiry a touchpoint may lie to take credit; days of 24 hours
 * @param same within what time the same channel and campaign count once
 * @param halfLife days after which a touchpoint counts half, in the model of time decay
 * @param models those that are reported, in order
 * @param inferredTakesCredit whether a campaign that ran in the enquirer's area at the time, and of which nothing else is
 *     known, takes credit where nothing better is there
 * @param redirectedOn the first day on which the council's website and number led to the regional platform
 */
public record AttributionSettings(
        Duration window,
        Duration same,
        double halfLife,
        List<Model> models,
        boolean inferredTakesCredit,
        Optional<LocalDate> redirectedOn) {

    /** The rules as they were agreed: 90 days, 30 minutes, a half-life of a week, all models. */
    public static final AttributionSettings DEFAULT = new AttributionSettings(
            Duration.ofDays(90), Duration.ofMinutes(30), 7, List.of(Model.values()), false, Optional.empty());

    public AttributionSettings {
        models = List.copyOf(models);
    }
}
