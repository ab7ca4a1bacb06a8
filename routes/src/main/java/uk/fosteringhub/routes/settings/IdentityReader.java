package uk.fosteringhub.routes.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import uk.fosteringhub.core.identity.decide.SecondReviewer;
import uk.fosteringhub.core.identity.judge.LinkModel;
import uk.fosteringhub.core.settings.IdentitySettings;

/** Reads {@code hub.identity}. */
final class IdentityReader {
    private static final IdentitySettings OTHERWISE = IdentitySettings.DEFAULT;
    private static final Duration LONGEST_HOLD = Duration.ofDays(1);
    private static final Duration FURTHEST_APART = Duration.ofDays(365);

    private static final int MOST_IN_A_SAMPLE = 1_000;

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
                        OTHERWISE.sameEnquiryWithin()),
                secondReviewer(block.secondReviewer()),
                sample(block.sample()),
                model(block.model()));
    }

    /** The one that came with the hub unless a file is named. */
    private LinkModel model(String written) {
        String setting = "hub.identity.model";
        Optional<Path> file =
                values.file(setting, written).filter(path -> path.toFile().canRead());
        if (file.isEmpty()) {
            return OTHERWISE.model();
        }
        try {
            return LinkModel.fromJson(Files.readString(file.get()));
        } catch (IOException | IllegalArgumentException wrong) {
            values.problem(
                    setting,
                    "names the file " + file.get() + ", which is no identity model; name one that ./hub identity train"
                            + " wrote, or none.");
            return OTHERWISE.model();
        }
    }

    /** Words separated by commas: restricted, child, approved-carer, below-BITS; never: nobody. */
    private SecondReviewer secondReviewer(String written) {
        String setting = "hub.identity.second-reviewer";
        Optional<String> words = Values.text(written);
        if (words.isEmpty()) {
            return OTHERWISE.secondReviewer();
        }
        SecondReviewer marked = SecondReviewer.NEVER;
        // Nothing before or after a comma is no word either: a comma alone must not mean never.
        for (String word : words.get().split(",", -1)) {
            Optional<SecondReviewer> more = marked.and(word.strip());
            if (more.isEmpty()) {
                values.problem(
                        setting,
                        "has '" + word.strip() + "'; write some of restricted, child, approved-carer and below-BITS"
                                + " such as below-6, or never.");
                return OTHERWISE.secondReviewer();
            }
            marked = more.get();
        }
        return marked;
    }

    private int sample(String written) {
        Optional<String> number = Values.text(written);
        if (number.isEmpty()) {
            return OTHERWISE.sample();
        }
        if (!number.get().matches("[0-9]{1,4}")
                || Integer.parseInt(number.get()) < 1
                || Integer.parseInt(number.get()) > MOST_IN_A_SAMPLE) {
            values.problem("hub.identity.sample", "is '" + number.get() + "'; write a number from 1 to 1000.");
            return OTHERWISE.sample();
        }
        return Integer.parseInt(number.get());
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
