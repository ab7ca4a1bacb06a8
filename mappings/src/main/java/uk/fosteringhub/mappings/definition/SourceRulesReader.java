package uk.fosteringhub.mappings.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.attribution.journey.TouchKind;
import uk.fosteringhub.core.attribution.sources.Clue;
import uk.fosteringhub.core.attribution.sources.Phrase;
import uk.fosteringhub.core.attribution.sources.SourceRule;
import uk.fosteringhub.core.attribution.sources.SourceRule.Way;
import uk.fosteringhub.core.attribution.sources.SourceRules;
import uk.fosteringhub.mappings.codes.CodeTable;
import uk.fosteringhub.mappings.codes.CodeTables;
import uk.fosteringhub.mappings.fingerprint.Digest;
import uk.fosteringhub.mappings.spelling.Nearest;

/** Reads {@code sources.yml}: what people mean by the sources they name. */
public final class SourceRulesReader {
    private static final int DIGEST_LETTERS = 8;
    /** What a rule may test beside {@code words}, {@code and}, {@code not} and {@code whole}, which are about its text. */
    private static final List<Clue> CLUES = Clue.all().stream()
            .filter(clue -> clue != Clue.TEXT && clue != Clue.ANSWER)
            .toList();

    private final YamlFile yaml = new YamlFile();
    private final SchemaCheck schema = new SchemaCheck("sources.schema.json");
    private final CodeTables tables;

    public SourceRulesReader(CodeTables tables) {
        this.tables = tables;
    }

    /**
     * @param name of the file, for sentences about it
     * @param problems takes a sentence for everything that is wrong
     * @return the rules, or empty if anything is wrong
     */
    public Optional<SourceRules> read(String name, byte[] bytes, List<String> problems) throws IOException {
        Complaints complaints = new Complaints(name, new ArrayList<>());
        JsonNode file = yaml.parse(bytes, complaints);
        if (!complaints.any()) {
            schema.check(file, complaints);
        }
        Optional<SourceRules> rules =
                complaints.any() ? Optional.empty() : Optional.of(rules(file, Digest.sha256(bytes), complaints));
        problems.addAll(complaints.sentences());
        return complaints.any() ? Optional.empty() : rules;
    }

    private SourceRules rules(JsonNode file, String digest, Complaints complaints) {
        Map<String, SourceRules.Channel> channels = channels(file, complaints);
        List<SourceRule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int number = 0;
        for (JsonNode rule : Yaml.elements(file, "rules")) {
            String path = "rules[" + number++ + "]";
            if (!names.add(rule.get("rule").asText())) {
                complaints.add(path + ".rule", "a rule before has the same name; give each its own.");
            }
            rules.add(rule(rule, path, channels, complaints));
        }
        return new SourceRules(
                file.get("version").asInt() + "-" + digest.substring(0, DIGEST_LETTERS),
                channels,
                rules,
                phrases(file, "council-pages", Clue.REFERRER, "council-pages", complaints));
    }

    private Map<String, SourceRules.Channel> channels(JsonNode file, Complaints complaints) {
        Map<String, CodeTable.Written> codes =
                tables.named("channel").map(CodeTable::all).orElse(Map.of());
        Map<String, TouchKind> kinds = new HashMap<>();
        kinds(file, "transit", TouchKind.TRANSIT, codes, kinds, complaints);
        kinds(file, "nudge", TouchKind.NUDGE, codes, kinds, complaints);
        Set<String> regional = new HashSet<>(Yaml.texts(file, "regional"));
        regional.stream()
                .filter(code -> !codes.containsKey(code))
                .forEach(code -> unknown("regional", code, codes, complaints));
        Map<String, String> families = new HashMap<>();
        for (JsonNode alike : Yaml.elements(file, "alike")) {
            for (JsonNode code : alike) {
                if (!codes.containsKey(code.asText())) {
                    unknown("alike", code.asText(), codes, complaints);
                }
                families.put(code.asText(), alike.get(0).asText());
            }
        }
        Map<String, SourceRules.Channel> channels = new HashMap<>();
        codes.forEach((code, written) -> channels.put(
                code,
                new SourceRules.Channel(
                        code,
                        written.label(),
                        kinds.getOrDefault(code, TouchKind.SOURCE),
                        regional.contains(code),
                        families.getOrDefault(code, code))));
        return channels;
    }

    private static void kinds(
            JsonNode file,
            String list,
            TouchKind kind,
            Map<String, CodeTable.Written> codes,
            Map<String, TouchKind> kinds,
            Complaints complaints) {
        for (String code : Yaml.texts(file, list)) {
            if (!codes.containsKey(code)) {
                unknown(list, code, codes, complaints);
            } else if (kinds.put(code, kind) != null) {
                complaints.add(list, code + " is in two lists; a channel has one kind.");
            }
        }
    }

    private SourceRule rule(
            JsonNode rule, String path, Map<String, SourceRules.Channel> channels, Complaints complaints) {
        List<SourceRule.Test> tests = new ArrayList<>();
        test(rule, "words", Clue.TEXT, Way.HOLDS, path, tests, complaints);
        test(rule, "and", Clue.TEXT, Way.HOLDS, path, tests, complaints);
        test(rule, "not", Clue.TEXT, Way.LACKS, path, tests, complaints);
        test(rule, "whole", Clue.TEXT, Way.IS, path, tests, complaints);
        for (Clue clue : CLUES) {
            boolean exact = clue == Clue.DIALLED_NUMBER || clue == Clue.PROMO_CODE || clue == Clue.MAPPED;
            test(rule, clue.word(), clue, exact ? Way.IS : Way.HOLDS, path, tests, complaints);
        }
        if (tests.stream().noneMatch(test -> test.way() != Way.LACKS)) {
            complaints.add(path, "the rule tests nothing, so it would fit everything; add words or another test.");
        }
        Optional<String> channel = Yaml.text(rule, "channel");
        Optional<String> carrier = Yaml.text(rule, "carrier");
        if (channel.isEmpty() && carrier.isEmpty() && !rule.has("campaign")) {
            complaints.add(path, "the rule says nothing; add channel, campaign or carrier.");
        }
        channel.filter(code -> !channels.containsKey(code))
                .ifPresent(code -> complaints.add(
                        path + ".channel",
                        "there is no channel " + code + " in codes/channel.csv"
                                + Nearest.hint(code, channels.keySet())));
        carrier.filter(code -> !carriers().containsKey(code))
                .ifPresent(code -> unknownCarrier(path, code, carriers(), complaints));
        return new SourceRule(rule.get("rule").asText(), tests, channel, Yaml.text(rule, "campaign"), carrier);
    }

    private Map<String, CodeTable.Written> carriers() {
        return tables.named("enquiry-carrier").map(CodeTable::all).orElse(Map.of());
    }

    private static void test(
            JsonNode rule,
            String key,
            Clue clue,
            Way way,
            String path,
            List<SourceRule.Test> tests,
            Complaints complaints) {
        if (!rule.has(key)) {
            return;
        }
        tests.add(new SourceRule.Test(clue, way, phrases(rule, key, clue, path + "." + key, complaints)));
    }

    private static List<Phrase> phrases(JsonNode node, String key, Clue clue, String path, Complaints complaints) {
        List<Phrase> phrases = new ArrayList<>();
        for (String written : Yaml.texts(node, key)) {
            try {
                phrases.add(clue == Clue.DIALLED_NUMBER ? Phrase.number(written) : Phrase.of(written));
            } catch (IllegalArgumentException empty) {
                complaints.add(path, empty.getMessage());
            }
        }
        return phrases;
    }

    private static void unknown(String path, String code, Map<String, CodeTable.Written> codes, Complaints complaints) {
        complaints.add(
                path, "there is no channel " + code + " in codes/channel.csv" + Nearest.hint(code, codes.keySet()));
    }

    private static void unknownCarrier(
            String path, String code, Map<String, CodeTable.Written> codes, Complaints complaints) {
        complaints.add(
                path + ".carrier",
                "there is no carrier " + code + " in codes/enquiry-carrier.csv" + Nearest.hint(code, codes.keySet()));
    }
}
