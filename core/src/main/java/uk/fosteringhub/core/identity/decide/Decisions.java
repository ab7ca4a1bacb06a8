package uk.fosteringhub.core.identity.decide;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.identity.EntityMoves;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.publish.Targets;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.EntityLock;

/**
 * People's words on who is the same person, and what follows from them, in one commit: records become one or part, golden
 * records are made anew, systems are told, the audit says who did it. A person's word beats the rules.
 */
public final class Decisions {
    public static final int LONGEST_REASON = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

    private final Database database;
    private final Merge merge;
    private final Targets targets;
    private final SecondReviewer second;
    private final HubWords hubWords;
    private final Consumer<Collection<Long>> attributeAgain;
    private final AuditLog audit;

    /**
     * @param targets who is told of what follows
     * @param attributeAgain does the attribution of some hub ids again; called after the commit, in no transaction
     */
    public Decisions(
            Database database,
            Merge merge,
            Targets targets,
            SecondReviewer second,
            HubWords hubWords,
            Consumer<Collection<Long>> attributeAgain) {
        this.database = database;
        this.merge = merge;
        this.targets = targets;
        this.second = second;
        this.hubWords = hubWords;
        this.attributeAgain = attributeAgain;
        this.audit = new AuditLog(database);
    }

    /**
     * What a person says of a pair.
     *
     * @param version of the pair as the person saw it
     * @param reason in the person's words, without anybody's data
     * @param restricted whether the person may see what concerns restricted persons
     */
    public record Wanted(long pair, int version, Verdict verdict, String reason, String actor, boolean restricted) {}

    /**
     * What a person takes apart.
     *
     * @param entity hub id
     * @param seen the records of which it was made as the person saw it: {@link Makeup#fingerprint}
     * @param goes the records that are another person's
     */
    public record WantedSplit(
            RecordType type,
            long entity,
            String seen,
            Set<PersonRecord> goes,
            String reason,
            String actor,
            boolean restricted) {}

    /** What became of a word. */
    public enum Effect {
        /** It holds. */
        STANDS,
        /** A second person must agree. */
        WAITS,
        /** The second person did not agree: it is back in the queue. */
        DISAGREED
    }

    /**
     * @param entities hub ids of the records now, those of the pair first
     * @param split what was taken apart
     */
    public record Outcome(Effect effect, long pair, List<Long> entities, Optional<Split> split) {}

    /** Carries the reason out of a transaction. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient DecisionRefused refused;

        Undone(DecisionRefused refused) {
            super(null, null, false, false);
            this.refused = refused;
        }
    }

    @FunctionalInterface
    private interface Act {
        Done on(Connection connection) throws SQLException, DecisionRefused;
    }

    /** @param moved hub ids whose attribution has to be done again */
    private record Done(Outcome outcome, Set<Long> moved) {}

    private Outcome alone(Act act) throws DecisionRefused {
        Done done;
        try {
            done = database.inTransaction(connection -> {
                EntityLock.alone(connection);
                try {
                    return act.on(connection);
                } catch (DecisionRefused refused) {
                    throw new Undone(refused);
                }
            });
        } catch (Undone undone) {
            throw undone.refused;
        }
        attribute(done.moved());
        return done.outcome();
    }

    /** Decided is decided: the attribution of the next run takes up what cannot be done now. */
    private void attribute(Set<Long> moved) {
        if (moved.isEmpty()) {
            return;
        }
        try {
            attributeAgain.accept(moved);
        } catch (RuntimeException failed) {
            LOG.error("attribution outcome=later entities={}", moved.size(), failed);
        }
    }

    /**
     * Takes a person's word: SAME, DIFFERENT or UNSURE.
     *
     * @throws DecisionRefused if somebody was faster, there is no such pair, or it contradicts what people decided before
     */
    public Outcome decide(Wanted wanted) throws DecisionRefused {
        String reason = reason(wanted.reason());
        if (wanted.verdict() == Verdict.TAKEN_BACK) {
            return alone(connection -> takeBack(connection, wanted, reason));
        }
        return alone(connection -> decide(connection, wanted, reason));
    }

    private Done decide(Connection connection, Wanted wanted, String reason) throws SQLException, DecisionRefused {
        PairRow pair = seen(connection, wanted);
        Book book = new Book(connection);
        boolean asksSecond = wanted.verdict() != Verdict.UNSURE
                && !second.reasons(pair.restricted(), pair.touched(), pair.weight())
                        .isEmpty();
        if (pair.firstVerdict().isPresent()) {
            if (pair.firstBy().equals(wanted.actor())) {
                throw new DecisionRefused(
                        DecisionRefused.Why.CONTRADICTS,
                        "You have said what you think of this pair; another person must look at it now.");
            }
            if (pair.firstVerdict().get() != wanted.verdict()) {
                book.decide(pair, wanted.verdict(), Book.Step.DISAGREED, wanted.actor(), reason, OptionalLong.empty());
                book.goesBack(pair);
                note(connection, wanted, pair, reason, "not agreed");
                return nothingMoved(Effect.DISAGREED, pair);
            }
        } else if (asksSecond) {
            book.decide(pair, wanted.verdict(), Book.Step.FIRST, wanted.actor(), reason, OptionalLong.empty());
            book.waits(pair, wanted.verdict(), wanted.actor());
            note(connection, wanted, pair, reason, "waits for a second person");
            return nothingMoved(Effect.WAITS, pair);
        }
        Book.Step step = pair.firstVerdict().isPresent() ? Book.Step.SECOND : Book.Step.ALONE;
        Done done =
                switch (wanted.verdict()) {
                    case SAME -> same(connection, book, pair, step, wanted.actor(), reason);
                    case DIFFERENT -> different(connection, book, pair, step, wanted.actor(), reason);
                    default -> unsure(book, pair, step, wanted.actor(), reason);
                };
        note(connection, wanted, pair, reason, "stands");
        return done;
    }

    private PairRow seen(Connection connection, Wanted wanted) throws SQLException, DecisionRefused {
        PairRow pair = PairRow.lock(connection, wanted.pair())
                .filter(found -> wanted.restricted() || !found.restricted())
                .orElseThrow(Decisions::none);
        if (pair.version() != wanted.version()) {
            throw new DecisionRefused(
                    DecisionRefused.Why.OUTDATED,
                    "Somebody else has decided about this pair meanwhile, or its records have changed. Look again.");
        }
        return pair;
    }

    private Done same(Connection connection, Book book, PairRow pair, Book.Step step, String actor, String reason)
            throws SQLException, DecisionRefused {
        long decision = book.decide(pair, Verdict.SAME, step, actor, reason, OptionalLong.empty());
        book.stands(pair, PairState.LINKED, true, false);
        String cause = "identity decision " + decision;
        if (!pair.alike()) {
            PairHalf person = pair.one().type().name().equals("person") ? pair.one() : pair.other();
            PairHalf of = person == pair.one() ? pair.other() : pair.one();
            hubWords.say(connection, of.record(), person.record(), cause);
            return moved(pair, Optional.empty(), Set.of(of.entity(), person.entity()));
        }
        if (pair.together()) {
            return nothingMoved(Effect.STANDS, pair);
        }
        Set<Long> both = new TreeSet<>(List.of(pair.one().entity(), pair.other().entity()));
        List<EntityMoves.Merged> merged = EntityMoves.telling(connection, merge, targets)
                .merge(
                        pair.one().type(),
                        List.of(new EntityMoves.Together(both, cause, "decided by a person: " + cause)));
        if (merged.isEmpty()) {
            throw new DecisionRefused(DecisionRefused.Why.CONTRADICTS, contradiction(connection, both));
        }
        new Pairs(connection).weighConsequences(List.of(pair.pair()));
        long kept = merged.get(0).kept();
        return new Done(new Outcome(Effect.STANDS, pair.id(), List.of(kept, kept), Optional.empty()), both);
    }

    /** Which word of a person keeps two entities apart. */
    private static String contradiction(Connection connection, Set<Long> entities) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select p.id, d.actor, to_char(d.at, 'YYYY-MM-DD')
                from hub.contribution o
                join hub.identity_pair p on p.one_source = o.source_id and p.one_key = o.key and p.state = 'different'
                join hub.contribution t on t.source_id = p.other_source and t.key = p.other_key
                join hub.identity_decision d on d.pair_id = p.id and d.verdict = 'different'
                where o.entity_id = any(?) and t.entity_id = any(?) order by d.id desc limit 1""")) {
            query.setArray(1, connection.createArrayOf("bigint", entities.toArray()));
            query.setArray(2, connection.createArrayOf("bigint", entities.toArray()));
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? "These two are part of records of which " + row.getString(2) + " decided on "
                                + row.getString(3)
                                + " that they are different (pair " + row.getLong(1)
                                + "). Take that back first if it was wrong."
                        : "These two cannot become one.";
            }
        }
    }

    private Done different(Connection connection, Book book, PairRow pair, Book.Step step, String actor, String reason)
            throws SQLException, DecisionRefused {
        if (!pair.together()) {
            long decision = book.decide(pair, Verdict.DIFFERENT, step, actor, reason, OptionalLong.empty());
            boolean said = pair.state() == PairState.LINKED && !pair.alike();
            book.stands(pair, PairState.DIFFERENT, true, false);
            return said
                    ? hubWordTakenBack(connection, pair, "identity decision " + decision)
                    : nothingMoved(Effect.STANDS, pair);
        }
        book.stands(pair, PairState.DIFFERENT, true, false);
        return fallApart(connection, book, pair, step, Verdict.DIFFERENT, actor, reason);
    }

    private Done unsure(Book book, PairRow pair, Book.Step step, String actor, String reason) throws SQLException {
        book.decide(pair, Verdict.UNSURE, step, actor, reason, OptionalLong.empty());
        boolean linked = pair.state() == PairState.LINKED;
        book.stands(pair, linked ? PairState.LINKED : PairState.UNSURE, !linked || pair.byPerson(), true);
        return nothingMoved(Effect.STANDS, pair);
    }

    /** Lets a person's word not hold any more: the pair is for review again, and what only that word held together parts. */
    private Done takeBack(Connection connection, Wanted wanted, String reason) throws SQLException, DecisionRefused {
        PairRow pair = seen(connection, wanted);
        if (!pair.byPerson()) {
            throw new DecisionRefused(
                    DecisionRefused.Why.WRONG, "No person's word holds for this pair; there is nothing to take back.");
        }
        Book book = new Book(connection);
        boolean heldTogether = pair.state() == PairState.LINKED;
        book.stands(pair, PairState.REVIEW, false, false);
        Done done;
        if (heldTogether && pair.together()) {
            done = fallApart(connection, book, pair, Book.Step.ALONE, Verdict.TAKEN_BACK, wanted.actor(), reason);
        } else {
            long decision = book.decide(
                    pair, Verdict.TAKEN_BACK, Book.Step.ALONE, wanted.actor(), reason, OptionalLong.empty());
            done = heldTogether && !pair.alike()
                    ? hubWordTakenBack(connection, pair, "identity decision " + decision)
                    : nothingMoved(Effect.STANDS, pair);
        }
        note(connection, wanted, pair, reason, "stands");
        return done;
    }

    private Done hubWordTakenBack(Connection connection, PairRow pair, String cause) throws SQLException {
        PairHalf person = pair.one().type().name().equals("person") ? pair.one() : pair.other();
        PairHalf of = person == pair.one() ? pair.other() : pair.one();
        hubWords.takeBack(connection, of.record(), person.record(), cause);
        return moved(pair, Optional.empty(), Set.of(of.entity(), person.entity()));
    }

    private Done fallApart(
            Connection connection,
            Book book,
            PairRow pair,
            Book.Step step,
            Verdict verdict,
            String actor,
            String reason)
            throws SQLException, DecisionRefused {
        RecordType type = pair.one().type();
        long entity = pair.one().entity();
        Splitting splitting = new Splitting(connection, EntityMoves.telling(connection, merge, targets));
        List<Set<Reference>> parts = Splitting.parts(
                connection, type, entity, pair.one().name(), pair.other().name());
        if (parts.size() < 2 && verdict == Verdict.DIFFERENT) {
            throw new DecisionRefused(
                    DecisionRefused.Why.CONTRADICTS,
                    "Both records have the same key, " + pair.one().name()
                            + ", which makes them one. The system has to correct it.");
        }
        if (parts.size() < 2) {
            book.decide(pair, verdict, step, actor, reason, OptionalLong.empty());
            return nothingMoved(Effect.STANDS, pair);
        }
        Map<PersonRecord, Reference> records = Splitting.records(connection, entity);
        Split split = splitting.carryOut(type, entity, parts, actor, reason);
        book.decide(pair, verdict, step, actor, reason, OptionalLong.of(split.id()));
        splitting.lookAgain(records.keySet());
        if (verdict == Verdict.DIFFERENT) {
            splitting.different(split, entity, records, parts, Optional.of(pair.pair()));
        }
        return moved(pair, Optional.of(split), touched(split));
    }

    /**
     * Takes an entity apart as a person says, whatever held it together.
     *
     * @throws DecisionRefused if the entity is made of other records than the person saw, or nothing would stay or go
     */
    public Split split(WantedSplit wanted) throws DecisionRefused {
        String reason = reason(wanted.reason());
        return alone(connection -> {
                    Makeup makeup = Makeup.of(connection, wanted.type(), wanted.entity())
                            .filter(found -> wanted.restricted() || !found.restricted())
                            .orElseThrow(Decisions::none);
                    if (!makeup.fingerprint().equals(wanted.seen())) {
                        throw new DecisionRefused(
                                DecisionRefused.Why.OUTDATED,
                                "This record is made of other records than when you looked. Look again.");
                    }
                    List<Set<Reference>> parts = parts(makeup, wanted.goes());
                    Splitting splitting = new Splitting(connection, EntityMoves.telling(connection, merge, targets));
                    Map<PersonRecord, Reference> records = Splitting.records(connection, makeup.entity());
                    Split split = splitting.carryOut(wanted.type(), makeup.entity(), parts, wanted.actor(), reason);
                    splitting.lookAgain(records.keySet());
                    splitting.different(split, makeup.entity(), records, parts, Optional.empty());
                    audit.write(
                            connection,
                            AuditEntry.of(
                                            wanted.actor(),
                                            "identity-split",
                                            wanted.type().name() + " " + makeup.entity())
                                    .about(makeup.entity())
                                    .because(reason)
                                    .with(
                                            "parted",
                                            split.parted().stream()
                                                    .map(String::valueOf)
                                                    .collect(Collectors.joining(" "))));
                    return new Done(
                            new Outcome(Effect.STANDS, 0, List.of(makeup.entity()), Optional.of(split)),
                            touched(split));
                })
                .split()
                .orElseThrow();
    }

    private static List<Set<Reference>> parts(Makeup makeup, Set<PersonRecord> goes) throws DecisionRefused {
        Set<Reference> going = makeup.records().stream()
                .filter(record -> goes.contains(record.record()))
                .map(Makeup.Record::name)
                .collect(Collectors.toSet());
        Set<Reference> staying = makeup.records().stream()
                .map(Makeup.Record::name)
                .filter(name -> !going.contains(name))
                .collect(Collectors.toSet());
        if (going.isEmpty() || staying.isEmpty()) {
            throw new DecisionRefused(
                    DecisionRefused.Why.WRONG,
                    "Choose which records are another person's: at least one must go and at least one must stay."
                            + " Records of different systems with the same key always go together.");
        }
        return List.of(staying, going);
    }

    private static Set<Long> touched(Split split) {
        Set<Long> touched = new TreeSet<>(split.parted());
        touched.add(split.entity());
        return touched;
    }

    private static Done nothingMoved(Effect effect, PairRow pair) {
        return new Done(
                new Outcome(
                        effect,
                        pair.id(),
                        List.of(pair.one().entity(), pair.other().entity()),
                        Optional.empty()),
                Set.of());
    }

    private static Done moved(PairRow pair, Optional<Split> split, Set<Long> touched) {
        List<Long> entities = new ArrayList<>(
                split.map(Split::parted).orElse(List.of(pair.other().entity())));
        entities.add(0, pair.one().entity());
        return new Done(new Outcome(Effect.STANDS, pair.id(), List.copyOf(entities), split), touched);
    }

    private void note(Connection connection, Wanted wanted, PairRow pair, String reason, String effect)
            throws SQLException {
        audit.write(
                connection,
                AuditEntry.of(wanted.actor(), "identity-decided", "pair " + pair.id())
                        .about(pair.one().entity())
                        .because(reason)
                        .with("verdict", wanted.verdict().word())
                        .with("effect", effect)
                        .with("other", String.valueOf(pair.other().entity())));
    }

    private static DecisionRefused none() {
        return new DecisionRefused(DecisionRefused.Why.NONE, "There is none of this number that you may see.");
    }

    private static String reason(String said) throws DecisionRefused {
        String reason = said.strip().replace('\0', ' ');
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new DecisionRefused(
                    DecisionRefused.Why.WRONG,
                    "Say why, in up to " + LONGEST_REASON + " characters; do not name anybody in it.");
        }
        return reason;
    }
}
