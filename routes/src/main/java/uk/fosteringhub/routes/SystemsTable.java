package uk.fosteringhub.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.runs.FeedResult;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.TargetResult;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.settings.HubSettings;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.settings.SystemSettings;

/** Every system with what goes which way, how, and how it went in a run: one line per system, direction and way. */
public final class SystemsTable {
    private final HubSettings settings;
    private final Mappings mappings;

    public SystemsTable(HubSettings settings, Mappings mappings) {
        this.settings = settings;
        this.mappings = mappings;
    }

    /**
     * The lines of the table, for people.
     *
     * @param waitForKafka changes that have not been published yet
     */
    public List<String> of(RunResult result, long waitForKafka) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("system", "direction", "way", "records", "state"));
        for (SystemSettings system : settings.systems()) {
            ways(system)
                    .forEach((way, feeds) ->
                            rows.add(List.of(system.name(), "in", way, records(feeds), state(feeds, result))));
            system.out().ifPresent(out -> rows.add(out(out, result)));
        }
        String published = waitForKafka == 0 ? "published, none waits" : waitForKafka + " changes wait";
        settings.kafka()
                .ifPresent(kafka -> rows.add(List.of("kafka", "out", "topics", "every record type", published)));
        return TextTable.of(rows);
    }

    private static Map<String, List<FeedSettings>> ways(SystemSettings system) {
        Map<String, List<FeedSettings>> ways = new LinkedHashMap<>();
        for (FeedSettings feed : system.feeds()) {
            ways.computeIfAbsent(way(feed), way -> new ArrayList<>()).add(feed);
        }
        return ways;
    }

    private static String way(FeedSettings feed) {
        return switch (feed.way()) {
            case FILE_DROP -> feed.format().name() + " files";
            case JSON_PULL -> "REST pull";
            case PUSH -> "REST push";
            case STATUS_CHECK -> "status checks";
            case MLLP -> "HL7 by MLLP";
            case RULES -> "rules of the hub";
        };
    }

    private String records(List<FeedSettings> feeds) {
        return String.join(
                ", ",
                new TreeSet<>(feeds.stream()
                        .map(feed -> mappings.named(feed.mapping()).recordType().name())
                        .toList()));
    }

    private static String state(List<FeedSettings> feeds, RunResult result) {
        List<FeedResult> judged = feeds.stream()
                .flatMap(feed -> result.feeds().stream()
                        .filter(judgedFeed -> judgedFeed.feed().equals(feed.name())))
                .toList();
        Optional<Verdict> verdict = judged.stream().map(FeedResult::verdict).reduce(Verdict::worseOf);
        if (verdict.isEmpty()) {
            return feeds.get(0).way() == FeedWay.PUSH ? "not in use: no caller has a key" : "not in use";
        }
        boolean balanced = judged.stream().allMatch(feed -> feed.books().balance());
        return word(verdict.get()) + (balanced ? ", balanced" : ", not balanced");
    }

    private static List<String> out(OutgoingSettings out, RunResult result) {
        Stream<TargetResult> judged =
                result.out().stream().filter(target -> target.target().equals(out.system()));
        String state = judged.findFirst()
                .map(target -> word(target.verdict()) + (target.books().balance() ? ", balanced" : ", not balanced"))
                .orElse("not in use");
        String way =
                switch (out.way()) {
                    case IMPORT_FILE -> "import files";
                    case REST_UPSERT -> "REST create or update";
                    case REST_POST -> "REST post";
                    case HL7 -> out.location().startsWith("mllp") ? "HL7 by MLLP" : "HL7 files";
                };
        return List.of(out.system(), "out", way, String.join(", ", new TreeSet<>(out.records())), state);
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
