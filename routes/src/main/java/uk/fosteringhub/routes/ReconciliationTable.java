package uk.fosteringhub.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import uk.fosteringhub.core.reconcile.FieldResult;
import uk.fosteringhub.core.reconcile.Reconciliation;
import uk.fosteringhub.core.reconcile.RecordResult;

/** A reconciliation as tables for people: counts per record type, counts per field that differs, and what they mean. */
public final class ReconciliationTable {
    private ReconciliationTable() {}

    public static List<String> of(Reconciliation result) {
        List<String> lines = new ArrayList<>(TextTable.of(records(result)));
        List<List<String>> fields = fields(result);
        if (fields.size() > 1) {
            lines.add("");
            lines.addAll(TextTable.of(fields));
        }
        lines.add("");
        for (RecordResult record : result.records()) {
            awaited(lines, record, result.other(), record.awaitedOfOther(), record.onlyInSystem());
            awaited(lines, record, result.system(), record.awaitedOfSystem(), record.onlyInOther());
            notCompared(lines, record, result.system(), record.scope().onlySystem());
            notCompared(lines, record, result.other(), record.scope().onlyOther());
        }
        lines.addAll(ReconciliationWords.notCompared(result));
        lines.addAll(ReconciliationWords.waiting(result));
        lines.add(ReconciliationWords.verdict(result));
        return lines;
    }

    private static List<List<String>> records(Reconciliation result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "record",
                "in " + result.system(),
                "in " + result.other(),
                "equal",
                "different",
                "only in " + result.system(),
                "only in " + result.other(),
                "not paired"));
        for (RecordResult record : result.records()) {
            rows.add(row(
                    Stream.of(record.record()),
                    record.inSystem(),
                    record.inOther(),
                    record.equal(),
                    record.different(),
                    record.onlyInSystem(),
                    record.onlyInOther(),
                    record.notPaired()));
        }
        return rows;
    }

    private static List<List<String>> fields(Reconciliation result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("record", "field", "different", "empty in " + result.system(), "empty in " + result.other()));
        for (RecordResult record : result.records()) {
            for (FieldResult field : record.fields()) {
                rows.add(row(
                        Stream.of(record.record(), field.field()),
                        field.different(),
                        field.emptyInSystem(),
                        field.emptyInOther()));
            }
        }
        return rows;
    }

    private static void awaited(List<String> lines, RecordResult record, String lacking, long awaited, long missing) {
        if (awaited > 0) {
            lines.add("  " + record.record() + ": of " + ReconciliationWords.count(missing) + " that " + lacking
                    + " lacks, "
                    + ReconciliationWords.count(awaited) + (awaited == 1 ? " is" : " are") + " known by a key of "
                    + lacking
                    + ", but the record has not come.");
        }
    }

    private static void notCompared(List<String> lines, RecordResult record, String system, List<String> fields) {
        if (!fields.isEmpty()) {
            lines.add("  " + record.record() + ": not compared, since only " + system + " tells them: "
                    + String.join(", ", fields) + ".");
        }
    }

    private static List<String> row(Stream<String> names, long... counts) {
        return Stream.concat(names, LongStream.of(counts).mapToObj(ReconciliationWords::count))
                .toList();
    }
}
