package uk.fosteringhub.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.fosteringhub.core.intake.CsvDeliveryTest.assertRefused;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the pages of a pull as services really answer. */
class JsonPagesTest {
    private final Reading json = Reading.json("id", "name.first", "note");

    @Test
    void elementsComeWithTheirNumberTheirKeyAndTheValuesAtTheirPaths() throws Exception {
        List<Reading.Seen> seen = json.read("""
                {"total": 2, "people": [
                  {"id": "P-1", "name": {"first": "Ann", "last": "x"}, "note": "first", "more": [1, 2]},
                  {"note": "second", "name": {"first": "Ben"}, "id": "P-2"}
                ], "next": "c2"}""");

        assertThat(seen).extracting(Reading.Seen::line).containsExactly(1L, 2L);
        assertThat(seen).extracting(Reading.Seen::key).containsExactly("P-1", "P-2");
        assertThat(seen)
                .extracting(Reading.Seen::values)
                .containsExactly(List.of("P-1", "Ann", "first"), List.of("P-2", "Ben", "second"));
    }

    @Test
    void missingPathsAndNullsAreEmptyAndOtherValuesAreTheirText() throws Exception {
        assertThat(json.values("""
                {"people":[
                {},
                {"id":null,"name":null,"note":null},
                {"id":"","name":"no object","note":[]},
                {"id":17,"name":{"first":true},"note":{"a":[1,null]}},
                {"id":12345678901234567890123,"name":{"first":1.10},"note":12345678901234567890.125}]}"""))
                .containsExactly(
                        List.of("", "", ""),
                        List.of("", "", ""),
                        List.of("", "", "[]"),
                        List.of("17", "true", "{\"a\":[1,null]}"),
                        List.of("12345678901234567890123", "1.10", "12345678901234567890.125"));
    }

    @Test
    void escapesAndCharactersBeyondTheBasicPlaneArrive() throws Exception {
        assertThat(
                        json.values(
                                "{\"people\":[{\"id\":\"1\",\"name\":{\"first\":\"Zo\\u00EB \\ud83d\\ude00😀\"},\"note\":\"a\\n\\t\\\"b\"}]}"))
                .containsExactly(List.of("1", "Zoë 😀😀", "a\n\t\"b"));
    }

    @Test
    void pagesFollowOneAnotherWithOrWithoutBlanksBetweenThem() throws Exception {
        String pages =
                "{\"people\":[{\"id\":1},{\"id\":2}],\"next\":\"a\"}{\"people\":[]}\n\n{\"next\":null,\"people\":[{\"id\":3}]}\n";

        assertThat(json.read(pages)).extracting(Reading.Seen::key).containsExactly("1", "2", "3");
        assertThat(json.read(pages)).extracting(Reading.Seen::line).containsExactly(1L, 2L, 3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "{\"people\":[]}", "{\"people\":[]}{\"people\":[]}"})
    void aPullWithoutElementsIsADeliveryWithoutRecords(String nothing) throws Exception {
        assertThat(json.read(nothing)).isEmpty();
    }

    @Test
    void theListMayLieDeeperOrBeThePageItself() throws Exception {
        assertThat(json.withRecordsAt("/data/people").values("{\"people\":[0],\"data\":{\"people\":[{\"id\":1}]}}"))
                .containsExactly(List.of("1", "", ""));
        assertThat(json.withRecordsAt("").values("[{\"id\":1}] [{\"id\":2}]"))
                .containsExactly(List.of("1", "", ""), List.of("2", "", ""));
    }

    @Test
    void aListOfTheSameNameElsewhereIsNotTheList() throws Exception {
        assertThat(json.values(
                        "{\"meta\":{\"people\":[{\"id\":9}]},\"other\":[[{\"people\":[]}]],\"people\":[{\"id\":1}]}"))
                .containsExactly(List.of("1", "", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"persons\":[{\"id\":1}]}",
                "{\"people\":null}",
                "{\"people\":{\"id\":1}}",
                "{\"meta\":{\"people\":[]}}",
                "[]",
                "null",
                "\"gone\"",
                "42 ",
                "{\"error\":\"try later\"}"
            })
    void aPageWithoutTheListRefusesThePull(String page) {
        assertRefused(
                json.refusal("{\"people\":[{\"id\":1}]}" + page + "{\"people\":[{\"id\":2}]}"),
                "no-records",
                0,
                "Page 2 has no list at /people. Check the feed's pull settings against the service.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "\"x\"", "[{\"id\":2}]"})
    void anElementThatIsNoObjectRefusesThePull(String element) {
        assertRefused(
                json.refusal("{\"people\":[{\"id\":1}," + element + "]}"),
                "record-not-object",
                2,
                "Element 2 is not a JSON object. Ask the source what it sends there.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>Bad gateway</body></html>",
                "{\"people\":[{\"id\":1},",
                "{\"people\":[{\"id\":1},{\"id\":",
                "{\"people\":[{\"id\":1}],\"next\":",
                "{\"people\":[{\"id\":1}]",
                "{\"people\":[{\"id\":1}{\"id\":2}]}",
                "{\"people\":[{\"id\":1,}]}",
                "{'people':[]}",
                "{\"next\":1",
                "people"
            })
    void whatIsNotJsonOrCutOffRefusesThePull(String broken) {
        DeliveryRefused refused = json.refusal(broken);

        assertThat(refused).isNotNull();
        assertThat(refused.rule()).isEqualTo("not-json");
        assertThat(refused.getMessage())
                .startsWith("Page 1 is not well-formed JSON behind element ")
                .endsWith(
                        "Nothing of this pull was applied; the next one asks for the same records again. If it stays so,"
                                + " ask the source what it sends.");
    }

    @Test
    void theRefusalNamesThePageAndTheElement() {
        DeliveryRefused refused = json.refusal("{\"people\":[{\"id\":1},{\"id\":2}]}{\"people\":[{\"id\":3},{\"id\":4");

        assertThat(refused.line()).isEqualTo(4);
        assertThat(refused.getMessage()).startsWith("Page 2 is not well-formed JSON behind element 3:");
    }

    @Test
    void aBracketTooManyBreaksWhatWouldBeTheNextPage() {
        assertThat(json.refusal("{\"people\":[{\"id\":1}]}}").getMessage())
                .startsWith("Page 2 is not well-formed JSON behind element 1:");
    }

    @Test
    void bytesThatAreNoTextAreNotJson() {
        assertThat(json.refusal("{\"people\":[{\"id\":\"Zoë\"}]}".getBytes(StandardCharsets.ISO_8859_1))
                        .rule())
                .isEqualTo("not-json");
        assertThat(json.refusal(new byte[] {0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6}).rule())
                .isEqualTo("not-json");
        assertThat(json.refusal(new byte[] {0, 0, 0, '{', 0x7F, 0, 0, 0, 0}).rule())
                .isEqualTo("not-json");
    }

    @Test
    void aValueBeyondTheLimitRefusesThePull() {
        assertRefused(
                json.withRowsUpTo(100).refusal("{\"people\":[{\"id\":1},{\"id\":\"" + "x".repeat(5_000_000) + "\"}]}"),
                "row-too-long",
                2,
                "Page 1 holds, behind element 1, a value longer than 100 characters, a number longer than 1000 digits or"
                        + " more than 50 levels one within another. Raise the feed's max-row-bytes if this is right; else ask"
                        + " the source what it sends there.");
    }

    @Test
    void anElementBeyondTheLimitRefusesThePullThoughEachValueFits() {
        String half = "x".repeat(60);

        assertRefused(
                json.withRowsUpTo(100).refusal("{\"people\":[{\"id\":\"" + half + "\",\"note\":\"" + half + "\"}]}"),
                "row-too-long",
                1,
                "Element 1 is longer than 100 characters. Raise the feed's max-row-bytes if this is right.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"people\":[{\"id\":%s}]}", "{\"other\":%s,\"people\":[]}", "%s"})
    void deepNestingRefusesThePullAndDoesNotOverflow(String page) {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        assertThat(json.refusal(page.formatted(deep)).rule()).isEqualTo("row-too-long");
    }

    @Test
    void aRequiredMemberThatNoRecordHasRefusesThePull() throws Exception {
        Reading requiring = json.of(PeopleMapping.of("id", "name.first", "note").requiring("name.first", "NOTE"));

        assertRefused(
                requiring.refusal("{\"people\":[{\"id\":1}]}{\"people\":[{\"id\":2,\"name\":{\"last\":\"x\"}}]}"),
                "header",
                0,
                "No record has name.first and note, which sample/people needs in every delivery, if only empty or null:"
                        + " taking it would empty these values in every record. Ask the source to put them back, or name the"
                        + " members that hold them in mappings/sample/people.yml.");
        assertThat(requiring.refusal("{\"people\":[{\"id\":1,\"note\":\"\"}]}").getMessage())
                .startsWith("No record has name.first, which");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":3,\"note\":\"x\"}", "{\"id\":3,\"note\":\"\"}", "{\"note\":null}"})
    void aRequiredMemberOfOneRecordIsEnoughAlsoIfItIsEmptyOrNull(String record) throws Exception {
        Reading requiring = json.of(PeopleMapping.of("id", "note").requiring("note"));

        assertThat(requiring.read("{\"people\":[{\"id\":1},{\"id\":2}]}{\"people\":[" + record + "]}{\"people\":[]}"))
                .hasSize(3);
    }

    @Test
    void aPullWithoutElementsLacksNothing() throws Exception {
        assertThat(json.of(PeopleMapping.of("id", "note").requiring("note")).read("{\"people\":[]}"))
                .isEmpty();
    }

    @Test
    void aNulCharacterIsAProblemOfThatElementAlone() throws Exception {
        assertThat(json.read("{\"people\":[{\"id\":\"1\",\"note\":\"a\\u0000b\"},{\"id\":\"2\"}]}"))
                .extracting(Reading.Seen::unreadable)
                .containsExactly(
                        "The row holds a NUL character, which is not text. Ask the source to clean the value.", "");
    }

    @Test
    void aByteOrderMarkAndUtf16AreTakenAsTheyCome() throws Exception {
        String page = "{\"people\":[{\"id\":\"Zoë\"}]}";

        assertThat(json.read(("\uFEFF" + page).getBytes(StandardCharsets.UTF_8)))
                .extracting(Reading.Seen::key)
                .containsExactly("Zoë");
        assertThat(json.read(("\uFEFF" + page).getBytes(StandardCharsets.UTF_16LE)))
                .extracting(Reading.Seen::key)
                .containsExactly("Zoë");
    }

    @Test
    void noMessageHoldsAValue() {
        for (String secret : List.of(
                "{\"people\":[\"Zebedee\"]}",
                "{\"people\":[{\"id\":\"Zebedee\"",
                "Zebedee",
                "{\"people\":[{\"id\":Zebedee}]}")) {
            assertThat(json.refusal(secret).getMessage()).doesNotContain("Zebedee");
        }
    }
}
