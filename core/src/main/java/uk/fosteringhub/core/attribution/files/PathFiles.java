package uk.fosteringhub.core.attribution.files;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import uk.fosteringhub.core.attribution.AttributionSettings;
import uk.fosteringhub.core.attribution.journey.Journey;
import uk.fosteringhub.core.attribution.journey.Names;
import uk.fosteringhub.core.attribution.model.Credits;
import uk.fosteringhub.core.attribution.model.ExactSum;
import uk.fosteringhub.core.attribution.model.MarkovChain;
import uk.fosteringhub.core.attribution.model.Model;
import uk.fosteringhub.core.attribution.model.RemovalEffect;
import uk.fosteringhub.core.attribution.model.TooManyChannels;
import uk.fosteringhub.core.tables.Cell;
import uk.fosteringhub.core.tables.InputTable;
import uk.fosteringhub.core.tables.OutputFolder;
import uk.fosteringhub.core.tables.WrongFile;

/**
 * Attribution of ready-made journeys, {@code path;total_conversions;total_conversion_value;total_null}, where a path is its
 * channels joined by {@code  > }. They are taken as they stand. As steps have no times, each counts as one day after the one
 * before it, which matters to time decay alone. Nothing but sums is kept, so a file may have any length.
 */
public final class PathFiles {
    private static final char SEMICOLON = ';';
    private static final String STEP = " > ";
    /** Journeys are counted in millionths, so that sums of them are exact. */
    private static final int DECIMALS = 6;

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1," + DECIMALS + "}0*)?");
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,20})?([eE]-?[0-9]{1,2})?");
    private static final double UNIT = 1e-6;
    private static final long DAY = 86_400_000_000_000L;

    private final AttributionSettings settings;
    private final Names channels = new Names();
    private final MarkovChain chain = new MarkovChain();
    private final List<ExactSum[]> conversionSums = new ArrayList<>();
    private final List<ExactSum[]> valueSums = new ArrayList<>();
    private final ExactSum conversions = new ExactSum();
    private final ExactSum value = new ExactSum();

    public PathFiles(AttributionSettings settings) {
        this.settings = settings;
    }

    /**
     * Writes {@code channel_totals.csv} with all models and {@code markov_order1.csv}. A further call adds to what was read
     * before.
     *
     * @return how many lines were read
     * @throws WrongFile if the file cannot be used; then nothing is written
     */
    public long run(Path paths, Path out) throws IOException, WrongFile {
        long lines = read(paths);
        try (OutputFolder folder = new OutputFolder(out)) {
            int[] ranks = channels.ranks();
            List<RemovalEffect> effects = chain.effects(ranks);
            try (Writer totals = folder.file("channel_totals.csv")) {
                totals.write(totals(ranks, effects));
            }
            try (Writer markov = folder.file("markov_order1.csv")) {
                markov.write(markov(effects));
            }
            folder.finish();
        } catch (TooManyChannels tooMany) {
            throw new WrongFile(paths, tooMany.getMessage() + ".");
        }
        return lines;
    }

    private long read(Path file) throws IOException, WrongFile {
        Journey journey = new Journey();
        Credits credits = new Credits();
        long lines = 0;
        try (InputTable table = InputTable.open(file, SEMICOLON)) {
            int path = table.column("path");
            int converted = table.column("total_conversions");
            int worth = table.columnIfThere("total_conversion_value");
            int ended = table.columnIfThere("total_null");
            while (table.next()) {
                fill(journey, table, path);
                long count = count(table, converted);
                double gained = amount(table, worth);
                chain.add(journey, true, count);
                chain.add(journey, false, ended < 0 ? 0 : count(table, ended));
                conversions.add(count * UNIT);
                value.add(gained);
                for (Model model : settings.models()) {
                    credits.fill(journey, model, settings.halfLife());
                    for (int i = 0; i < credits.size(); i++) {
                        sum(conversionSums, credits.channel(i), model).add(credits.credit(i) * (count * UNIT));
                        sum(valueSums, credits.channel(i), model).add(credits.credit(i) * gained);
                    }
                }
                lines++;
            }
        }
        return lines;
    }

    private void fill(Journey journey, InputTable table, int column) throws WrongFile {
        String path = table.required(column);
        int steps = 1;
        for (int at = path.indexOf(STEP); at >= 0; at = path.indexOf(STEP, at + STEP.length())) {
            steps++;
        }
        journey.begin(steps * DAY);
        int from = 0;
        for (int step = 0; step < steps; step++) {
            int to = path.indexOf(STEP, from);
            String channel = path.substring(from, to < 0 ? path.length() : to).strip();
            if (channel.isEmpty()) {
                throw table.wrong(column, "step " + (step + 1) + " of the path is empty; name its channel.");
            }
            journey.add(-1, channels.add(channel), step * DAY);
            from = to + STEP.length();
        }
    }

    private static long count(InputTable table, int column) throws WrongFile {
        String text = table.get(column);
        if (text.isEmpty()) {
            return 0;
        }
        if (!COUNT.matcher(text).matches()) {
            throw table.wrong(column, "this is no number of journeys; write one from 0 on, with at most six decimals.");
        }
        return new BigDecimal(text).movePointRight(DECIMALS).longValueExact();
    }

    private static double amount(InputTable table, int column) throws WrongFile {
        String text = table.get(column);
        if (text.isEmpty()) {
            return 0;
        }
        if (!AMOUNT.matcher(text).matches()) {
            throw table.wrong(column, "this is no value; write a number such as 1250.5, with a point.");
        }
        return Double.parseDouble(text);
    }

    private static ExactSum sum(List<ExactSum[]> sums, int channel, Model model) {
        while (sums.size() <= channel) {
            ExactSum[] fresh = new ExactSum[Model.values().length];
            java.util.Arrays.setAll(fresh, i -> new ExactSum());
            sums.add(fresh);
        }
        return sums.get(channel)[model.ordinal()];
    }

    private String totals(int[] ranks, List<RemovalEffect> effects) {
        StringBuilder text =
                new StringBuilder("model,channel,total_conversions,total_conversion_value").append(Cell.LINE_END);
        int[] sorted = AttributionFiles.sorted(ranks);
        List<Model> models = AttributionFiles.byWord(settings.models());
        models.stream()
                .filter(model -> model.word().compareTo(MarkovChain.WORD) < 0)
                .forEach(model -> lines(text, model, sorted));
        for (RemovalEffect effect : effects) {
            line(
                    text.append(MarkovChain.WORD).append(','),
                    effect.channel(),
                    share(effect, conversions),
                    share(effect, value));
        }
        models.stream()
                .filter(model -> model.word().compareTo(MarkovChain.WORD) > 0)
                .forEach(model -> lines(text, model, sorted));
        return text.toString();
    }

    private void lines(StringBuilder text, Model model, int[] sorted) {
        for (int channel : sorted) {
            line(
                    text.append(model.word()).append(','),
                    channel,
                    sum(conversionSums, channel, model).value(),
                    sum(valueSums, channel, model).value());
        }
    }

    private String markov(List<RemovalEffect> effects) {
        StringBuilder text = new StringBuilder("channel,removal_effect,total_conversions,total_conversion_value")
                .append(Cell.LINE_END);
        for (RemovalEffect effect : effects) {
            text.append(Cell.of(channels.get(effect.channel()))).append(',');
            Decimals.append(text, effect.effect(), Decimals.CREDIT);
            text.append(',');
            Decimals.append(text, share(effect, conversions), Decimals.TOTAL);
            text.append(',');
            Decimals.append(text, share(effect, value), Decimals.TOTAL);
            text.append(Cell.LINE_END);
        }
        return text.toString();
    }

    private void line(StringBuilder text, int channel, double conversions, double value) {
        text.append(Cell.of(channels.get(channel))).append(',');
        Decimals.append(text, conversions, Decimals.TOTAL);
        text.append(',');
        Decimals.append(text, value, Decimals.TOTAL);
        text.append(Cell.LINE_END);
    }

    private static double share(RemovalEffect effect, ExactSum all) {
        return effect.share() * all.value();
    }
}
