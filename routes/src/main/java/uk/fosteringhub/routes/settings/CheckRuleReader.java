package uk.fosteringhub.routes.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.settings.CheckRule;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.settings.FileFormat;
import uk.fosteringhub.core.settings.SystemSettings;

/** Reads what the hub does by itself about checks: {@code hub.checks.<kind>}. */
final class CheckRuleReader {
    private static final int LAST = 900;
    private static final int LONGEST_ROW = 1 << 16;
    private static final List<String> MAPPINGS_OF_CHECKS = List.of("dbs/", "medical/");
    private static final Duration EVERY = Duration.ofDays(14);

    private final Values values;

    CheckRuleReader(Values values) {
        this.values = values;
    }

    List<CheckRule> read(Map<String, SettingsAsWritten.Check> written) {
        List<CheckRule> rules = new ArrayList<>();
        written.forEach((kind, block) -> rules.add(rule("hub.checks." + kind, kind, block)));
        return List.copyOf(rules);
    }

    private CheckRule rule(String setting, String kind, SettingsAsWritten.Check block) {
        String code = kind.toUpperCase(Locale.ROOT).replace('-', '_');
        if (!code.equals("DBS") && !code.equals("ADULT_HEALTH")) {
            values.problem(setting, "is no kind of check that the hub has rules for; write dbs or adult-health.");
        }
        return new CheckRule(
                code,
                days(setting + ".request-within", block.requestWithin()),
                days(setting + ".chase-after", block.chaseAfter()),
                days(setting + ".chase-every", block.chaseEvery()).orElse(EVERY),
                values.whole(setting + ".most-chasers", block.mostChasers(), 5, 1, 1_000),
                days(setting + ".valid-for", block.validFor()));
    }

    private Optional<Duration> days(String setting, String written) {
        Optional<Duration> time = values.duration(setting, written);
        time.filter(duration -> duration.toDays() < 1)
                .ifPresent(duration -> values.problem(setting, "is less than a day; write it in days, such as 28d."));
        return time;
    }

    /** Whether there is anything for the hub to say about checks: a rule, or a system in use that tells of them. */
    static boolean concern(List<CheckRule> rules, List<SystemSettings> systems) {
        return !rules.isEmpty()
                || systems.stream()
                        .flatMap(system -> system.feeds().stream())
                        .filter(feed -> feed.location().isPresent())
                        .anyMatch(feed -> MAPPINGS_OF_CHECKS.stream()
                                .anyMatch(folder -> feed.mapping().startsWith(folder)));
    }

    /** The hub as a system, with the feed on which it speaks. */
    static SystemSettings hub(List<CheckRule> rules) {
        FeedSettings feed = new FeedSettings(
                "hub-checks",
                "hub",
                "hub/checks",
                FeedWay.RULES,
                FeedKind.DELTA,
                LAST,
                Optional.of(rules.isEmpty() ? FeedSettings.WITHOUT_RULES : "rules:hub.checks"),
                List.of(),
                FileFormat.CSV,
                "",
                ',',
                "UTF-8",
                Optional.empty(),
                0,
                false,
                LONGEST_ROW,
                Optional.empty(),
                Optional.empty());
        return new SystemSettings(
                "hub",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(feed),
                Optional.empty());
    }
}
