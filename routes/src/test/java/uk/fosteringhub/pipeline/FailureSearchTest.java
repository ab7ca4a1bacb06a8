package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.fosteringhub.core.failures.FailureGroups;
import uk.fosteringhub.core.failures.FailureGroups.By;
import uk.fosteringhub.core.failures.FailureQuery;
import uk.fosteringhub.core.failures.FailureSearch;
import uk.fosteringhub.core.failures.WrongQuery;

@Tag("servers")
class FailureSearchTest {
    private static final String HEADER =
            "DIM_PERSON_ID,FORENAME,SURNAME,GENDER_MAIN_CODE,BIRTH_DTTM,MOBILE_TELEPHONE,NHS_NUMBER\n";

    @TempDir
    Path folder;

    private HubFixture hub;
    private FailureSearch search;

    @BeforeEach
    void start() {
        hub = new HubFixture(folder);
        search = new FailureSearch(
                hub.onStore(), hub.hub.payloads(), hub.hub.settings().zone());
        hub.deliver(
                HubFixture.persons(),
                HEADER + "1,Ada,Khan,F,1980-02-03,,\n"
                        + "2,Zoë,O'Neill,F,31/31/1980,07700 900123,\n"
                        + "3,Bo,Evans,M,31/31/1980,,\n"
                        + "4,Cy,Evans,M,1980-02-03,,1234\n"
                        + ",Di,Nowak,F,1980-02-03,,\n");
        hub.execute("update hub.failure set state = 'discarded' where source_key = '3'");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private List<String> found(String query) throws WrongQuery {
        return search.page(FailureQuery.of(query), 0, 50).stream()
                .map(FailureSearch.Found::key)
                .map(key -> key.startsWith("(no key)") ? "none" : key)
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                          | 2 3 4 none
            state:open                                  | 2 4 none
            feed:lcs-persons AND NOT rule:date          | 4 none
            rule:date state:open                        | 2
            rule:date OR kind:no-key                    | 2 3 none
            NOT (rule:date OR kind:no-key)              | 4
            field:nhs_number                            | 4
            evans                                       | 3 4
            text:evans state:discarded                  | 3
            "o'neill"                                   | 2
            zoe                                         | 2
            07700900123                                 | 2
            text:"07700 900123"                         | 2
            text:nobody                                 |
            text:evans OR rule:key                      | 3 4 none
            value:31/31/1980                            | 2 3
            key:4                                       | 4
            feed:nothing                                |
            feed:lcs-persons since:2020-01-01           | 2 3 4 none
            until:2020-01-01                            |
            NOT state:open                              | 3
            kind:wrong-value NOT text:evans             | 2
            state:discarded OR key:2                    | 2 3
            state:discarded OR text:evans               | 3 4
            NOT state:open OR (rule:date key:2)         | 2 3""")
    void aQueryFindsWhatItSays(String query, String keys) throws Exception {
        assertThat(found(query)).isEqualTo(keys == null ? List.of() : List.of(keys.split(" ")));
        assertThat(search.count(FailureQuery.of(query), 100))
                .isEqualTo(found(query).size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            colour:red          | Nothing is called colour
            (feed:a             | A bracket is opened and not closed
            feed:a)             | closing bracket
            feed:a AND          | Something is missing at the end
            "open               | A quote is opened
            state:lost          | state: is one of
            run:x               | run: needs a number
            since:yesterday     | since: needs a day""")
    void aQueryThatCannotBeUnderstoodSaysWhy(String query, String sentence) {
        assertThatThrownBy(() -> FailureQuery.of(query))
                .isInstanceOf(WrongQuery.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void groupsCountWhatIsAlike() throws Exception {
        FailureGroups groups = new FailureGroups(
                hub.onStore(), hub.hub.payloads(), hub.hub.settings().zone());
        hub.execute("update hub.failure set first_seen = now() - interval '3 days' where source_key = '3'");

        assertThat(groups.of(FailureQuery.EVERYTHING, By.RULE, By.VALUE))
                .extracting(FailureGroups.Group::first, FailureGroups.Group::second, FailureGroups.Group::count)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("date", "31/31/1980", 2L),
                        org.assertj.core.groups.Tuple.tuple("nhs-number", "1234", 1L));
        assertThat(groups.of(FailureQuery.of("rule:date"), By.FEED))
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.count()).isEqualTo(2);
                    assertThat(group.trend()).hasSize(FailureGroups.DAYS).endsWith(1L, 0L, 0L, 1L);
                });
        assertThat(groups.of(FailureQuery.of("text:evans"), By.FIELD, By.KIND))
                .extracting(FailureGroups.Group::first)
                .containsExactlyInAnyOrder("birth_date", "nhs_number");
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() throws Exception {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 100; i < 400; i++) {
            rows.append(i).append(",Ada,Khan,F,x,,\n");
        }
        hub.deliver(
                HubFixture.csv("mosaic-persons", "lcs/persons", uk.fosteringhub.core.settings.FeedKind.DELTA),
                rows.toString());
        FailureQuery query =
                FailureQuery.of("rule:date state:open since:" + LocalDate.now().minusDays(2));
        long before = 0;
        int found = 0;
        for (var page = search.page(query, before, 70); !page.isEmpty(); page = search.page(query, before, 70)) {
            assertThat(page)
                    .extracting(FailureSearch.Found::id)
                    .isSortedAccordingTo(java.util.Comparator.reverseOrder());
            found += page.size();
            before = page.get(page.size() - 1).id();
        }
        assertThat(found).isEqualTo(301);
    }

    @Test
    void noWordOfARecordIsKeptForSearching() {
        assertThat(hub.query("select words from hub.failure where source_key = '2'"))
                .allSatisfy(words -> assertThat(words).doesNotContain("neill").matches("\\{-?[0-9]+(,-?[0-9]+)*\\}"));
        assertThat(hub.query("select problems from hub.failure")).noneMatch(problems -> problems.contains("31/31"));
    }
}
