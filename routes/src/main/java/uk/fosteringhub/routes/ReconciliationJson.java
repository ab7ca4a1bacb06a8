package uk.fosteringhub.routes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import uk.fosteringhub.core.reconcile.FieldResult;
import uk.fosteringhub.core.reconcile.NotCompared;
import uk.fosteringhub.core.reconcile.Reconciliation;
import uk.fosteringhub.core.reconcile.RecordResult;
import uk.fosteringhub.core.reconcile.Waiting;

/** A reconciliation's counts as one JSON document; {@code system} and {@code other} stand for the two systems named in it. */
public final class ReconciliationJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReconciliationJson() {}

    public static String of(Reconciliation result) {
        ObjectNode document = JSON.createObjectNode();
        document.put("system", result.system());
        document.put("other", result.other());
        document.put("equal", result.isEqual());
        document.put("differs", result.differs());
        var where = document.putObject("where");
        result.where().forEach(condition -> where.put(condition.field(), condition.value()));
        var records = document.putArray("records");
        for (RecordResult record : result.records()) {
            write(record, records.addObject());
        }
        var notCompared = document.putArray("notCompared");
        for (NotCompared one : result.notCompared()) {
            write(one, notCompared.addObject());
        }
        return document.toPrettyString();
    }

    private static void write(RecordResult record, ObjectNode node) {
        node.put("record", record.record());
        node.put("inSystem", record.inSystem());
        node.put("inOther", record.inOther());
        node.put("equal", record.equal());
        node.put("different", record.different());
        node.put("onlyInSystem", record.onlyInSystem());
        node.put("onlyInOther", record.onlyInOther());
        node.put("awaitedOfSystem", record.awaitedOfSystem());
        node.put("awaitedOfOther", record.awaitedOfOther());
        node.put("notPaired", record.notPaired());
        var fields = node.putArray("fields");
        for (FieldResult field : record.fields()) {
            fields.addObject()
                    .put("field", field.field())
                    .put("different", field.different())
                    .put("emptyInSystem", field.emptyInSystem())
                    .put("emptyInOther", field.emptyInOther());
        }
        record.scope().compared().forEach(node.putArray("compared")::add);
        record.scope().onlySystem().forEach(node.putArray("notComparedOnlySystem")::add);
        record.scope().onlyOther().forEach(node.putArray("notComparedOnlyOther")::add);
        write(record.waitingOfSystem(), node.putObject("waitingOfSystem"));
        write(record.waitingOfOther(), node.putObject("waitingOfOther"));
    }

    private static void write(NotCompared one, ObjectNode node) {
        node.put("record", one.record());
        node.put("shared", one.shared());
        node.put("inSystem", one.inSystem());
        node.put("inOther", one.inOther());
        write(one.waitingOfSystem(), node.putObject("waitingOfSystem"));
        write(one.waitingOfOther(), node.putObject("waitingOfOther"));
    }

    private static void write(Waiting waiting, ObjectNode node) {
        node.put("failedRecords", waiting.failed());
        node.put("refusedDeliveries", waiting.refused());
        node.put("heldEndings", waiting.held());
        node.put("recordsOfHeldEndings", waiting.heldRecords());
        waiting.feeds().forEach(node.putArray("feeds")::add);
    }
}
