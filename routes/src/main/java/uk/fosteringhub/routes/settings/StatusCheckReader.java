package uk.fosteringhub.routes.settings;

import java.time.Duration;
import uk.fosteringhub.core.settings.StatusCheckSettings;

/** Reads how status checks are asked. */
final class StatusCheckReader {
    private static final String PATH = "/crsc/api/status";

    private final Values values;

    StatusCheckReader(Values values) {
        this.values = values;
    }

    /** @param inUse the service demands to know who asks; a feed that is not in use need not say it yet */
    StatusCheckSettings read(String setting, SettingsAsWritten.StatusCheck written, boolean inUse) {
        SettingsAsWritten.StatusCheck block = written == null
                ? new SettingsAsWritten.StatusCheck(null, null, null, null, null, null, null, null, null)
                : written;
        String path = Values.text(block.path()).orElse(PATH);
        if (!path.startsWith("/") || path.endsWith("/")) {
            values.problem(
                    setting + ".path", "does not begin with /, or ends with one; write it such as " + PATH + ".");
        }
        Duration every = values.duration(setting + ".every", block.every()).orElse(Duration.ofDays(365));
        if (every.compareTo(Duration.ofDays(1)) < 0) {
            values.problem(
                    setting + ".every", "is shorter than a day; no certificate is asked about twice on one day.");
        }
        return new StatusCheckSettings(
                path,
                who(setting + ".organisation", block.organisation(), inUse),
                who(setting + ".employee-forename", block.employeeForename(), inUse),
                who(setting + ".employee-surname", block.employeeSurname(), inUse),
                every,
                values.whole(setting + ".requests-per-second", block.requestsPerSecond(), 2, 1, 1_000),
                values.whole(setting + ".most-per-run", block.mostPerRun(), 500, 1, 100_000),
                values.whole(setting + ".max-answer-bytes", block.maxAnswerBytes(), 65_536, 1_024, 1 << 20),
                values.duration(setting + ".timeout", block.timeout()).orElse(Duration.ofSeconds(30)));
    }

    private String who(String setting, String written, boolean needed) {
        String text = Values.text(written).orElse("");
        if (needed && text.isEmpty()) {
            values.problem(setting, "is missing; write who asks, as the certificate's holder will be shown it.");
        }
        return text;
    }
}
