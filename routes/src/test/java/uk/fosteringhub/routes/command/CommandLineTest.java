package uk.fosteringhub.routes.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command line says and how it exits where no work is done. The tests run in the module's folder. */
class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "sync --nonsense",
                "map lcs/persons",
                "generate lcs-persons --rows many --seed 1",
                "generate lcs-persons --rows -1 --seed 1",
                "generate nonsense --rows 1 --seed 1",
                "feeds pause lcs-persons",
                "incidents close 1",
                "identity",
                "identity decide 1 same",
                "identity split person 1",
                "identity show one",
                "identity train --out model.json --most 0",
                "identity sample --month 2026-13",
                "incidents close x --reason y",
                "attribute --out results",
                "link --out results",
                "link persons.csv",
                "link a.csv b.csv c.csv --out results",
                "attribute --touchpoints t.csv --out results",
                "attribute --paths p.csv --touchpoints t.csv --out results",
                "generate lcs-persons --rows 1 --seed 1 --dirt 2"
            })
    void wrongUsageExitsWith64(String line) {
        assertThat(run(line)).isEqualTo(64);
        assertThat(err.toString()).startsWith("hub: ");
    }

    @Test
    void whatIsWrittenWrongIsToldWithoutTheLibrarysWords() {
        run("identity show one");
        run("identity sample --month 2026-13");
        assertThat(err.toString())
                .contains("'one' is not a whole number", "'2026-13' is not written as it should be")
                .doesNotContain("long", "java.");
    }

    @Test
    void aModelThatCouldNotBeWrittenIsNotLearnt() {
        assertThat(run("identity train --out " + temp.resolve("none/model.json")))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("model.json", "its folder is not there")
                .doesNotContain("Exception");
    }

    @Test
    void aMissingConfigurationExitsWith78AndSaysWhereItIsLookedFor() {
        assertThat(run("sync --data " + temp)).isEqualTo(78);
        assertThat(err.toString()).contains("config/hub.yml").doesNotContain("Exception");
    }

    @Test
    void personsAreLinkedFromFilesToFiles() throws Exception {
        Path persons = Files.writeString(temp.resolve("persons.csv"), """
                record_id,first_name,surname,dob,email
                1,Susan,Hartley,1984-05-17,susan@example.org
                2,Sue,Hartley,1984-05-17,susan@example.org
                """);

        assertThat(run("link " + persons + " --out " + temp.resolve("out"))).isZero();

        assertThat(out.toString()).contains("2 records, 1 entities: 1 automatic links, 0 pairs for review");
        assertThat(err.toString()).contains("dob = date of birth");
        assertThat(temp.resolve("out/pairs.csv")).content().contains("1,2,AUTO,");
    }

    @Test
    void aFileThatCannotBeLinkedExitsWith2AndSaysWhy() {
        assertThat(run("link " + temp.resolve("none.csv") + " --out " + temp.resolve("out")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("none.csv: there is no such file").doesNotContain("Exception");
    }

    @Test
    void madeUpFilesAreTheSameForTheSameArguments() throws Exception {
        Path one = temp.resolve("one.csv");
        Path other = temp.resolve("other.csv");
        assertThat(run("generate lcs-persons --rows 20 --seed 5 --out " + one)).isZero();
        assertThat(run("generate lcs-persons --rows 20 --seed 5 --out " + other))
                .isZero();
        assertThat(one).hasSameBinaryContentAs(other);
    }

    @Test
    void progressIsALineNowAndThenWhereThereIsNoTerminal() {
        try (ConsoleProgress progress = new ConsoleProgress(new PrintWriter(err), false)) {
            progress.at("lcs-persons", "applying", 500, 1_000);
            progress.at("lcs-persons", "applying", 501, 1_000);
        }
        assertThat(err.toString().lines()).containsExactly("lcs-persons: applying 50% of 1,000 rows");
    }

    @Test
    void progressOnATerminalLeavesACleanLine() {
        try (ConsoleProgress progress = new ConsoleProgress(new PrintWriter(err), true)) {
            progress.at("lcs-persons", "comparing", 500, 0);
        }
        assertThat(err.toString()).contains("lcs-persons: comparing 500 rows").endsWith("\r");
    }

    private int run(String line) {
        CommandLine command = HubCommand.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
        return command.execute(line.isEmpty() ? new String[0] : line.split(" "));
    }
}
