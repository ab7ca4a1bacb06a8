package uk.fosteringhub.core.replay;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.failures.EditedFailure;
import uk.fosteringhub.core.failures.FailureDetail;
import uk.fosteringhub.core.failures.FailureLog;
import uk.fosteringhub.core.failures.FailureRefused;
import uk.fosteringhub.core.failures.FailureRefused.Why;
import uk.fosteringhub.core.failures.FailureSelection;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.sync.ReplayMember;
import uk.fosteringhub.core.sync.ReplayPassage;

/** A person puts a record right in the hub: the edited one takes the place of the one that failed, and both are kept. */
public final class Editing {
    private final Database database;
    private final Payloads payloads;
    private final Map<String, FeedSettings> feeds;
    private final ReplayPassage passage;
    private final ReplaySets sets;
    private final AuditLog audit;

    Editing(Database database, Payloads payloads, ZoneId zone, Map<String, FeedSettings> feeds, ReplayPassage passage) {
        this.database = database;
        this.payloads = payloads;
        this.feeds = feeds;
        this.passage = passage;
        this.sets = new ReplaySets(database, payloads, zone);
        this.audit = new AuditLog(database);
    }

    /**
     * What a person writes instead.
     *
     * @param version of the failure as the person saw it
     * @param raw the whole record, a JSON object in the source's words
     */
    public record Wanted(long failure, int version, String raw, String actor, String reason) {
        /** Values may be personal. */
        @Override
        public String toString() {
            return "Wanted[" + failure + "]";
        }
    }

    /** Whether the record would be taken as it is written. */
    public Preview preview(Wanted wanted) throws FailureRefused {
        return FailureSelection.act(database, connection -> {
            FailureDetail failure = EditedFailure.editable(connection, payloads, wanted.failure(), wanted.version());
            ReplayMember member = member(failure, wanted.raw());
            var fates = passage.preview(connection, feed(failure), List.of(member), Optional.empty());
            var fate = fates.get(failure.found().id());
            return new Preview(1, 1, Map.of(fate.kind(), 1), Map.of(fate.sentence(), 1));
        });
    }

    /**
     * Replaces a failed record.
     *
     * @return the number of the failure that takes its place; it waits to be replayed
     */
    public long replace(Wanted wanted) throws FailureRefused {
        return FailureSelection.act(database, connection -> {
            FailureDetail failure = EditedFailure.editable(connection, payloads, wanted.failure(), wanted.version());
            FeedSettings feed = feed(failure);
            String key = passage.key(feed, member(failure, wanted.raw()));
            String old = failure.found().key();
            if (feed.kind() == FeedKind.SNAPSHOT && !key.isEmpty() && !key.equals(old)) {
                throw new FailureRefused(
                        Why.WRONG,
                        "The key of a record of " + feed.name()
                                + " cannot be changed here: the feed lists all records each time,"
                                + " so the record would come again under its old key. Have it put right in "
                                + feed.system()
                                + ".");
            }
            long edited = new EditedFailure(connection, payloads)
                    .replace(
                            failure,
                            key.isEmpty() ? old : FailureLog.withoutNul(key),
                            wanted.raw(),
                            wanted.actor(),
                            wanted.reason());
            audit.write(
                    connection,
                    AuditEntry.of(wanted.actor(), "failure-edited", "failure " + wanted.failure())
                            .because(wanted.reason())
                            .with("by", "failure " + edited));
            return edited;
        });
    }

    /** Replaces a failed record and takes the edited one through. */
    public ReplaySet replaceAndReplay(Wanted wanted, String token) throws FailureRefused {
        try {
            long edited = replace(wanted);
            return sets.confirm(new ReplaySets.Wanted(
                    token,
                    "Edited failure " + wanted.failure(),
                    "id:" + edited,
                    Optional.empty(),
                    ReplaySets.USUAL_RATE,
                    wanted.actor()));
        } catch (uk.fosteringhub.core.failures.WrongQuery impossible) {
            throw new IllegalStateException("a number is a query", impossible);
        }
    }

    private FeedSettings feed(FailureDetail failure) throws FailureRefused {
        FeedSettings feed = feeds.get(failure.found().feed());
        if (feed == null) {
            throw new FailureRefused(
                    Why.WRONG,
                    "There is no feed " + failure.found().feed()
                            + " in the settings, so no record of it can be edited here.");
        }
        return feed;
    }

    private static ReplayMember member(FailureDetail failure, String raw) {
        return new ReplayMember(
                failure.found().id(),
                failure.found().feed(),
                failure.found().key(),
                failure.found().delivery(),
                failure.found().line(),
                failure.found().step(),
                failure.baseline(),
                raw,
                Optional.of(new ReplayMember.Received(
                        failure.found().key(), failure.found().step(), failure.raw())));
    }
}
