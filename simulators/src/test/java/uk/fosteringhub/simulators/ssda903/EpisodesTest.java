package uk.fosteringhub.simulators.ssda903;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.fosteringhub.simulators.files.Csv;
import uk.fosteringhub.simulators.files.MadeUpFiles;

class EpisodesTest {
    private static final DateTimeFormatter BRITISH = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    @ParameterizedTest
    @ValueSource(ints = {1_200, 1_201, 1_207, 1_213})
    void theEpisodesOfEveryChildKeepTheRulesOfTheReturn(int rows) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        new MadeUpFiles().generate("ssda903-episodes", rows, 11, 0, file);
        Map<String, List<String[]>> byChild = Csv.parse(file.toString(StandardCharsets.UTF_8)).stream()
                .skip(1)
                .collect(Collectors.groupingBy(row -> row[0]));
        byChild.values().forEach(EpisodesTest::assertSequence);
        assertThat(byChild.values().stream().map(List::size)).anyMatch(size -> size > 5);
    }

    private static void assertSequence(List<String[]> episodes) {
        String[] before = null;
        for (String[] episode : episodes) {
            assertPlacement(episode);
            if (before == null) {
                assertThat(episode[2]).isEqualTo("S");
            } else {
                assertFollows(before, episode);
            }
            assertThat(episode[7].isEmpty()).as("end and reason stand together").isEqualTo(episode[8].isEmpty());
            before = episode;
        }
        assertThat(before[8]).as("nothing follows the last episode").isNotEqualTo("X1");
    }

    private static void assertFollows(String[] before, String[] episode) {
        assertThat(day(episode[1])).isAfter(day(before[1]));
        if (episode[2].equals("S")) {
            assertThat(before[8]).startsWith("E");
            assertThat(day(episode[1])).isAfter(day(before[7]));
            return;
        }
        assertThat(before[8]).isEqualTo("X1");
        assertThat(before[7]).isEqualTo(episode[1]);
        boolean sameStatus = before[3].equals(episode[3]);
        boolean sameHome = before[5].equals(episode[5]) && before[11].equals(episode[11]);
        assertThat(sameStatus).isEqualTo(Set.of("P", "U").contains(episode[2]));
        assertThat(sameHome).isEqualTo(episode[2].equals("L"));
        assertThat(before[9].isEmpty()).isEqualTo(episode[2].equals("L"));
    }

    private static void assertPlacement(String[] episode) {
        assertThat(episode[5]).isIn("U1", "U3", "U4", "U6", "K2", "P1");
        assertThat(episode[6].equals("PR0")).isEqualTo(episode[5].equals("P1"));
        assertThat(episode[6]).isIn("PR0", "PR1", "PR4", "PR5");
        if (episode[5].equals("P1")) {
            assertThat(episode[3]).isIn("C1", "C2");
        } else {
            assertThat(episode[12]).matches("SC\\d{6}");
        }
    }

    private static LocalDate day(String british) {
        return LocalDate.parse(british, BRITISH);
    }
}
