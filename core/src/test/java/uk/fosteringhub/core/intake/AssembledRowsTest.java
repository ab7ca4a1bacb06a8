package uk.fosteringhub.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.fosteringhub.core.intake.CsvDeliveryTest.assertRefused;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.mapping.Assembly;

/** Rows put together into records: which belong together, in which order, and what is said of those that do not. */
class AssembledRowsTest {
    private static final Assembly STAYS =
            new Assembly(List.of("CHILD"), "FROM", List.of("dd/MM/yyyy", "yyyy-MM-dd"), "WHY", Set.of("S", "P"));
    private static final String HEADER = "CHILD,FROM,WHY\n";

    private final Reading stays =
            Reading.csv().of(PeopleMapping.of("CHILD", "FROM", "WHY").assembledBy(STAYS));

    @Test
    void rowsOfOneChildFollowByDateUntilOneBeginsTheNextRecord() throws Exception {
        List<Reading.Seen> seen = stays.read(HEADER
                + "1,01/04/2025,L\n" // line 2
                + "2,01/01/2025,S\n"
                + "1,01/02/2025,S\n"
                + "1,2025-06-01,P\n"
                + "1,01/07/2025,L\n");

        assertThat(seen).extracting(Reading.Seen::line).containsExactly(4L, 5L, 3L);
        assertThat(seen).extracting(Reading.Seen::rows).containsExactly(2, 2, 1);
        assertThat(seen.get(0).raw().continuations()).singleElement().satisfies(row -> assertThat(row.values())
                .containsExactly("1", "01/04/2025", "L"));
        assertThat(seen.get(0).raw().last().line()).isEqualTo(2);
        assertThat(seen.get(2).raw().last().line()).isEqualTo(3);
    }

    @Test
    void aRowThatDoesNotBeginARecordButIsTheFirstBeginsOneAnyway() throws Exception {
        assertThat(stays.read(HEADER + "1,01/04/2025,L\n1,01/05/2025,L\n"))
                .extracting(Reading.Seen::rows)
                .containsExactly(2);
    }

    @Test
    void blanksAroundWhatDecidesDoNotDecide() throws Exception {
        assertThat(stays.read("child , From,WHY\n1, 01/04/2025 ,S\n 1 ,01/05/2025,L\n1,01/06/2025, S \n"))
                .extracting(Reading.Seen::rows)
                .containsExactly(2, 1);
    }

    @Test
    void rowsOnTheSameDateKeepTheOrderOfTheFile() throws Exception {
        assertThat(stays.read(HEADER + "1,01/04/2025,S\n1,01/04/2025,L\n1,01/04/2025,P\n"))
                .extracting(Reading.Seen::line)
                .containsExactly(2L, 4L);
    }

    @Test
    void aRowWithADateThatDoesNotExistGoesFirstSoThatTheMappingCanSayWhatIsWrong() throws Exception {
        List<Reading.Seen> seen = stays.read(HEADER + "1,01/04/2025,S\n1,31/04/2025,L\n");

        assertThat(seen).extracting(Reading.Seen::line).containsExactly(3L, 2L);
    }

    @Test
    void rowsThatDoNotSayWhomTheyAreAboutStandAlone() throws Exception {
        List<Reading.Seen> seen = stays.read(HEADER + ",01/04/2025,S\n ,01/05/2025,L\n1,01/05/2025,S\n");

        assertThat(seen).extracting(Reading.Seen::line).containsExactlyInAnyOrder(2L, 3L, 4L);
        assertThat(seen).extracting(Reading.Seen::rows).containsOnly(1);
        assertThat(seen).extracting(Reading.Seen::unreadable).containsOnly("");
    }

    @Test
    void aRowThatCannotBeReadStandsAloneAndTheOthersGoOn() throws Exception {
        List<Reading.Seen> seen =
                stays.read(HEADER + "1,01/04/2025,S\n1,01/05/2025\n1,01/06/2025,L\u0000\n1,01/07/2025,L\n");

        assertThat(seen)
                .filteredOn(one -> !one.unreadable().isEmpty())
                .extracting(Reading.Seen::line)
                .containsExactlyInAnyOrder(3L, 4L);
        assertThat(seen)
                .filteredOn(one -> one.unreadable().isEmpty())
                .singleElement()
                .satisfies(record -> assertThat(record.rows()).isEqualTo(2));
    }

    @Test
    void moreRowsThanFitIntoMemoryRefuseTheFile() throws Exception {
        String fits = "1,01/04/2025,S\n".repeat(Reading.MOST_ROWS);

        assertThat(stays.read(HEADER + fits)).hasSize(Reading.MOST_ROWS);
        assertRefused(
                stays.refusal(HEADER + fits + "2,01/04/2025,S\n"),
                "too-many-rows",
                Reading.MOST_ROWS + 2,
                "There are more than 1000 rows, the most that can be put together into records. Split the file by year.");
    }

    @Test
    void aTrailerIsCheckedHereToo() {
        assertThat(stays.refusal(HEADER + "1,01/04/2025,S\nTRAILER,2\n").rule()).isEqualTo("trailer-count");
    }

    /** Dates differ within a child, so that nothing is left to the order of the file. */
    @Property(tries = 200)
    void theOrderOfTheRowsDoesNotMatterAndNoneIsLost(@ForAll("shuffled") List<String> rows) throws Exception {
        List<Reading.Seen> seen = stays.read(HEADER + String.join("", rows));
        List<Reading.Seen> sorted =
                stays.read(HEADER + String.join("", rows.stream().sorted().toList()));

        assertThat(seen.stream().mapToInt(Reading.Seen::rows).sum()).isEqualTo(rows.size());
        assertThat(seen)
                .extracting(Reading.Seen::hash)
                .containsExactlyInAnyOrderElementsOf(
                        sorted.stream().map(Reading.Seen::hash).toList());
    }

    @Provide
    Arbitrary<List<String>> shuffled() {
        return Arbitraries.integers()
                .between(0, 99)
                .set()
                .ofMaxSize(40)
                .map(numbers -> numbers.stream()
                        .map(number -> "%d,2025-%02d-%02d,%s\n"
                                .formatted(number % 4, 1 + number / 28, 1 + number % 28, number % 3 == 0 ? "S" : "L"))
                        .toList())
                .flatMap(rows -> Arbitraries.shuffle(rows));
    }
}
