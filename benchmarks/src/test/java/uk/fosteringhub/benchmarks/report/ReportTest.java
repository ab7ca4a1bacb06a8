package uk.fosteringhub.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void aTableHasEvenColumnsAndNumbersToTheRight() {
        String table = new MarkdownTable("Step", ">Rows a second")
                .row("First load", "28,000")
                .toString();
        assertThat(table).isEqualTo("""
                | Step       | Rows a second |
                | ---------- | ------------: |
                | First load |        28,000 |
                """);
    }

    @Test
    void aChartIsWellFormedAndNamesEveryBar() throws Exception {
        String svg = new BarChart("Loads & more", "Rows a second")
                .group("First load", List.of(new BarChart.Bar("The hub", 2, 28_000), new BarChart.Bar("Floor", 1, 0)))
                .svg();
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("text").getLength()).isEqualTo(7);
        assertThat(svg).contains("Loads &amp; more", "The hub", "28,000", "prefers-color-scheme: dark");
    }
}
