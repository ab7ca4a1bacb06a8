package uk.fosteringhub.core.attribution.files;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.attribution.Attribution;
import uk.fosteringhub.core.attribution.AttributionSettings;
import uk.fosteringhub.core.attribution.journey.Enquiries;
import uk.fosteringhub.core.attribution.journey.Names;
import uk.fosteringhub.core.attribution.journey.Stage;
import uk.fosteringhub.core.attribution.model.ChannelTotals;
import uk.fosteringhub.core.attribution.model.Credits;
import uk.fosteringhub.core.attribution.model.Model;
import uk.fosteringhub.core.attribution.model.RemovalEffect;
import uk.fosteringhub.core.attribution.model.TooManyChannels;
import uk.fosteringhub.core.tables.Cell;
import uk.fosteringhub.core.tables.OutputFolder;
import uk.fosteringhub.core.tables.WrongFile;

/** Attribution from files to files. */
public final class AttributionFiles {
    private final AttributionSettings settings;

    public AttributionFiles(AttributionSettings settings) {
        this.settings = settings;
    }

    /** The files to start from. */
    public record Sources(Path touchpoints, Path identities, Path enquiries, Path spend) {}

    /**
     * @param unknownKeys touchpoints whose source key stands for nobody; they take no part
     */
    public record Done(long enquiries, long touchpoints, long unknownKeys) {}

    /**
     * Writes {@code credit_per_enquiry.csv}, {@code channel_totals.csv}, {@code funnel.csv} and {@code markov_order1.csv}.
     *
     * @throws WrongFile if a file cannot be used; then nothing is written
     */
    public Done run(Sources sources, Path out) throws IOException, WrongFile {
        Inputs inputs = new Inputs();
        inputs.readIdentities(sources.identities());
        inputs.readEnquiries(sources.enquiries());
        inputs.readSpend(sources.spend());
        inputs.readTouchpoints(sources.touchpoints());
        try (OutputFolder folder = new OutputFolder(out)) {
            Attribution.Result result;
            try (Writer credits = folder.file("credit_per_enquiry.csv")) {
                credits.write("enquiry_id,model,channel,credit" + Cell.LINE_END);
                result = new Attribution(settings)
                        .run(
                                inputs.touches(),
                                inputs.enquiries(),
                                new CreditLines(
                                        credits,
                                        inputs.enquiries(),
                                        inputs.touches().channels()));
            } catch (TooManyChannels tooMany) {
                throw new WrongFile(sources.touchpoints(), tooMany.getMessage() + ".");
            }
            Names channels = inputs.touches().channels();
            try (Writer totals = folder.file("channel_totals.csv")) {
                totals.write(totals(result, channels, inputs.spend()));
            }
            try (Writer funnel = folder.file("funnel.csv")) {
                funnel.write(funnel(result.totals()));
            }
            try (Writer markov = folder.file("markov_order1.csv")) {
                markov.write(markov(result, channels));
            }
            folder.finish();
        }
        return new Done(inputs.enquiries().size(), inputs.touches().size(), inputs.unknownKeys());
    }

    /** One line for each enquiry, model and channel. */
    private static final class CreditLines implements Attribution.Taker<IOException> {
        private final Writer out;
        private final Enquiries enquiries;
        private final String[] channels;
        private final Names names;
        private final StringBuilder lines = new StringBuilder(1 << 12);
        private int enquiry = -1;
        private String id = "";

        CreditLines(Writer out, Enquiries enquiries, Names names) {
            this.out = out;
            this.enquiries = enquiries;
            this.names = names;
            // The two unknown channels may come to those of the touchpoints.
            this.channels = new String[names.size() + 2];
        }

        @Override
        public void take(int wanted, Model model, Credits credits) throws IOException {
            if (wanted != enquiry) {
                enquiry = wanted;
                id = Cell.of(enquiries.id(wanted));
            }
            lines.setLength(0);
            for (int i = 0; i < credits.size(); i++) {
                lines.append(id).append(',').append(model.word()).append(',');
                lines.append(channel(credits.channel(i))).append(',');
                Decimals.append(lines, credits.credit(i), Decimals.CREDIT);
                lines.append(Cell.LINE_END);
            }
            out.append(lines);
        }

        private String channel(int number) {
            if (channels[number] == null) {
                channels[number] = Cell.of(names.get(number));
            }
            return channels[number];
        }
    }

    private String totals(Attribution.Result result, Names channels, Map<String, BigDecimal> spend) {
        StringBuilder text = new StringBuilder("model,channel");
        Stage.all().forEach(stage -> text.append(',').append(stage.counted()));
        text.append(",cost_per_enquiry,cost_per_approval").append(Cell.LINE_END);
        int[] sorted = sorted(result.ranks());
        for (Model model : byWord(settings.models())) {
            for (int channel : sorted) {
                if (result.totals().credit(model, channel, Stage.ENQUIRY) > 0) {
                    text.append(model.word()).append(',').append(Cell.of(channels.get(channel)));
                    for (Stage stage : Stage.all()) {
                        text.append(',');
                        Decimals.append(text, result.totals().credit(model, channel, stage), Decimals.TOTAL);
                    }
                    BigDecimal spent = spend.get(channels.get(channel));
                    appendCost(text, spent, result.totals().credit(model, channel, Stage.ENQUIRY));
                    appendCost(text, spent, result.totals().credit(model, channel, Stage.APPROVED));
                    text.append(Cell.LINE_END);
                }
            }
        }
        return text.toString();
    }

    /** Empty where nothing is known to be spent, or nothing was gained. */
    private static void appendCost(StringBuilder text, BigDecimal spent, double credit) {
        text.append(',');
        if (spent != null && credit > 0) {
            Decimals.append(text, spent.doubleValue() / credit, Decimals.COST);
        }
    }

    private static String funnel(ChannelTotals totals) {
        StringBuilder text = new StringBuilder("stage,households").append(Cell.LINE_END);
        for (Stage stage : Stage.all()) {
            text.append(stage.word())
                    .append(',')
                    .append(totals.households(stage))
                    .append(Cell.LINE_END);
        }
        return text.toString();
    }

    private static String markov(Attribution.Result result, Names channels) {
        StringBuilder text =
                new StringBuilder("channel,removal_effect,applications_received_credit").append(Cell.LINE_END);
        for (RemovalEffect effect : result.effects()) {
            text.append(Cell.of(channels.get(effect.channel()))).append(',');
            Decimals.append(text, effect.effect(), Decimals.CREDIT);
            text.append(',');
            Decimals.append(text, result.markovCredit(effect), Decimals.TOTAL);
            text.append(Cell.LINE_END);
        }
        return text.toString();
    }

    static List<Model> byWord(List<Model> models) {
        return models.stream().sorted(Comparator.comparing(Model::word)).toList();
    }

    static int[] sorted(int[] ranks) {
        int[] sorted = new int[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            sorted[ranks[i]] = i;
        }
        return sorted;
    }
}
