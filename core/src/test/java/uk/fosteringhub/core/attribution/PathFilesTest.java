package uk.fosteringhub.core.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.attribution.files.PathFiles;
import uk.fosteringhub.core.tables.WrongFile;

/** Ready-made journeys. */
class PathFilesTest {
    private static final String HEADER = "path;total_conversions;total_conversion_value;total_null";

    @TempDir
    private Path temp;

    @Test
    void everyModelSharesConversionsAndTheirValue() throws Exception {
        List<String> totals = totals("Radio > Event > Event > Leaflet;2;30;1", "Leaflet;1;6;0");
        assertThat(totals)
                .contains(
                        "first,Radio,2.000000000,30.000000000",
                        "first,Leaflet,1.000000000,6.000000000",
                        "last,Leaflet,3.000000000,36.000000000",
                        "last,Radio,0.000000000,0.000000000",
                        "linear,Event,1.000000000,15.000000000",
                        "position,Event,0.400000000,6.000000000",
                        "position,Radio,0.800000000,12.000000000",
                        "shapley_set,Event,0.666666667,10.000000000");
        assertThat(totals).filteredOn(line -> line.startsWith("markov_order1,")).hasSize(3);
        assertThat(totals).filteredOn(line -> line.startsWith("time_decay,")).hasSize(3);
    }

    @Test
    void theOrderOfTheLinesDoesNotMatter() throws Exception {
        String[] lines = {"a > b;1;0.1;3", "b > a > c;2;0.2;0", "c;0;;7", "a > a > b > c;1;0.3;1"};
        List<String> one = totals(lines);
        List<String> other = totals(lines[3], lines[1], lines[0], lines[2]);
        assertThat(other).isEqualTo(one);
    }

    @Test
    void anEmptyStepIsToldWithItsPlace() {
        assertThatThrownBy(() -> totals("a > b;1;1;1", "a >  > b;1;1;1"))
                .isInstanceOf(WrongFile.class)
                .hasMessageContaining("line 3, column path: step 2 of the path is empty");
    }

    @Test
    void aNegativeNumberOfJourneysIsRefused() {
        assertThatThrownBy(() -> totals("a;-1;1;1"))
                .isInstanceOf(WrongFile.class)
                .hasMessageContaining("line 2, column total_conversions: this is no number of journeys");
    }

    private List<String> totals(String... lines) throws IOException, WrongFile {
        Path file = temp.resolve("paths.csv");
        Files.writeString(file, HEADER + "\n" + String.join("\n", lines) + "\n");
        new PathFiles(AttributionSettings.DEFAULT).run(file, temp.resolve("out"));
        return Files.readAllLines(temp.resolve("out/channel_totals.csv"));
    }
}
