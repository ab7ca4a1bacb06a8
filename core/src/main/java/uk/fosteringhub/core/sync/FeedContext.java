package uk.fosteringhub.core.sync;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.golden.Remaking;
import uk.fosteringhub.core.identity.pass.PersonNotes;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.merge.Contribution;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.publish.RestrictedAgain;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.store.References;

/**
 * What every step of a delivery needs to know.
 *
 * @param feedId the feed's number in the large tables
 * @param source the number of what this system says in the mapping's keyspace
 * @param sources every source that uses the same keys for the same records
 * @param delivery its number; 0 in a dry run
 * @param again whether a crash had broken this delivery off
 * @param run the run's number; 0 in a dry run
 * @param payloads how rows as received are kept
 * @param notes where what is said of persons is noted
 * @param news whether the delivery is news for other systems, and not the state to start from
 * @param changesGoTo who gets the changes that this delivery causes to records of a type
 */
record FeedContext(
        FeedSettings feed,
        RecordMapping mapping,
        int feedId,
        int source,
        List<Integer> sources,
        long delivery,
        boolean again,
        long run,
        Payloads payloads,
        PersonNotes notes,
        boolean news,
        Function<RecordType, List<String>> changesGoTo) {

    /** Who gets the changes of the mapping's own records. */
    List<String> targets() {
        return targetsOf(mapping.recordType());
    }

    List<String> targetsOf(RecordType type) {
        return changesGoTo.apply(type);
    }

    RestrictedAgain restrictedAgain(Connection connection) {
        return new RestrictedAgain(connection, delivery, targets());
    }

    /** Makes golden records anew in a transaction of this delivery. */
    Remaking remaking(Connection connection, Merge merge, References references, Instant now) {
        return new Remaking(connection, merge, delivery, changesGoTo, references, restrictedAgain(connection), now);
    }

    String causeOf(String key) {
        return Contribution.name(feed.system(), mapping.keyspace(), key);
    }
}
