package uk.fosteringhub.console.layout;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * How names and codes of the hub are shown: {@code ADULT_HEALTH} as {@code adult health}, {@code given_name} as {@code given
 * name}. Templates reach it as {@code @codes}.
 */
@Component("codes")
public final class Codes {
    private static final Set<String> ABBREVIATIONS = Set.of("DBS", "GP", "TSD", "ADM", "IRM");

    public static String words(String code) {
        return Arrays.stream(code.split("_"))
                .map(word -> ABBREVIATIONS.contains(word) ? word : word.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }
}
