package uk.fosteringhub.core.identity.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import uk.fosteringhub.core.identity.judge.Field;
import uk.fosteringhub.core.identity.judge.Level;
import uk.fosteringhub.core.identity.judge.LinkModel;

/** What a model must be like to be believed. */
final class Plausibility {
    /** A level that suddenly weighs so much more or less than before was learnt from something else than persons. */
    private static final double MOST_CHANGE = 6;

    /** In so many of a hundred pairs of one person the strongest agreement of a field must be seen. */
    private static final double LEAST_AGREEMENT = 0.25;

    private Plausibility() {}

    static List<String> objections(LinkModel before, LinkModel model) {
        List<String> objections = new ArrayList<>();
        for (Field field : Field.values()) {
            List<Level> levels = Level.of(field);
            Level strongest = levels.get(0);
            Level weakest = levels.get(levels.size() - 1);
            if (bits(model, strongest) <= 0) {
                objections.add("agreement in the " + field.words() + " would speak against one person");
            }
            if (bits(model, weakest) >= 0) {
                objections.add("a different " + field.words() + " would speak for one person");
            }
            if (model.odds().get(strongest).m() < LEAST_AGREEMENT) {
                objections.add("the " + field.words() + " would hardly ever be the same in records of one person");
            }
            for (Level level : levels) {
                double change = bits(model, level) - bits(before, level);
                if (Math.abs(change) > MOST_CHANGE) {
                    objections.add(String.format(
                            Locale.ROOT, "'%s' would weigh %+.1f bits more than before", level.words(), change));
                }
            }
        }
        return objections;
    }

    private static double bits(LinkModel model, Level level) {
        return model.odds().get(level).bits();
    }
}
