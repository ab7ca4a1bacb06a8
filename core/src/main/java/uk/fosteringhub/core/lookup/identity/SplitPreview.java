package uk.fosteringhub.core.lookup.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import uk.fosteringhub.core.differences.SaidOfEntities;
import uk.fosteringhub.core.identity.decide.Makeup;
import uk.fosteringhub.core.merge.Contribution;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.core.store.Database;

/** What would become of a record if it were taken apart. Only looks; writes nothing. */
public final class SplitPreview {
    private final Database database;
    private final Merge merge;

    public SplitPreview(Database database, Merge merge) {
        this.database = database;
        this.merge = merge;
    }

    /**
     * One part.
     *
     * @param records its source records
     * @param values its golden values in the order of the record type's fields, as texts; personal data. None if all its
     *     records have ended
     */
    public record Part(List<Makeup.Record> records, Map<String, String> values) {
        public Part {
            records = List.copyOf(records);
        }

        /** Keeps personal data out of logs. */
        @Override
        public String toString() {
            return "Part[" + records.size() + " records]";
        }
    }

    /**
     * @param goes names of the records that would go
     * @return what would stay, then what would go; none if either were nothing
     */
    public List<Part> of(Makeup makeup, Set<Reference> goes) {
        Map<Boolean, List<Makeup.Record>> sides =
                makeup.records().stream().collect(Collectors.partitioningBy(record -> goes.contains(record.name())));
        if (sides.get(true).isEmpty() || sides.get(false).isEmpty()) {
            return List.of();
        }
        List<Contribution> said = database.inTransaction(connection -> new SaidOfEntities(connection, makeup.type())
                .of(List.of(makeup.entity())).getOrDefault(makeup.entity(), List.of()).stream()
                        .map(SaidOfEntities.Said::contribution)
                        .toList());
        List<Part> parts = new ArrayList<>();
        for (boolean goingSide : new boolean[] {false, true}) {
            List<Makeup.Record> records = sides.get(goingSide);
            Set<Reference> names = records.stream().map(Makeup.Record::name).collect(Collectors.toSet());
            parts.add(new Part(
                    records,
                    golden(
                            makeup.type(),
                            said.stream()
                                    .filter(one -> names.contains(new Reference(one.keyspace(), one.key())))
                                    .toList())));
        }
        return List.copyOf(parts);
    }

    private Map<String, String> golden(RecordType type, List<Contribution> said) {
        Map<String, String> values = new LinkedHashMap<>();
        if (!said.isEmpty()) {
            Object[] golden = merge.of(type, said).values();
            for (int i = 0; i < golden.length; i++) {
                if (golden[i] != null) {
                    values.put(type.fields().get(i).name(), golden[i].toString());
                }
            }
        }
        return values;
    }
}
