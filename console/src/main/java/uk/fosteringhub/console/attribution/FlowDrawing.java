package uk.fosteringhub.console.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import uk.fosteringhub.core.attribution.report.Causes.Carrier;
import uk.fosteringhub.core.attribution.report.Causes.Cause;
import uk.fosteringhub.core.attribution.report.Causes.Cell;
import uk.fosteringhub.core.attribution.report.Wilson;

/** Draws the cross table of one time. */
final class FlowDrawing {
    /** Of all households together. */
    private static final double THICKNESS = 260;
    /** Two lines of words need so much. */
    private static final double LEAST_ROOM = 46;

    private static final double GAP = 10;
    private static final double BLOCK = 16;
    private static final double LEFT = 345;
    private static final double RIGHT = 630;
    private static final double MIDDLE = (LEFT + BLOCK + RIGHT) / 2;
    private static final double BESIDE = 10;
    private static final Map<Cause, String> FILLS = new EnumMap<>(Map.of(
            Cause.COUNCIL, "#1d70b8",
            Cause.COUNCIL_UNKNOWN, "#5694ca",
            Cause.REGIONAL, "#4c2c92",
            Cause.UNKNOWN, "#505a5f"));
    private static final String CARRIER_FILL = "#0b0c0c";

    private final double[][] households = new double[Cause.values().length][Carrier.values().length];
    private final double all;

    FlowDrawing(List<Cell> cells) {
        cells.forEach(cell -> households[cell.cause().ordinal()][cell.carrier().ordinal()] += cell.enquiries());
        this.all = Arrays.stream(households).flatMapToDouble(Arrays::stream).sum();
    }

    Flow flow(String title) {
        List<Cause> causes =
                Arrays.stream(Cause.values()).filter(cause -> of(cause) > 0).toList();
        List<Carrier> carriers = Arrays.stream(Carrier.values())
                .filter(carrier -> of(carrier) > 0)
                .toList();
        List<Flow.Block> blocks = new ArrayList<>();
        double height = 0;
        for (Cause cause : causes) {
            height = add(blocks, height, LEFT, of(cause), FILLS.get(cause), LEFT - BESIDE, "end", cause.label());
        }
        double left = height;
        height = 0;
        for (Carrier carrier : carriers) {
            height = add(
                    blocks, height, RIGHT, of(carrier), CARRIER_FILL, RIGHT + BLOCK + BESIDE, "start", carrier.label());
        }
        return new Flow(
                title,
                words(causes, carriers),
                (int) Math.ceil(Math.max(left, height)),
                blocks,
                bands(causes, carriers, blocks),
                Arrays.stream(Carrier.values()).map(Carrier::label).toList(),
                rows());
    }

    private double add(
            List<Flow.Block> blocks,
            double from,
            double x,
            double size,
            String fill,
            double wordsX,
            String anchor,
            String label) {
        double room = Math.max(LEAST_ROOM, thickness(size));
        blocks.add(new Flow.Block(
                x, from + (room - thickness(size)) / 2, thickness(size), fill, wordsX, anchor, label, told(size)));
        return from + room + GAP;
    }

    private List<Flow.Band> bands(List<Cause> causes, List<Carrier> carriers, List<Flow.Block> blocks) {
        List<Flow.Band> bands = new ArrayList<>();
        double[] next = blocks.stream().mapToDouble(Flow.Block::y).toArray();
        for (int i = 0; i < causes.size(); i++) {
            for (int j = 0; j < carriers.size(); j++) {
                double size =
                        households[causes.get(i).ordinal()][carriers.get(j).ordinal()];
                if (size > 0) {
                    int to = causes.size() + j;
                    bands.add(new Flow.Band(outline(next[i], next[to], thickness(size)), FILLS.get(causes.get(i))));
                    next[i] += thickness(size);
                    next[to] += thickness(size);
                }
            }
        }
        return bands;
    }

    private static String outline(double from, double to, double thick) {
        return String.format(
                Locale.ROOT,
                "M%1$.1f %3$.1fC%2$.1f %3$.1f %2$.1f %4$.1f %5$.1f %4$.1fV%6$.1fC%2$.1f %6$.1f %2$.1f %7$.1f %1$.1f %7$.1fZ",
                LEFT + BLOCK,
                MIDDLE,
                from,
                to,
                RIGHT,
                to + thick,
                from + thick);
    }

    private String words(List<Cause> causes, List<Carrier> carriers) {
        List<String> parts = new ArrayList<>();
        for (Cause cause : causes) {
            for (Carrier carrier : carriers) {
                double size = households[cause.ordinal()][carrier.ordinal()];
                if (size > 0) {
                    parts.add("cause: " + cause.label() + ", " + carrier.label().toLowerCase(Locale.UK) + ": "
                            + Figures.count(size));
                }
            }
        }
        return "Of " + Figures.count(all) + " households; " + String.join("; ", parts) + ".";
    }

    private List<Flow.Row> rows() {
        List<Flow.Row> rows = new ArrayList<>();
        for (Cause cause : Cause.values()) {
            List<String> cells = new ArrayList<>();
            for (Carrier carrier : Carrier.values()) {
                cells.add(cell(households[cause.ordinal()][carrier.ordinal()]));
            }
            cells.add(cell(of(cause)));
            rows.add(new Flow.Row(cause.label(), cells));
        }
        List<String> together = new ArrayList<>();
        for (Carrier carrier : Carrier.values()) {
            together.add(cell(of(carrier)));
        }
        together.add(Figures.count(all));
        rows.add(new Flow.Row("Together", together));
        return rows;
    }

    private String cell(double size) {
        return Figures.count(size) + ", " + Figures.share(Wilson.of(size, all));
    }

    private String told(double size) {
        return Figures.count(size) + " (" + Figures.percent(Wilson.of(size, all).share()) + ")";
    }

    private double of(Cause cause) {
        return Arrays.stream(households[cause.ordinal()]).sum();
    }

    private double of(Carrier carrier) {
        return Arrays.stream(households)
                .mapToDouble(of -> of[carrier.ordinal()])
                .sum();
    }

    private double thickness(double size) {
        return size / all * THICKNESS;
    }
}
