package uk.fosteringhub.routes.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.attribution.AttributionSettings;
import uk.fosteringhub.core.attribution.model.Model;

/** Reads {@code hub.attribution}. */
final class AttributionReader {
    private static final double MILLIS_OF_DAY = Duration.ofDays(1).toMillis();
    private static final AttributionSettings OTHERWISE = AttributionSettings.DEFAULT;

    private final Values values;

    AttributionReader(Values values) {
        this.values = values;
    }

    AttributionSettings read(SettingsAsWritten.Attribution block) {
        Duration halfLife = above("half-life", block.halfLife())
                .orElse(Duration.ofMillis((long) (OTHERWISE.halfLife() * MILLIS_OF_DAY)));
        return new AttributionSettings(
                above("window", block.window()).orElse(OTHERWISE.window()),
                values.duration("hub.attribution.same-within", block.sameWithin())
                        .orElse(OTHERWISE.same()),
                halfLife.toMillis() / MILLIS_OF_DAY,
                models(block.models()),
                values.yesNo("hub.attribution.inferred-takes-credit", block.inferredTakesCredit()),
                day(block.redirectedOn()));
    }

    /** More than nothing, and no more than ten years. */
    private Optional<Duration> above(String name, String written) {
        String setting = "hub.attribution." + name;
        Optional<Duration> duration = values.duration(setting, written);
        if (duration.isPresent()
                && (duration.get().toMillis() == 0 || duration.get().toDays() > 3653)) {
            values.problem(setting, "is '" + written + "'; write a time of more than none and up to ten years.");
            return Optional.empty();
        }
        return duration;
    }

    private List<Model> models(List<String> written) {
        if (written == null || written.isEmpty()) {
            return OTHERWISE.models();
        }
        return written.stream().flatMap(word -> model(word).stream()).distinct().toList();
    }

    private Optional<Model> model(String word) {
        Optional<Model> model = Arrays.stream(Model.values())
                .filter(one -> one.word().equals(word.strip()))
                .findFirst();
        if (model.isEmpty()) {
            values.problem(
                    "hub.attribution.models",
                    "holds '" + word + "'; write some of "
                            + String.join(
                                    ", ",
                                    Arrays.stream(Model.values())
                                            .map(Model::word)
                                            .toList())
                            + ".");
        }
        return model;
    }

    private Optional<LocalDate> day(String written) {
        try {
            return Values.text(written).map(LocalDate::parse);
        } catch (DateTimeException wrong) {
            values.problem("hub.attribution.redirected-on", "is '" + written + "'; write a day such as 2024-07-01.");
            return Optional.empty();
        }
    }
}
