package uk.fosteringhub.routes.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.attribution.AttributionSettings;
import uk.fosteringhub.core.attribution.files.AttributionFiles;
import uk.fosteringhub.core.attribution.files.PathFiles;
import uk.fosteringhub.core.tables.WrongFile;

/** Attribution from files to files, without a database. */
@Command(
        name = "attribute",
        description = {
            "Gives credit for enquiries, from files to files and without a database: the same rules and models as the",
            "hub's own attribution, with the settings of hub.attribution. Existing results are replaced."
        },
        mixinStandardHelpOptions = true)
final class AttributeCommand implements Callable<Integer> {
    @Mixin
    private Overrides overrides;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Input input;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the results.")
    private Path out;

    /** Either or. */
    static final class Input {
        @ArgGroup(exclusive = false)
        private Records records;

        @Option(
                names = "--paths",
                paramLabel = "FILE",
                description = {
                    "Ready-made journeys: path;total_conversions;total_conversion_value;total_null, the channels of",
                    "a path joined by ' > '. Writes channel_totals.csv with all models, and markov_order1.csv."
                })
        private Path paths;
    }

    /** What came in, who is who, and what was spent. */
    static final class Records {
        @Option(
                names = "--touchpoints",
                paramLabel = "FILE",
                required = true,
                description = "touch_id,source_key,channel,kind,campaign,occurred_at; kind: source, nudge or transit.")
        private Path touchpoints;

        @Option(
                names = "--identities",
                paramLabel = "FILE",
                required = true,
                description = "source_key,person_id; also household_id, where people together count once.")
        private Path identities;

        @Option(
                names = "--enquiries",
                paramLabel = "FILE",
                required = true,
                description = {
                    "enquiry_id,person_id,enquired_at, and the date of each stage reached: initial_home_visit,",
                    "application_given,application_received,training,panel,approved."
                })
        private Path enquiries;

        @Option(names = "--spend", paramLabel = "FILE", required = true, description = "channel,spend_gbp.")
        private Path spend;
    }

    @Override
    public Integer call() throws Exception {
        AttributionSettings settings = overrides.configuration().hub().attribution();
        try {
            spec.commandLine().getOut().println(input.paths == null ? records(settings) : paths(settings));
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

    private String paths(AttributionSettings settings) throws IOException, WrongFile {
        long lines = new PathFiles(settings).run(input.paths, out);
        return "%,d lines of journeys; channel_totals.csv and markov_order1.csv are in %s".formatted(lines, out);
    }

    private String records(AttributionSettings settings) throws IOException, WrongFile {
        Records files = input.records;
        AttributionFiles.Done done = new AttributionFiles(settings)
                .run(
                        new AttributionFiles.Sources(files.touchpoints, files.identities, files.enquiries, files.spend),
                        out);
        if (done.unknownKeys() > 0) {
            spec.commandLine()
                    .getErr()
                    .println("hub: %,d touchpoints have a source_key that %s does not have, and take no part."
                            .formatted(done.unknownKeys(), files.identities));
        }
        return ("%,d enquiries, %,d touchpoints; credit_per_enquiry.csv, channel_totals.csv, funnel.csv and"
                        + " markov_order1.csv are in %s")
                .formatted(done.enquiries(), done.touchpoints(), out);
    }
}
