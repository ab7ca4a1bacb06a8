package uk.fosteringhub.core.corrections;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import uk.fosteringhub.core.intake.RawRecord;
import uk.fosteringhub.core.mapping.Fragments;
import uk.fosteringhub.core.mapping.MappingResult;
import uk.fosteringhub.core.mapping.RowMapper;

/** Rows of one header, some of whose values are read as others. */
final class CorrectedRows implements RowMapper {
    private final RowMapper mapper;
    private final List<Fitted> fixes;
    private final List<Fitted> ofKeys;
    private final UsedColumns columns;

    private record Fitted(int when, String value, int set, String read) {}

    private CorrectedRows(RowMapper mapper, List<Fitted> fixes, List<Fitted> ofKeys, UsedColumns columns) {
        this.mapper = mapper;
        this.fixes = fixes;
        this.ofKeys = ofKeys;
        this.columns = columns;
    }

    /**
     * Columns that the header lacks are left alone. The key is read of each row on its own, so only a column of the key
     * decides how one is read.
     */
    static RowMapper of(RowMapper mapper, List<String> header, List<Correction.Fix> wanted) {
        List<String> names = header.stream().map(CorrectedRows::folded).toList();
        int[] key = mapper.columns().key();
        List<Fitted> fixes = new ArrayList<>();
        List<Fitted> ofKeys = new ArrayList<>();
        for (Correction.Fix fix : wanted) {
            int when = names.indexOf(folded(fix.whenColumn()));
            int set = names.indexOf(folded(fix.setColumn()));
            boolean whole = when >= 0 && set >= 0;
            boolean setsKey = whole && Arrays.stream(key).anyMatch(position -> position == set);
            boolean byKey = whole && Arrays.stream(key).anyMatch(position -> position == when);
            if (whole && (!setsKey || byKey)) {
                Fitted fitted = new Fitted(when, fix.whenValue().strip(), set, fix.setValue());
                fixes.add(fitted);
                if (setsKey) {
                    ofKeys.add(fitted);
                }
            }
        }
        if (fixes.isEmpty()) {
            return mapper;
        }
        int[] all = IntStream.concat(
                        Arrays.stream(mapper.columns().all()), fixes.stream().mapToInt(Fitted::when))
                .distinct()
                .toArray();
        return new CorrectedRows(mapper, fixes, ofKeys, new UsedColumns(key, all));
    }

    static String folded(String column) {
        return column.strip().toUpperCase(Locale.ROOT);
    }

    @Override
    public String key(RawRecord row) {
        return mapper.key(corrected(row, ofKeys));
    }

    @Override
    public boolean standsForNoRow(RawRecord row) {
        return mapper.standsForNoRow(corrected(row, ofKeys));
    }

    @Override
    public UsedColumns columns() {
        return columns;
    }

    @Override
    public MappingResult map(RawRecord row) {
        return mapper.map(corrected(row, fixes));
    }

    @Override
    public Optional<Fragments> fragments(RawRecord row) {
        return mapper.fragments(corrected(row, fixes));
    }

    /** The row itself where nothing is to be corrected, as nearly always. */
    private static RawRecord corrected(RawRecord row, List<Fitted> fixes) {
        String[] values = corrected(row.values(), fixes);
        boolean same = values == row.values();
        List<RawRecord> further = row.continuations();
        if (!further.isEmpty() && !fixes.isEmpty()) {
            List<RawRecord> read =
                    further.stream().map(one -> corrected(one, fixes)).toList();
            same = same && IntStream.range(0, read.size()).allMatch(i -> read.get(i) == further.get(i));
            return same ? row : new RawRecord(row.line(), values, read);
        }
        return same ? row : new RawRecord(row.line(), values, further);
    }

    private static String[] corrected(String[] received, List<Fitted> fixes) {
        String[] values = received;
        for (Fitted fix : fixes) {
            if (received[fix.when()].strip().equals(fix.value())) {
                values = values == received ? received.clone() : values;
                values[fix.set()] = fix.read();
            }
        }
        return values;
    }
}
