package uk.fosteringhub.routes.settings;

import java.time.Duration;
import uk.fosteringhub.core.settings.IdentitySettings;

/** Reads {@code hub.identity}. */
final class IdentityReader {
    private static final IdentitySettings OTHERWISE = IdentitySettings.DEFAULT;
    private static final Duration LONGEST_HOLD = Duration.ofDays(1);
    private static final Duration FURTHEST_APART = Duration.ofDays(365);

    private final Values values;

    IdentityReader(Values values) {
        this.values = values;
    }

    IdentitySettings read(SettingsAsWritten.Identity block) {
        return new IdentitySettings(
                values.yesNo(
                        "hub.identity.enabled", Values.text(block.enabled()).orElse("true")),
                upTo("hold-back", block.holdBack(), LONGEST_HOLD, "1d", OTHERWISE.holdBack()),
                upTo(
                        "same-enquiry-within",
                        block.sameEnquiryWithin(),
                        FURTHEST_APART,
                        "365d",
                        OTHERWISE.sameEnquiryWithin()));
    }

    private Duration upTo(String name, String written, Duration most, String inWords, Duration otherwise) {
        String setting = "hub.identity." + name;
        Duration duration = values.duration(setting, written).orElse(otherwise);
        if (duration.compareTo(most) > 0) {
            values.problem(setting, "is '" + written + "'; write a time of no more than " + inWords + ".");
            return otherwise;
        }
        return duration;
    }
}
