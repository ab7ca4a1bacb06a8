package uk.fosteringhub.routes.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.identity.files.ColumnMap;
import uk.fosteringhub.core.identity.files.Figures;
import uk.fosteringhub.core.identity.files.LinkFiles;
import uk.fosteringhub.core.identity.judge.LinkModel;
import uk.fosteringhub.core.tables.WrongFile;

/** Who is the same person, from files to files, without a database. */
@Command(
        name = "link",
        description = {
            "Finds records of the same person, from files to files and without a database, with the engine and the",
            "model that the hub itself links with. One file is searched within itself, two are linked with each other.",
            "Writes pairs.csv, entities.csv and, with truth, figures.csv. Existing results are replaced."
        },
        mixinStandardHelpOptions = true)
final class LinkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..2", paramLabel = "FILE", description = "CSV in UTF-8 with a header; one row a record.")
    private List<Path> files;

    @Option(
            names = "--columns",
            paramLabel = "MAP.yml",
            description = {
                "Which column is what, in lines such as 'first: given_name'. Without it the usual headers are known",
                "by their names, and what was taken for what is said."
            })
    private Path columns;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "record_id,person_id, and perhaps category: for precision, recall and wrong links.")
    private Path truth;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the results.")
    private Path out;

    @Override
    public Integer call() throws Exception {
        try {
            ColumnMap map = columns == null ? ColumnMap.none() : ColumnMap.read(columns);
            LinkFiles.Done done =
                    new LinkFiles(LinkModel.standard(), this::note).run(files, map, Optional.ofNullable(truth), out);
            print("%,d records, %,d entities: %,d automatic links, %,d pairs for review; %,d pairs were compared."
                    .formatted(done.records(), done.entities(), done.automatic(), done.review(), done.compared()));
            done.figures().map(Figures::text).ifPresent(this::print);
            print("pairs.csv%s and entities.csv are in %s"
                    .formatted(done.figures().isPresent() ? ", figures.csv" : "", out));
            return Exit.OK;
        } catch (WrongFile wrong) {
            throw new CannotDo(wrong.getMessage(), wrong);
        } catch (IOException failed) {
            throw new CannotDo(
                    "The files cannot be read or " + out + " cannot be written (" + failed.getMessage()
                            + "); see that there is room, and that this user may.",
                    failed);
        }
    }

    private void note(String sentence) {
        spec.commandLine().getErr().println("hub: " + sentence);
    }

    private void print(String text) {
        spec.commandLine().getOut().println(text.stripTrailing());
    }
}
