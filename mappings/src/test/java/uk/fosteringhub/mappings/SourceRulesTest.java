package uk.fosteringhub.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.fosteringhub.core.attribution.sources.Clue;
import uk.fosteringhub.core.attribution.sources.Received;
import uk.fosteringhub.core.attribution.sources.SourceRules;
import uk.fosteringhub.core.attribution.sources.Taken;
import uk.fosteringhub.mappings.sources.Spellings;

/** What the hub's own rules take for what, and what is said of rules that cannot be used. */
class SourceRulesTest {
    private static final SourceRules RULES = TheMappingsFolder.load().sources();

    @TempDir
    private Path temp;

    @Test
    void everySpellingIsTakenForWhatItMeans() {
        Spellings spellings = Spellings.of(TheMappingsFolder.path());
        assertThat(spellings.problems(RULES)).isEmpty();
        assertThat(spellings.size()).isGreaterThanOrEqualTo(300);
    }

    @Test
    void everyChannelHasSpellings() throws Exception {
        Set<String> channels = new HashSet<>(RULES.channels().keySet());
        for (String line : Files.readAllLines(TheMappingsFolder.path().resolve(Spellings.FILE))) {
            Stream.of(line.split(",")).forEach(channels::remove);
        }
        assertThat(channels).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("codeTable")
    void theRulesAgreeWithTheCodeTableOfChannels(String channel, String spelling) {
        Taken taken = RULES.take(Received.text(spelling).with(Clue.MAPPED, channel));
        assertThat(taken.channel()).isIn(channel, channel.equals("NOT_KNOWN") ? "" : channel);
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> codeTable() throws Exception {
        return Files.readAllLines(TheMappingsFolder.path().resolve("codes/channel.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                // campaign links are told by their parts, and "N/A" is nobody's other source
                .flatMap(cells -> Stream.concat(Stream.of(cells[1]), Arrays.stream(cells[3].split(";")))
                        .filter(spelling -> !spelling.contains(" / ") && !spelling.equals("N/A"))
                        .map(spelling -> org.junit.jupiter.params.provider.Arguments.of(cells[0], spelling)));
    }

    @ParameterizedTest
    @CsvSource({
        "facebook, cpc, SOCIAL_ADVERT",
        "fb_ads, paid_social, SOCIAL_ADVERT",
        "google, cpc, SEARCH_ADVERT",
        "google, organic, SEARCH_ENGINE",
        "facebook.com, referral, SOCIAL_MEDIA",
        "nudge-3, email, EMAIL_NUDGE",
        "govdelivery, email, EMAIL",
        "lafse, referral, REGIONAL_WEBSITE"
    })
    void theLinkSaysWhatItWas(String source, String medium, String channel) {
        assertThat(RULES.take(Received.NOTHING.with(Clue.UTM_SOURCE, source).with(Clue.UTM_MEDIUM, medium))
                        .channel())
                .isEqualTo(channel);
    }

    @Test
    void whatNoRuleKnowsCountsAsTheMappingTookIt() {
        Taken taken = RULES.take(Received.text("Qwertz").with(Clue.MAPPED, "RADIO"));
        assertThat(taken.channel()).isEqualTo("RADIO");
        assertThat(taken.rule()).isEqualTo(SourceRules.BY_MAPPING);
        assertThat(RULES.take(Received.text("Qwertz").with(Clue.MAPPED, "Qwertz"))
                        .channel())
                .isEmpty();
    }

    @Property(tries = 300)
    void noTextMakesTheRulesStumble(@ForAll String text) {
        assertThat(RULES.take(Received.text(text)).channel())
                .satisfiesAnyOf(channel -> assertThat(channel).isEmpty(), channel -> assertThat(RULES.channels())
                        .containsKey(channel));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { rule: a, channel: RADIOO, words: [x] }                  | at rules[0].channel: there is no channel RADIOO in codes/channel.csv; did you mean RADIO?
            { rule: a, channel: RADIO }                               | at rules[0]: the rule tests nothing
            { rule: a, channel: RADIO, not: [x] }                     | at rules[0]: the rule tests nothing
            { rule: a, words: [x] }                                   | at rules[0]: the rule says nothing
            { rule: a, channel: RADIO, words: ["!"] }                 | at rules[0].words: "!" has no letter
            { rule: a, carrier: POST, words: [x] }                    | at rules[0].carrier: there is no carrier POST
            { rule: a, channel: RADIO, word: [x] }                    | there is no setting word here; did you mean words?
            """)
    void aRuleThatCannotBeUsedIsToldWithItsPlaceAndWhatToDo(String rule, String told) throws Exception {
        Path file = Files.writeString(
                temp.resolve("rules.yml"), "version: 1\ntransit: []\nnudge: []\nregional: []\nrules:\n  - " + rule);
        assertThatThrownBy(() -> MappingFolder.sources(TheMappingsFolder.path(), file))
                .isInstanceOf(InvalidMappings.class)
                .hasMessageContaining("rules.yml")
                .hasMessageContaining(told);
    }

    @Test
    void anotherContentIsAnotherVersion() throws Exception {
        String text =
                "version: 7\ntransit: []\nnudge: []\nregional: []\nrules:\n  - { rule: a, channel: BUS, words: [%s] }";
        Path one = Files.writeString(temp.resolve("one.yml"), text.formatted("x"));
        Path other = Files.writeString(temp.resolve("other.yml"), text.formatted("y"));
        List<String> versions = List.of(
                MappingFolder.sources(TheMappingsFolder.path(), one).version(),
                MappingFolder.sources(TheMappingsFolder.path(), other).version());
        assertThat(versions).doesNotHaveDuplicates().allSatisfy(version -> assertThat(version)
                .startsWith("7-"));
    }
}
