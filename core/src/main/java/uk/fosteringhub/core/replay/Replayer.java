package uk.fosteringhub.core.replay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.corrections.Correction;
import uk.fosteringhub.core.corrections.Corrections;
import uk.fosteringhub.core.failures.FailureEvents;
import uk.fosteringhub.core.failures.FailureLog;
import uk.fosteringhub.core.failures.FailureState;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.StoreUnavailable;
import uk.fosteringhub.core.sync.Fate;
import uk.fosteringhub.core.sync.ReplayMember;
import uk.fosteringhub.core.sync.ReplayPassage;

/**
 * Takes frozen sets through, some failures at a time. What becomes of some failures, their records, and how far the set has
 * come are one commit, so after a crash they have either happened or not. Of several processes one goes on with a set.
 */
public final class Replayer {
    private static final Logger LOG = LoggerFactory.getLogger(Replayer.class);
    private static final int ENDED_AT_ONCE = 2_000;

    private final Database database;
    private final Payloads payloads;
    private final Map<String, FeedSettings> feeds;
    private final ReplayPassage passage;
    private final TargetReplay targets;
    private final DeliveryRetry deliveries;

    Replayer(
            Database database,
            Payloads payloads,
            Map<String, FeedSettings> feeds,
            ReplayPassage passage,
            TargetReplay targets,
            DeliveryRetry deliveries) {
        this.database = database;
        this.payloads = payloads;
        this.feeds = feeds;
        this.passage = passage;
        this.targets = targets;
        this.deliveries = deliveries;
    }

    /**
     * What was done.
     *
     * @param failures of how many it is known now what became of them
     * @param more whether it can go on at once
     */
    public record Step(int failures, boolean more) {
        static final Step NOTHING = new Step(0, false);
    }

    /**
     * Goes on with a set.
     *
     * @param most at most so many failures
     * @throws StoreUnavailable if the database goes away meanwhile; nothing is lost
     */
    public Step advance(long replay, int most) {
        try {
            return once(replay, most);
        } catch (StoreUnavailable gone) {
            throw gone;
        } catch (RuntimeException defect) {
            LOG.error("replay={} outcome=one-by-one some failures cannot be stored together", replay, defect);
            return alone(replay);
        }
    }

    /** What cannot be stored at all must not hold up what comes after it. */
    private Step alone(long replay) {
        try {
            return once(replay, 1);
        } catch (StoreUnavailable gone) {
            throw gone;
        } catch (RuntimeException defect) {
            LOG.error("replay={} outcome=left the next failure cannot be stored", replay, defect);
            return database.inTransaction(connection -> ReplaySets.mine(connection, replay)
                    .map(set -> leave(connection, set))
                    .orElse(Step.NOTHING));
        }
    }

    private Step leave(Connection connection, ReplaySet set) {
        try {
            List<Members.Member> next = new Members(connection, payloads).next(set.id(), 1);
            Outcomes outcomes = new Outcomes(connection, payloads, set);
            next.forEach(member ->
                    outcomes.add(member, Fate.of(Fate.Kind.LEFT, "it could not be stored; the hub's log says why")));
            return outcomes.write("");
        } catch (SQLException failed) {
            throw Database.unusable(failed);
        }
    }

    private Step once(long replay, int most) {
        Optional<Members.Member> whole = wholeDelivery(replay);
        if (whole.isPresent()) {
            return retry(replay, whole.get());
        }
        AtomicInteger attempt = new AtomicInteger();
        return database.inTransaction(connection -> {
            Optional<ReplaySet> mine = ReplaySets.mine(connection, replay);
            return mine.isEmpty() ? Step.NOTHING : advance(connection, mine.get(), most, attempt.getAndIncrement() > 0);
        });
    }

    /** The next, if it is a delivery that is to be read again: that is a run of its own. */
    private Optional<Members.Member> wholeDelivery(long replay) {
        return database.inTransaction(connection -> {
            if (ReplaySets.mine(connection, replay).isEmpty()) {
                return Optional.empty();
            }
            return new Members(connection, payloads)
                    .next(replay, 1).stream()
                            .filter(Members.Member::asFrozen)
                            .filter(member -> member.record().key().equals(FailureLog.WHOLE_DELIVERY))
                            .findFirst();
        });
    }

    private Step retry(long replay, Members.Member member) {
        Optional<FeedSettings> feed =
                Optional.ofNullable(feeds.get(member.record().feed()));
        Optional<Fate> fate = feed.isEmpty()
                ? Optional.of(unknownFeed(member.record()))
                : deliveries.retry(feed.get(), member.record().delivery());
        return database.inTransaction(connection -> {
            Optional<ReplaySet> mine = ReplaySets.mine(connection, replay);
            if (mine.isEmpty()) {
                return Step.NOTHING;
            }
            Outcomes outcomes = new Outcomes(connection, payloads, mine.get());
            if (fate.isPresent()) {
                outcomes.addSettled(member, fate.get());
            }
            return outcomes.write(fate.isPresent() ? "" : "It waits until no run is under way.");
        });
    }

    private static Fate unknownFeed(ReplayMember member) {
        return Fate.of(Fate.Kind.LEFT, "there is no feed " + member.feed() + " in the settings any more");
    }

    private Step advance(Connection connection, ReplaySet set, int most, boolean again) throws SQLException {
        Members members = new Members(connection, payloads);
        Outcomes outcomes = new Outcomes(connection, payloads, set);
        outcomes.addRemoved(members.forgetRemoved(set.id()));
        List<Members.Member> next = new ArrayList<>();
        for (Members.Member member : members.next(set.id(), Math.min(most, Canary.size(set.stage())))) {
            if (!member.asFrozen()) {
                outcomes.add(member, Fate.of(Fate.Kind.LEFT, "something has become of it since the set was frozen"));
            } else if (member.record().key().equals(FailureLog.WHOLE_DELIVERY)) {
                // With a run of its own, when it is the next.
                break;
            } else if (member.record().key().equals(FailureLog.ENDING)) {
                return next.isEmpty()
                        ? release(connection, set, member, outcomes)
                        : take(connection, set, next, outcomes, again);
            } else if (!member.damage().isEmpty()
                    && !TargetReplay.isAbout(member.record().feed())) {
                outcomes.add(member, damaged(member));
            } else {
                next.add(member);
            }
        }
        return take(connection, set, next, outcomes, again);
    }

    private Step take(Connection connection, ReplaySet set, List<Members.Member> next, Outcomes outcomes, boolean again)
            throws SQLException {
        Optional<Correction.Fix> fix = Optional.empty();
        if (set.correction().isPresent()) {
            Optional<Correction> correction = new Corrections(database, payloads)
                    .one(connection, set.correction().getAsLong());
            String damage = correction.map(Correction::damage).orElse("");
            if (!damage.isEmpty()) {
                next.forEach(member -> outcomes.add(
                        member, Fate.of(Fate.Kind.LEFT, "the correction cannot be read any more: " + damage)));
                return outcomes.write("");
            }
            fix = correction.map(Correction::fix);
        }
        String waitsFor = "";
        for (Map.Entry<FeedPart, List<Members.Member>> part : parts(next).entrySet()) {
            String name = part.getKey().feed();
            FeedSettings feed = feeds.get(name);
            if (TargetReplay.isAbout(name)) {
                for (Members.Member member : part.getValue()) {
                    outcomes.add(
                            member,
                            targets.apply(connection, name, member.record().key(), true));
                }
            } else if (feed == null) {
                part.getValue().forEach(member -> outcomes.add(member, unknownFeed(member.record())));
            } else if (!passage.mine(connection, feed)) {
                waitsFor = "It waits while a delivery of " + name + " is taken through.";
            } else {
                List<ReplayMember> records =
                        part.getValue().stream().map(Members.Member::record).toList();
                long delivery = delivery(connection, set, feed, part.getKey().baseline());
                Map<Long, Fate> fates = passage.apply(connection, feed, delivery, records, fix, again);
                part.getValue().stream()
                        .filter(member -> fates.containsKey(member.record().failure()))
                        .forEach(member ->
                                outcomes.add(member, fates.get(member.record().failure())));
            }
        }
        return outcomes.write(waitsFor);
    }

    static Fate damaged(Members.Member member) {
        return Fate.of(Fate.Kind.LEFT, "its record cannot be read any more: " + member.damage());
    }

    private record FeedPart(String feed, boolean baseline) {}

    private static Map<FeedPart, List<Members.Member>> parts(List<Members.Member> members) {
        Map<FeedPart, List<Members.Member>> parts = new LinkedHashMap<>();
        members.forEach(member -> parts.computeIfAbsent(
                        new FeedPart(member.record().feed(), member.record().baseline()), part -> new ArrayList<>())
                .add(member));
        return parts;
    }

    /** Endings are let go on some at a time; the failure is released with the last of them. */
    private Step release(Connection connection, ReplaySet set, Members.Member member, Outcomes outcomes)
            throws SQLException {
        FeedSettings feed = feeds.get(member.record().feed());
        if (feed == null) {
            outcomes.add(member, unknownFeed(member.record()));
            return outcomes.write("");
        }
        if (!passage.mine(connection, feed)) {
            return outcomes.write("It waits while a delivery of " + feed.name() + " is taken through.");
        }
        long delivery = delivery(connection, set, feed, false);
        if (passage.release(connection, feed, delivery, ENDED_AT_ONCE)) {
            return new Step(outcomes.write("").failures(), true);
        }
        outcomes.add(
                member,
                Fate.of(Fate.Kind.APPLIED, "the records that the snapshot no longer has were ended"),
                FailureState.RELEASED);
        return outcomes.write("");
    }

    private long delivery(Connection connection, ReplaySet set, FeedSettings feed, boolean baseline)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select delivery_id from hub.replay_delivery where replay_id = ? and feed = ? and baseline = ?")) {
            query.setLong(1, set.id());
            query.setString(2, feed.name());
            query.setBoolean(3, baseline);
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    return row.getLong(1);
                }
            }
        }
        long delivery = passage.open(connection, feed, baseline, "replay " + set.id());
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into hub.replay_delivery (replay_id, feed, baseline, delivery_id) values (?, ?, ?, ?)")) {
            insert.setLong(1, set.id());
            insert.setString(2, feed.name());
            insert.setBoolean(3, baseline);
            insert.setLong(4, delivery);
            insert.executeUpdate();
        }
        return delivery;
    }

    /** Whether a run is under way, beside which a replay goes slowly. */
    public boolean runUnderWay() {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                            "select exists (select 1 from hub.run where state = 'running')");
                    ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        });
    }

    /** The events of a set's failures are written with their states. */
    static FailureEvents.Event event(ReplaySet set, Members.Member member, Fate fate, FailureState to) {
        String action = fate.kind() == Fate.Kind.FAILED
                ? "failed-again"
                : to == FailureState.RELEASED ? "released" : "replayed";
        return FailureEvents.Event.now(
                        member.record().failure(), set.createdBy(), action, member.state(), to, fate.sentence())
                .in(set.id());
    }
}
