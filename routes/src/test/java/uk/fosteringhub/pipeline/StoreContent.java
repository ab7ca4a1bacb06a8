package uk.fosteringhub.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/**
 * The whole store as sorted text, to compare two stores that came about in different ways: hub ids are replaced by source
 * keys, times of processing are left out.
 */
final class StoreContent {

    private StoreContent() {}

    static List<String> of(Function<String, List<String>> query) {
        List<String> content = new ArrayList<>();
        content.addAll(query.apply("""
                select 'contribution', s.system, s.keyspace, s.record_type, c.key, c.state, c.modified_at, c.body
                from hub.contribution c join hub.source s on s.id = c.source_id order by 2, 3, 4, 5"""));
        content.addAll(query.apply("""
                select 'source record', f.name, r.key, r.hash from hub.source_record r join hub.feed f on f.id = r.feed_id
                order by 2, 3"""));
        content.addAll(query.apply("select 'failure', feed, source_key, step, rule, column_name, field, message, state"
                + " from hub.failure order by 2, 3, 9, 4"));
        content.addAll(query.apply("select 'unmapped', feed, code_table, column_name, value from hub.unmapped_code"
                + " order by 2, 3, 4, 5"));
        content.addAll(query.apply("select 'cursor', feed, cursor from hub.feed_cursor order by 2"));
        for (RecordType type : RecordTypes.all()) {
            content.addAll(query.apply(golden(type)));
            content.addAll(query.apply(changes(type)));
        }
        return content;
    }

    private static String golden(RecordType type) {
        StringBuilder sql =
                new StringBuilder("select '" + type.name() + "', " + keysOf("g.id") + " as keys, g.version");
        for (Field field : type.fields()) {
            String column = "g." + field.name();
            sql.append(", ").append(field.type() == FieldType.REFERENCE ? keysOf(column) : column);
        }
        return sql + ", g.ended_at is not null, g.provenance from fostering." + type.name() + " g order by keys";
    }

    private static String changes(RecordType type) {
        StringBuilder withoutReferences = new StringBuilder("'{}'::text[]");
        for (Field field : type.fields()) {
            if (field.type() == FieldType.REFERENCE) {
                withoutReferences.append(" || '").append(field.name()).append("'::text");
            }
        }
        return "select 'change of " + type.name() + "', " + keysOf("c.entity_id")
                + " as keys, c.version, c.kind, c.cause, c.before - (" + withoutReferences + "), c.after - ("
                + withoutReferences + ") from hub.change c where c.record_type = '" + type.name()
                + "' order by keys, c.version";
    }

    private static String keysOf(String id) {
        return "(select string_agg(s.system || ':' || s.keyspace || ':' || k.key, ' ' order by s.system, s.keyspace, k.key)"
                + " from hub.contribution k join hub.source s on s.id = k.source_id where k.entity_id = " + id + ")";
    }
}
