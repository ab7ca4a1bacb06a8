package uk.fosteringhub.core.golden;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.publish.RestrictedAgain;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Awaited;
import uk.fosteringhub.core.store.ChangeLog;
import uk.fosteringhub.core.store.References;

/**
 * Makes golden records anew after something was said anew or moved: with their changes, the outgoing work for whoever gets
 * them, and what else hangs on them. All in the caller's transaction.
 */
public final class Remaking {
    private final Connection connection;
    private final Merge merge;
    private final long delivery;
    private final Function<RecordType, List<String>> changesGoTo;
    private final References references;
    private final RestrictedAgain restrictedAgain;
    private final Instant now;

    /**
     * @param delivery what brought it; 0: no delivery, the hub or a person by itself
     * @param changesGoTo who gets the changes of records of a type
     * @param restrictedAgain says what leads to persons who are restricted now, or no longer
     */
    public Remaking(
            Connection connection,
            Merge merge,
            long delivery,
            Function<RecordType, List<String>> changesGoTo,
            References references,
            RestrictedAgain restrictedAgain,
            Instant now) {
        this.connection = connection;
        this.merge = merge;
        this.delivery = delivery;
        this.changesGoTo = changesGoTo;
        this.references = references;
        this.restrictedAgain = restrictedAgain;
        this.now = now;
    }

    /** @param causes the entities with the name of the contribution, or the decision, that changed them */
    public void of(RecordType type, Map<Long, String> causes) throws SQLException {
        of(type, causes, Waiting.NONE);
    }

    /** @param waiting which of the entities were awaited persons */
    public void of(RecordType type, Map<Long, String> causes, Waiting waiting) throws SQLException {
        remerge(type).of(causes, waiting, Moved.NOTHING);
    }

    /** @param moved what the records refer to, or one of these */
    void referring(RecordType type, Map<Long, String> causes, Moved moved) throws SQLException {
        remerge(type).of(causes, Waiting.NONE, moved);
    }

    private Remerge remerge(RecordType type) {
        ChangeLog changes = new ChangeLog(connection, type, delivery, changesGoTo.apply(type));
        return new Remerge(connection, type, merge, references, changes, restrictedAgain, now);
    }

    /**
     * What refers to entities that contributions were moved from or to. Only under {@link
     * uk.fosteringhub.core.store.EntityLock#alone}.
     *
     * @param moved these entities with what caused it
     */
    public void referringTo(RecordType type, Map<Long, String> moved) throws SQLException {
        if (!moved.isEmpty()) {
            new Referring(connection, type, this).remerge(moved);
            restrictedAgain.sayUnchanged(type, moved, now);
            restrictedAgain.say(type, awaited(type, moved), now);
        }
    }

    /**
     * Says again the persons who have come to be awaited, under the key of a system that has not told of them, and what leads
     * there.
     *
     * @param persons who may have, with what caused it
     */
    public void sayAwaited(RecordType type, Map<Long, String> persons) throws SQLException {
        SortedMap<Long, String> awaited = awaited(type, persons);
        restrictedAgain.sayUnchanged(type, awaited, now);
        restrictedAgain.say(type, awaited, now);
    }

    private SortedMap<Long, String> awaited(RecordType type, Map<Long, String> persons) throws SQLException {
        SortedMap<Long, String> awaited = new TreeMap<>();
        if (type.equals(RecordTypes.PERSON)) {
            awaited.putAll(persons);
            awaited.keySet().retainAll(Awaited.among(connection, persons.keySet()));
        }
        return awaited;
    }
}
