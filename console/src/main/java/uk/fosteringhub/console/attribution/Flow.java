package uk.fosteringhub.console.attribution;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import uk.fosteringhub.core.attribution.report.Causes.Cell;

/**
 * Who caused the enquiries of a time and who carried them, as a picture and as the cross table beside it: bands from causes
 * on the left to carriers on the right, as thick as the households that they stand for.
 *
 * @param title which time
 * @param words the picture in a sentence, for those who do not see it
 * @param height of the picture, whose width is 960
 * @param carriers heads of the table's columns
 */
record Flow(
        String title,
        String words,
        int height,
        List<Block> blocks,
        List<Band> bands,
        List<String> carriers,
        List<Row> rows) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);

    /**
     * All that one side of the picture has of a cause or a carrier.
     *
     * @param anchor which end of its words stands beside it
     */
    record Block(
            double x, double y, double height, String fill, double wordsX, String anchor, String label, String size) {
        public double wordsY() {
            return y + height / 2;
        }
    }

    /** @param path outline, in the units of the picture */
    record Band(String path, String fill) {}

    /** @param cells one for each carrier, and all together */
    record Row(String label, List<String> cells) {}

    /** One picture for each time that has enquiries. */
    static List<Flow> of(List<Cell> cells, Optional<LocalDate> redirectedOn) {
        return cells.stream()
                .map(Cell::period)
                .distinct()
                .map(period -> new FlowDrawing(cells.stream()
                                .filter(cell -> cell.period().equals(period))
                                .toList())
                        .flow(title(period, redirectedOn)))
                .toList();
    }

    private static String title(String period, Optional<LocalDate> redirectedOn) {
        return redirectedOn
                .map(day -> period.equals("before") ? "Before " + DAY.format(day) : "From " + DAY.format(day) + " on")
                .orElse("All enquiries");
    }
}
