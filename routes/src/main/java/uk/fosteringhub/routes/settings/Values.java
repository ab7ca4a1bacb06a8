package uk.fosteringhub.routes.settings;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.convert.DurationStyle;

/** Turns written values into what they mean, and gathers a sentence for each that means nothing. */
final class Values {
    private static final int SHORTEST_SECRET = 16;

    private final Path home;
    private final List<String> problems = new ArrayList<>();

    Values(Path home) {
        this.home = home;
    }

    void problem(String setting, String sentence) {
        problems.add(setting + " " + sentence);
    }

    List<String> problems() {
        return problems;
    }

    static Optional<String> text(String written) {
        return written == null || written.isBlank() ? Optional.empty() : Optional.of(written.strip());
    }

    /** Passwords may begin or end with a blank. */
    static Optional<String> secret(String written) {
        return written == null || written.isEmpty() ? Optional.empty() : Optional.of(written);
    }

    /**
     * What is shared with somebody who signs: the present secret, and the one that takes its place.
     *
     * @param setting of the block that holds both
     */
    List<String> signingSecrets(String setting, String written, String writtenNext) {
        Optional<String> present = secret(written);
        Optional<String> next = secret(writtenNext);
        if (next.isPresent()) {
            String nextSetting = setting + ".next-signing-secret";
            if (present.isEmpty()) {
                problem(nextSetting, "stands without " + setting + ".signing-secret; move it there.");
            } else if (next.equals(present)) {
                problem(
                        nextSetting,
                        "is the same as " + setting
                                + ".signing-secret; remove it, or make one up with: openssl rand -hex 32");
            }
            longEnough(nextSetting, next.get());
        }
        return Stream.concat(present.stream(), next.stream()).toList();
    }

    void longEnough(String setting, String secret) {
        if (secret.length() < SHORTEST_SECRET) {
            problem(
                    setting,
                    "is shorter than " + SHORTEST_SECRET + " characters; make one up with: openssl rand -hex 32");
        }
    }

    Path folder(String written, String otherwise) {
        return home.resolve(text(written).orElse(otherwise)).normalize();
    }

    Optional<Path> file(String setting, String written) {
        Optional<Path> file = text(written).map(name -> home.resolve(name).normalize());
        file.filter(path -> !path.toFile().canRead())
                .ifPresent(path -> problem(
                        setting,
                        "names the file " + path + ", which cannot be read; put it there or correct the path."));
        return file;
    }

    /** False unless written. */
    boolean yesNo(String setting, String written) {
        String text = text(written).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            problem(setting, "is '" + text + "'; write true or false.");
        }
        return text.equals("true");
    }

    int whole(String setting, String written, int otherwise, int least, int most) {
        Optional<String> text = text(written);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.get().replace("_", ""));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below, together with numbers out of range
        }
        problem(setting, "is '" + text.get() + "'; write a whole number from " + least + " to " + most + ".");
        return otherwise;
    }

    double share(String setting, String written, double otherwise) {
        Optional<String> text = text(written);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            double share = Double.parseDouble(text.get());
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException notANumber) {
            // told below, together with shares out of range
        }
        problem(setting, "is '" + text.get() + "'; write a share from 0 to 1, such as 0.1 for a tenth.");
        return otherwise;
    }

    Optional<Duration> duration(String setting, String written) {
        Optional<String> text = text(written);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Duration duration = DurationStyle.detectAndParse(text.get());
            if (!duration.isNegative()) {
                return Optional.of(duration);
            }
        } catch (IllegalArgumentException notADuration) {
            // told below, together with negative ones
        }
        problem(setting, "is '" + text.get() + "'; write a time such as 30s, 5m, 36h or 7d.");
        return Optional.empty();
    }

    <E extends Enum<E>> E word(String setting, String written, Class<E> words, E otherwise) {
        Optional<String> text = text(written);
        if (text.isEmpty()) {
            return otherwise;
        }
        List<String> known = new ArrayList<>();
        for (E word : words.getEnumConstants()) {
            String name = word.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            if (name.equalsIgnoreCase(text.get())) {
                return word;
            }
            known.add(name);
        }
        problem(setting, "is '" + text.get() + "'; write one of " + String.join(", ", known) + ".");
        return otherwise;
    }

    ZoneId zone(String setting, String written) {
        try {
            return ZoneId.of(text(written).orElse("Europe/London"));
        } catch (DateTimeException unknown) {
            problem(setting, "is '" + written + "', which is no time zone; write one such as Europe/London.");
            return ZoneId.of("Europe/London");
        }
    }
}
