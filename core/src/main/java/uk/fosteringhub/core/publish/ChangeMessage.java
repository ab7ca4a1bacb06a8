package uk.fosteringhub.core.publish;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import uk.fosteringhub.core.records.CanonicalJson;

/**
 * A change as targets get it: what changed, and with it the whole golden record as it is now, so that nobody need ask back.
 *
 * @param before JSON of the fields that changed; null for a creation
 * @param after JSON of the same fields; null for a creation
 * @param redirectedTo the hub id of the record that this one turned out to be
 */
record ChangeMessage(
        long change,
        String recordType,
        long entity,
        int version,
        String kind,
        String before,
        String after,
        Instant changedAt,
        Optional<Long> redirectedTo) {
    /** The column that says, in each row, how many that wait were looked at; in the only row if none of them may go. */
    static final int LOOKED_AT = 1;

    static final int CHANGE = 2;
    /** Empty where the change's row is gone. */
    static final int RECORD_TYPE = 3;

    /**
     * A change whose row is gone has a number and nothing else. What is about an entity whose
     * records wait to be compared with others' stays behind, but not for ever: it may turn out to be another entity. Of very
     * many only so many are looked at.
     */
    static final String OLDEST = """
            with front as materialized (select change_id, changed_at, entity_id, version from hub.outgoing
                where target = ? and handed_on_at is null order by change_id limit ?),
            oldest as materialized (select * from front w
                where coalesce((select min(noted_at) from hub.identity_waiting i where i.entity_id = w.entity_id),
                        '-infinity') <= now() - make_interval(secs => ?)
                order by change_id limit ?)
            select f.looked_at, o.change_id, c.record_type, c.entity_id, c.version, c.kind, c.before, c.after, c.changed_at,
                (select new_entity from hub.redirect r where r.old_entity = c.entity_id)
            from (select count(*) as looked_at from front) f left join oldest o on true left join hub.change c
                on c.entity_id = o.entity_id and c.version = o.version and c.id = o.change_id and c.changed_at = o.changed_at
            order by o.change_id""";

    static ChangeMessage of(ResultSet row) throws SQLException {
        return new ChangeMessage(
                row.getLong(CHANGE),
                row.getString(RECORD_TYPE),
                row.getLong(4),
                row.getInt(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getTimestamp(9).toInstant(),
                Optional.ofNullable(row.getObject(10, Long.class)));
    }

    /**
     * The golden record of a change.
     *
     * @param json all of it; it may already be of a later version than the change, and says of which
     * @param restricted whether it concerns a restricted person
     */
    record Golden(String json, boolean restricted) {
        /** Of a change whose record is not there any more. */
        static final Golden NONE = new Golden(null, false);
    }

    OutgoingChange outgoing(Golden golden) {
        StringBuilder json = new StringBuilder(1024);
        json.append("{\"change\":").append(change).append(",\"recordType\":");
        CanonicalJson.quote(recordType, json);
        json.append(",\"entity\":").append(entity).append(",\"version\":").append(version);
        json.append(",\"kind\":");
        // Who gets it takes both for changes like others: a repair from what the target says to what holds, a repeated
        // message of nothing but whether it concerns a restricted person.
        CanonicalJson.quote(kind.equals("repair") || kind.equals("repeated") ? "changed" : kind, json);
        json.append(",\"before\":").append(before).append(",\"after\":").append(after);
        json.append(",\"changedAt\":");
        CanonicalJson.quote(changedAt.toString(), json);
        json.append(",\"restricted\":").append(golden.restricted());
        redirectedTo.ifPresent(to -> json.append(",\"redirectedTo\":").append(to));
        json.append(",\"record\":").append(golden.json()).append('}');
        return new OutgoingChange(change, recordType, entity, version, changedAt, json.toString());
    }
}
