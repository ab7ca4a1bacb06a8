package uk.fosteringhub.core.attribution.sources;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import uk.fosteringhub.core.attribution.journey.TouchKind;

/**
 * What a council means by what people write: an ordered list of rules, of which for each of channel, campaign and carrier
 * the first that fits counts.
 */
public final class SourceRules {
    /** Stands for the rule where a feed's own mapping knew the channel. */
    public static final String BY_MAPPING = "mapping";

    /** Channel of what is said to be unknown: no evidence of anything. */
    public static final String NOT_KNOWN = "NOT_KNOWN";

    private final String version;
    private final Map<String, Channel> channels;
    private final List<SourceRule> rules;
    private final List<Phrase> councilPages;

    /**
     * @param code as {@code codes/channel.csv} has it
     * @param label for people
     * @param regional whether the regional platform's own work causes what comes by it
     * @param family what people mean by the same words, such as a network and adverts in it, by the code of one of them
     */
    public record Channel(String code, String label, TouchKind kind, boolean regional, String family) {}

    /**
     * @param version number and digest of the rules file; every result names it
     * @param channels every channel there is, by its code
     * @param councilPages what stands in the addresses of the council's own pages
     */
    public SourceRules(
            String version, Map<String, Channel> channels, List<SourceRule> rules, List<Phrase> councilPages) {
        this.version = version;
        this.channels = Map.copyOf(channels);
        this.rules = List.copyOf(rules);
        this.councilPages = List.copyOf(councilPages);
    }

    /** No rules at all. */
    public static SourceRules none() {
        return new SourceRules("none", Map.of(), List.of(), List.of());
    }

    public String version() {
        return version;
    }

    public Map<String, Channel> channels() {
        return channels;
    }

    public Set<String> names() {
        Set<String> names = new java.util.LinkedHashSet<>();
        rules.forEach(rule -> names.add(rule.name()));
        return names;
    }

    /** What a channel does; a source unless the rules file says otherwise. */
    public TouchKind kind(String channel) {
        return Optional.ofNullable(channels.get(channel)).map(Channel::kind).orElse(TouchKind.SOURCE);
    }

    /** For people; the code itself where there is no such channel. */
    public String label(String channel) {
        return Optional.ofNullable(channels.get(channel)).map(Channel::label).orElse(channel);
    }

    /** Channels of one family do not contradict each other. */
    public String family(String channel) {
        return Optional.ofNullable(channels.get(channel)).map(Channel::family).orElse(channel);
    }

    /** Whether the regional platform's own work causes what comes by a channel. */
    public boolean regional(String channel) {
        return Optional.ofNullable(channels.get(channel)).map(Channel::regional).orElse(false);
    }

    /** Whether one of the council's own pages led on to where this was received. */
    public boolean fromCouncilPage(Received received) {
        List<String> referrer = Folded.words(received.get(Clue.REFERRER));
        return councilPages.stream().anyMatch(page -> page.in(referrer));
    }

    public Taken take(Received received) {
        FoldedClues clues = new FoldedClues(received);
        Optional<SourceRule> channel = first(clues, SourceRule::channel);
        Optional<SourceRule> campaign = first(clues, SourceRule::campaign);
        Optional<SourceRule> carrier = first(clues, SourceRule::carrier);
        String mapped = received.get(Clue.MAPPED);
        boolean byMapping = channel.isEmpty() && channels.containsKey(mapped) && !mapped.equals(NOT_KNOWN);
        return new Taken(
                byMapping ? mapped : channel.flatMap(SourceRule::channel).orElse(""),
                byMapping ? BY_MAPPING : channel.map(SourceRule::name).orElse(""),
                campaign.flatMap(SourceRule::campaign)
                        .orElse(received.get(Clue.CAMPAIGN_SAID).strip()),
                campaign.map(SourceRule::name)
                        .orElse(received.get(Clue.CAMPAIGN_SAID).isBlank() ? "" : BY_MAPPING),
                carrier.flatMap(SourceRule::carrier).orElse(""),
                carrier.map(SourceRule::name).orElse(""));
    }

    /** The same, remembering what was taken before: much of what comes is alike. Not for several threads. */
    public Function<Received, Taken> remembering() {
        Map<Received, Taken> known = new HashMap<>();
        return received -> {
            if (known.size() > MOST_REMEMBERED) {
                known.clear();
            }
            return known.computeIfAbsent(received, this::take);
        };
    }

    private static final int MOST_REMEMBERED = 50_000;

    private Optional<SourceRule> first(FoldedClues clues, Function<SourceRule, Optional<String>> says) {
        for (SourceRule rule : rules) {
            if (says.apply(rule).isPresent() && rule.holds(clues)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }
}
