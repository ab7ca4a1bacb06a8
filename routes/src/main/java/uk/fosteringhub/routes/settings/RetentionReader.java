package uk.fosteringhub.routes.settings;

import java.time.Duration;
import java.util.Optional;
import uk.fosteringhub.core.failures.FailureRetention;

/** Reads {@code hub.retention.failures}: how long failures are kept. */
final class RetentionReader {
    private static final String FAILURES = "hub.retention.failures.";

    private final Values values;

    RetentionReader(Values values) {
        this.values = values;
    }

    FailureRetention.Settings failures(SettingsAsWritten.Retention written) {
        SettingsAsWritten.FailureRetention block = Optional.ofNullable(written)
                .map(SettingsAsWritten.Retention::failures)
                .orElse(new SettingsAsWritten.FailureRetention(null, null, null, null));
        FailureRetention.Settings otherwise = FailureRetention.Settings.DEFAULT;
        Duration unresolved = age("unresolved", block.unresolved(), otherwise.unresolved());
        Duration warning = age("warning", block.warning(), otherwise.warning());
        if (warning.compareTo(unresolved) >= 0) {
            values.problem(FAILURES + "warning", "is not shorter than " + FAILURES + "unresolved; make it so.");
        }
        return new FailureRetention.Settings(
                age("resolved", block.resolved(), otherwise.resolved()),
                age("discarded", block.discarded(), otherwise.discarded()),
                unresolved,
                warning);
    }

    private Duration age(String name, String written, Duration otherwise) {
        Duration age = values.duration(FAILURES + name, written).orElse(otherwise);
        if (age.compareTo(Duration.ofDays(1)) < 0) {
            values.problem(FAILURES + name, "is less than a day; write 1d or more.");
        }
        return age;
    }
}
