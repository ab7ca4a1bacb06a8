package uk.fosteringhub.routes.command;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.fosteringhub.core.identity.decide.BlindSample;
import uk.fosteringhub.core.identity.decide.DecisionRefused;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.identity.decide.Verdict;
import uk.fosteringhub.routes.TextTable;
import uk.fosteringhub.routes.identity.IdentityJson;

/** How right the automatic links are. */
@Command(
        name = "sample",
        description = {
            "The blind samples of automatic links: how many were judged, and the share of the right ones.",
            "With --next the next link to be judged; with --judge its place in the sample, and --verdict."
        },
        mixinStandardHelpOptions = true)
final class IdentitySampleCommand extends IdentityDeskCommand {
    @Option(names = "--month", paramLabel = "MONTH", description = "Such as 2026-03 (default: the last one).")
    private YearMonth month;

    @Option(names = "--next", description = "Show the next link to be judged, as JSON.")
    private boolean next;

    @Option(names = "--judge", paramLabel = "PLACE", description = "Judge the link of this place.")
    private Integer place;

    @Option(names = "--verdict", paramLabel = "VERDICT", description = "With --judge: same, different or unsure.")
    private String verdict;

    @Option(
            names = "--reason",
            paramLabel = "WORDS",
            description = "With --judge: why; needed for different. Name no person of the records.")
    private String reason = "";

    @Override
    int carryOut(IdentityDesk desk) throws DecisionRefused {
        if (place == null && (verdict != null || !reason.isEmpty())) {
            throw wrong("Say which link is judged: --judge PLACE.");
        }
        BlindSample sample = desk.sample();
        YearMonth asked = month == null ? sample.due() : month;
        if (place != null) {
            if (verdict == null) {
                throw wrong("Say --verdict same, different or unsure.");
            }
            Verdict word = verdict(verdict);
            if (word == Verdict.TAKEN_BACK) {
                throw wrong("Say --verdict same, different or unsure.");
            }
            sample.judge(asked, place, word, reason, ACTOR, withRestricted);
            say(json ? "{\"judged\":" + place + "}" : "Judged.");
        } else if (next) {
            Optional<BlindSample.Question> question = sample.next(asked, withRestricted);
            say(
                    question.isEmpty() && !json
                            ? "No link of " + asked + " is left to be judged."
                            : IdentityJson.question(question, desk.queue()));
        } else if (json) {
            say(IdentityJson.samples(sample.months()));
        } else {
            TextTable.of(table(sample.months())).forEach(this::say);
        }
        return Exit.OK;
    }

    private static List<List<String>> table(List<BlindSample.Measured> months) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("month", "links", "drawn", "judged", "same", "different", "unsure", "precision"));
        months.forEach(one -> rows.add(List.of(
                one.month().toString(),
                String.valueOf(one.links()),
                String.valueOf(one.drawn()),
                String.valueOf(one.judged()),
                String.valueOf(one.same()),
                String.valueOf(one.different()),
                String.valueOf(one.unsure()),
                one.same() + one.different() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "%.3f (%.3f to %.3f)",
                                one.precision().share(),
                                one.precision().low(),
                                one.precision().high()))));
        return rows;
    }
}
