package uk.fosteringhub.routes.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.identity.judge.LinkModel;
import uk.fosteringhub.core.identity.pass.StoreSample;
import uk.fosteringhub.core.identity.person.CountedFrequencies;
import uk.fosteringhub.core.identity.person.PersonFeatures;
import uk.fosteringhub.core.identity.train.Training;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** Learns a model from the store's own records, without being told who is who. */
@Command(
        name = "train",
        description = {
            "Learns from the store's own records how much each agreement and disagreement weighs, and writes a model file.",
            "An implausible one is not written; the one in force stays. Nothing in the store is changed."
        },
        mixinStandardHelpOptions = true)
final class IdentityTrainCommand implements Callable<Integer> {
    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The model file to be written.")
    private Path out;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "100000",
            description = "How many person records at most to learn from (default: ${DEFAULT-VALUE}).")
    private int most;

    @Override
    public Integer call() throws Exception {
        if (most < 1) {
            throw new ParameterException(spec.commandLine(), "--most is at least 1.");
        }
        Path folder = out.toAbsolutePath().getParent();
        if (Files.isDirectory(out) || folder == null || !Files.isWritable(folder)) {
            throw new CannotDo("The model cannot be written to " + out
                    + ": its folder is not there or cannot be written to, or it is a folder itself.");
        }
        HubConfiguration configuration = overrides.configuration();
        try (HubDatabase database = HubDatabase.open(configuration.hub())) {
            Hub hub = Hub.on(database.dataSource(), configuration.hub(), overrides.mappings(configuration));
            List<PersonFeatures> sample = StoreSample.read(hub.database(), most);
            CountedFrequencies.Counter counter = CountedFrequencies.counter();
            sample.forEach(counter::add);
            String today = LocalDate.now().toString();
            Training.Outcome outcome = new Training(LinkModel.standard())
                    .train(
                            sample,
                            counter.count(),
                            "store-" + today,
                            "%,d person records of the store, %s".formatted(sample.size(), today));
            return outcome.accepted() ? write(outcome.model(), sample.size()) : refuse(outcome.objections());
        }
    }

    private int write(LinkModel model, int records) throws Exception {
        Files.writeString(out, model.toJson());
        spec.commandLine()
                .getOut()
                .println("Learnt from %,d records; the model %s is in %s.".formatted(records, model.version(), out));
        return Exit.OK;
    }

    private int refuse(List<String> objections) {
        objections.forEach(objection -> spec.commandLine().getErr().println("hub: " + objection));
        spec.commandLine().getErr().println("hub: The model would not be plausible, so none was written.");
        return Exit.RED;
    }
}
