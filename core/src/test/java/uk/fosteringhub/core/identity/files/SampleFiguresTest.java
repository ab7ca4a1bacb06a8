package uk.fosteringhub.core.identity.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.identity.files.Figures.Counts;
import uk.fosteringhub.core.identity.judge.LinkModel;

/** The figures to reach, on made-up records full of traps; printed with every trap by its name. */
class SampleFiguresTest {
    private static final String TWINS = "twins";

    @TempDir
    private static Path out;

    private static Figures figures;

    @BeforeAll
    static void linkTheSample() throws Exception {
        figures = new LinkFiles(LinkModel.standard(), note -> {})
                .run(List.of(resource("records.csv")), ColumnMap.none(), Optional.of(resource("truth.csv")), out)
                .figures()
                .orElseThrow();
        System.out.println(figures.text());
    }

    private static Path resource(String name) throws Exception {
        return Path.of(SampleFiguresTest.class.getResource("/identity/" + name).toURI());
    }

    private static Counts where(Predicate<String> category) {
        return figures.categories().entrySet().stream()
                .filter(entry -> category.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Counts.NONE, Counts::plus);
    }

    @Test
    void outsideTheTwinsLinksAreRight() {
        assertThat(where(category -> !category.contains(TWINS)).precision()).isGreaterThanOrEqualTo(0.9995);
    }

    @Test
    void ofTwinPairsAtMostOnePerCentIsWrong() {
        Counts twins = where(category -> category.contains(TWINS));

        assertThat((double) twins.wrong() / (twins.wrong() + twins.right())).isLessThanOrEqualTo(0.01);
    }

    @Test
    void enoughIsLinkedAutomatically() {
        assertThat(figures.all().recall()).isGreaterThanOrEqualTo(0.40);
    }

    @Test
    void nearlyAllIsLinkedOrAsked() {
        assertThat(figures.recallAnswered()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void nearlyAllIsCompared() {
        assertThat(figures.blockingRecall()).isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void fewQuestionsAreInVain() {
        assertThat(figures.reviewInVain()).isLessThan(60);
    }

    @Test
    void everyTrapIsAmongTheCategories() {
        assertThat(figures.categories())
                .containsKeys(
                        "plain",
                        "couple_shared_email",
                        "couple_shared_phone",
                        "flatmates",
                        "namesake",
                        "namesake_same_dob",
                        "namesake_same_sector",
                        "new_occupant",
                        "same_initial_sibs",
                        "same_name_parent_child",
                        TWINS);
    }
}
