package uk.fosteringhub.core.identity.files;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import uk.fosteringhub.core.identity.judge.Band;
import uk.fosteringhub.core.identity.judge.Judgement;
import uk.fosteringhub.core.identity.judge.LinkModel;
import uk.fosteringhub.core.identity.judge.PairJudge;
import uk.fosteringhub.core.identity.judge.SettledPair;
import uk.fosteringhub.core.tables.Cell;
import uk.fosteringhub.core.tables.OutputFolder;
import uk.fosteringhub.core.tables.WrongFile;

/**
 * Links persons from files to files, without a database: one file within itself, two with one another. The result is the
 * same for any order of the rows.
 */
public final class LinkFiles {
    private final LinkModel model;
    private final Consumer<String> notes;

    /** @param notes takes sentences for the one who started it */
    public LinkFiles(LinkModel model, Consumer<String> notes) {
        this.model = model;
        this.notes = notes;
    }

    /**
     * What came of it.
     *
     * @param automatic pairs that are one person
     * @param review pairs for a person to judge
     * @param figures with truth only
     */
    public record Done(
            int records,
            int entities,
            long compared,
            long automatic,
            long review,
            long cappedBlocks,
            Optional<Figures> figures) {}

    /**
     * Writes {@code pairs.csv}, {@code entities.csv} and, with truth, {@code figures.csv}.
     *
     * @param files one or two
     * @throws WrongFile if a file cannot be used; then nothing is written
     */
    public Done run(List<Path> files, ColumnMap columns, Optional<Path> truth, Path out) throws IOException, WrongFile {
        if (files.isEmpty() || files.size() > 2) {
            throw new IllegalArgumentException("One or two files are linked");
        }
        boolean across = files.size() == 2;
        Records records = Records.read(files, columns, notes);
        if (records.size() > Blocks.mostRecords()) {
            throw new WrongFile(
                    files.get(0),
                    "there are more than %,d records; link them in parts.".formatted(Blocks.mostRecords()));
        }
        Optional<Truth> known = truth.isPresent() ? Optional.of(Truth.read(truth.get(), records)) : Optional.empty();
        known.filter(one -> one.missing() > 0)
                .ifPresent(one -> notes.accept("%s says nothing of %,d records; they take no part in the figures."
                        .formatted(truth.get(), one.missing())));
        PairJudge judge = new PairJudge(model, records.frequencies());
        Blocks blocks = new Blocks(records);
        Linking linking = new Linking(records, judge, across);
        linking.run(blocks);
        Optional<Figures> figures = known.map(one -> Figures.of(one, linking, blocks, records, across));
        write(out, records, linking, judge, figures);
        if (blocks.cappedBlocks() > 0) {
            notes.accept(
                    "%,d groups of records with a key in common were too large to say anything and were left out (%,d entries)."
                            .formatted(blocks.cappedBlocks(), blocks.cappedRecords()));
        }
        return done(records, linking, blocks, figures);
    }

    private static Done done(Records records, Linking linking, Blocks blocks, Optional<Figures> figures) {
        int entities = 0;
        for (int i = 0; i < records.size(); i++) {
            entities += linking.entity(i) == i ? 1 : 0;
        }
        long automatic = linking.pairs().stream()
                .filter(pair -> pair.band() == Band.AUTO)
                .count();
        return new Done(
                records.size(),
                entities,
                linking.compared(),
                automatic,
                linking.pairs().size() - automatic,
                blocks.cappedBlocks(),
                figures);
    }

    private void write(Path out, Records records, Linking linking, PairJudge judge, Optional<Figures> figures)
            throws IOException {
        try (OutputFolder folder = new OutputFolder(out)) {
            try (Writer pairs = folder.file("pairs.csv")) {
                pairs.write("record_id_1,record_id_2,band,weight,explanation" + Cell.LINE_END);
                for (SettledPair pair : linking.pairs()) {
                    pairs.write(line(pair, records, judge));
                }
            }
            try (Writer entities = folder.file("entities.csv")) {
                entities.write("record_id,entity_id,file" + Cell.LINE_END);
                for (int i = 0; i < records.size(); i++) {
                    entities.write(Cell.of(records.label(i)) + ",E" + (linking.entity(i) + 1) + ","
                            + (records.file(i) + 1) + Cell.LINE_END);
                }
            }
            if (figures.isPresent()) {
                try (Writer file = folder.file("figures.csv")) {
                    file.write(figures.get().csv());
                }
            }
            folder.finish();
        }
    }

    private static String line(SettledPair pair, Records records, PairJudge judge) {
        Judgement judgement = judge.judge(records.features(pair.one()), records.features(pair.other()));
        String explanation = judgement.with(pair.guards()).explanation();
        if (pair.band() == Band.AUTO && judgement.band() != Band.AUTO) {
            explanation = "follows from links with other records of the entity; " + explanation;
        }
        return Cell.of(records.label(pair.one())) + "," + Cell.of(records.label(pair.other())) + "," + pair.band() + ","
                + String.format(Locale.ROOT, "%.2f", judgement.weight()) + "," + Cell.of(explanation) + Cell.LINE_END;
    }
}
