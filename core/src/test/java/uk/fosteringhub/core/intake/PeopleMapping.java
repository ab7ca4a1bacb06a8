package uk.fosteringhub.core.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import uk.fosteringhub.core.mapping.Assembly;
import uk.fosteringhub.core.mapping.HeaderProblem;
import uk.fosteringhub.core.mapping.MappedColumn;
import uk.fosteringhub.core.mapping.MappingResult;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.mapping.RowMapper;
import uk.fosteringhub.core.records.CanonicalRecord;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/** A mapping written by hand: the first column is the key, the others are read as they are. */
record PeopleMapping(List<String> names, List<String> requires, Optional<Assembly> assembly) implements RecordMapping {

    static final PeopleMapping PEOPLE = of("ID", "NAME", "NOTE");

    static PeopleMapping of(String... names) {
        return new PeopleMapping(List.of(names), List.of(), Optional.empty());
    }

    PeopleMapping assembledBy(Assembly how) {
        return new PeopleMapping(names, requires, Optional.of(how));
    }

    PeopleMapping requiring(String... columns) {
        return new PeopleMapping(names, List.of(columns), assembly);
    }

    @Override
    public String name() {
        return "sample/people";
    }

    @Override
    public RecordType recordType() {
        return RecordTypes.PERSON;
    }

    @Override
    public String keyspace() {
        return "sample";
    }

    @Override
    public String fingerprint() {
        return "f".repeat(64);
    }

    @Override
    public List<MappedColumn> columns() {
        return names.stream().map(name -> new MappedColumn(name, true)).toList();
    }

    @Override
    public RowMapper bind(List<String> header) throws HeaderProblem {
        int[] positions = new int[names.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = position(header, names.get(i));
        }
        return new Bound(positions);
    }

    private static int position(List<String> header, String name) throws HeaderProblem {
        List<Integer> found = new ArrayList<>();
        IntStream.range(0, header.size())
                .filter(i -> header.get(i).trim().toUpperCase(Locale.ROOT).equals(name.toUpperCase(Locale.ROOT)))
                .forEach(found::add);
        if (found.size() != 1) {
            throw new HeaderProblem("The header has the column " + name + " " + found.size() + " times.");
        }
        return found.get(0);
    }

    private record Bound(int[] positions) implements RowMapper {
        @Override
        public String key(RawRecord row) {
            return row.values()[positions[0]].trim();
        }

        @Override
        public boolean standsForNoRow(RawRecord row) {
            return false;
        }

        @Override
        public UsedColumns columns() {
            return new UsedColumns(new int[] {positions[0]}, positions);
        }

        @Override
        public MappingResult map(RawRecord row) {
            Object[] values = new Object[RecordTypes.PERSON.fields().size()];
            return MappingResult.mapped(
                    new CanonicalRecord(RecordTypes.PERSON, "sample", key(row), values, Optional.empty()), List.of());
        }
    }
}
