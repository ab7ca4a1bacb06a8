package uk.fosteringhub.core.intake;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import uk.fosteringhub.core.mapping.Assembly;

/**
 * Raw records put together from several rows, see {@link Assembly}. The rows may come in any order, so all of them are held
 * in memory; their number is limited.
 */
final class AssembledRows implements RecordCursor {

    /** A raw record, or a row that cannot be read. */
    private record Assembled(RawRecord record, String unreadable) {}

    private final List<Assembled> records = new ArrayList<>();
    private final RowHash hash;
    private final boolean trailer;
    private int ordinal = -1;

    AssembledRows(RowCursor rows, Assembly assembly, RowHash hash, int maxRows) throws IOException, DeliveryRefused {
        this.hash = hash;
        try (rows) {
            Columns found = Columns.in(rows.header(), assembly);
            Map<List<String>, List<RawRecord>> groups = new LinkedHashMap<>();
            long read = 0;
            while (rows.next()) {
                if (++read > maxRows) {
                    throw new DeliveryRefused(
                            "too-many-rows",
                            rows.row().line(),
                            "There are more than " + maxRows
                                    + " rows, the most that can be put together into records. Split the file by year.");
                }
                String problem = RowShape.problem(rows.row(), rows.header().size());
                RawRecord row = rows.row().toRawRecord();
                List<String> by = problem.isEmpty() ? found.by(row) : List.of();
                if (!problem.isEmpty() || by.contains("")) {
                    // Rows that say nobody do not say the same one: each stands, and fails, alone.
                    records.add(new Assembled(row, problem));
                } else {
                    groups.computeIfAbsent(by, first -> new ArrayList<>()).add(row);
                }
            }
            trailer = rows.trailer();
            groups.values().forEach(group -> assemble(group, found));
        }
    }

    private void assemble(List<RawRecord> group, Columns columns) {
        group.sort(Comparator.comparing(columns::order));
        List<RawRecord> current = new ArrayList<>();
        for (RawRecord row : group) {
            if (!current.isEmpty() && columns.starts(row)) {
                records.add(together(current));
                current.clear();
            }
            current.add(row);
        }
        records.add(together(current));
    }

    private static Assembled together(List<RawRecord> rows) {
        RawRecord first = rows.get(0);
        return new Assembled(
                new RawRecord(first.line(), first.values(), List.copyOf(rows.subList(1, rows.size()))), "");
    }

    @Override
    public boolean next() {
        return ++ordinal < records.size();
    }

    @Override
    public boolean trailer() {
        return trailer;
    }

    @Override
    public int ordinal() {
        return ordinal;
    }

    @Override
    public int rows() {
        return record().rows();
    }

    @Override
    public long line() {
        return record().line();
    }

    @Override
    public String unreadable() {
        return records.get(ordinal).unreadable();
    }

    @Override
    public RawRecord keyColumns() {
        return record();
    }

    @Override
    public RawRecord record() {
        return records.get(ordinal).record();
    }

    @Override
    public UUID hash() {
        return hash.of(record());
    }

    @Override
    public void close() {
        records.clear();
    }

    /** Where the columns that decide stand in this header. */
    private record Columns(int[] byPositions, int orderPosition, int startPosition, Assembly assembly) {

        static Columns in(List<String> header, Assembly assembly) {
            return new Columns(
                    assembly.by().stream()
                            .mapToInt(name -> position(header, name))
                            .toArray(),
                    position(header, assembly.order()),
                    position(header, assembly.startColumn()),
                    assembly);
        }

        private static int position(List<String> header, String name) {
            for (int i = 0; i < header.size(); i++) {
                if (header.get(i).trim().equalsIgnoreCase(name)) {
                    return i;
                }
            }
            throw new IllegalArgumentException("the mapping must require the column " + name + " that it assembles by");
        }

        List<String> by(RawRecord row) {
            List<String> values = new ArrayList<>();
            for (int position : byPositions) {
                values.add(row.values()[position].trim());
            }
            return values;
        }

        /** A row whose date cannot be read goes first; the mapping then says what is wrong with it. */
        LocalDate order(RawRecord row) {
            String text = row.values()[orderPosition].trim();
            for (String pattern : assembly.orderFormats()) {
                try {
                    return LocalDate.parse(
                            text,
                            DateTimeFormatter.ofPattern(pattern.replace("yyyy", "uuuu"))
                                    .withResolverStyle(ResolverStyle.STRICT));
                } catch (DateTimeParseException notThisForm) {
                    continue;
                }
            }
            return LocalDate.MIN;
        }

        boolean starts(RawRecord row) {
            return assembly.startValues().contains(row.values()[startPosition].trim());
        }
    }
}
