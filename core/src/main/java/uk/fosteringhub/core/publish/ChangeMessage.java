package uk.fosteringhub.core.publish;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.RecordTypes;

/** A change as targets get it: what changed, and the whole golden record as it is now, so that nobody need ask back. */
final class ChangeMessage {
    /**
     * The record may already be of a later version than the change; its own version says so. The last change of an entity
     * that is handed on always comes with its newest version: whoever wrote that version wrote a change for it in the same
     * commit, with a greater number.
     */
    static final String OLDEST = """
            select c.id, c.record_type, c.entity_id, c.version, c.kind, c.before, c.after, c.changed_at, case c.record_type
            %s end,
            (select new_entity from hub.redirect r where r.old_entity = c.entity_id)
            from (select change_id, changed_at from hub.outgoing where target = ? order by change_id limit ?) o
            join hub.change c on c.id = o.change_id and c.changed_at = o.changed_at
            order by c.id""".formatted(RecordTypes.all().stream()
            .map(type -> "when '" + type.name()
                    + "' then (select to_jsonb(g) from fostering." + type.name()
                    + " g where g.id = c.entity_id)")
            .collect(Collectors.joining("\n")));

    private ChangeMessage() {}

    static String body(ResultSet row) throws SQLException {
        StringBuilder json = new StringBuilder(1024);
        json.append("{\"change\":").append(row.getLong(1)).append(",\"recordType\":");
        CanonicalJson.quote(row.getString(2), json);
        json.append(",\"entity\":")
                .append(row.getLong(3))
                .append(",\"version\":")
                .append(row.getInt(4));
        json.append(",\"kind\":");
        CanonicalJson.quote(row.getString(5), json);
        json.append(",\"before\":")
                .append(row.getString(6))
                .append(",\"after\":")
                .append(row.getString(7));
        json.append(",\"changedAt\":");
        CanonicalJson.quote(row.getTimestamp(8).toInstant().toString(), json);
        String redirectedTo = row.getString(10);
        if (redirectedTo != null) {
            json.append(",\"redirectedTo\":").append(redirectedTo);
        }
        return json.append(",\"record\":").append(row.getString(9)).append('}').toString();
    }
}
