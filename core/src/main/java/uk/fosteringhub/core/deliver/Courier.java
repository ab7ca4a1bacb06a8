package uk.fosteringhub.core.deliver;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.deliver.Parcels.Parcel;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.mapping.GoldenChange;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.mapping.OutgoingForm;
import uk.fosteringhub.core.mapping.OutgoingMapping;
import uk.fosteringhub.core.mapping.OutgoingResult;
import uk.fosteringhub.core.publish.QueuedChange;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.EntityLock;

/**
 * The last step of the way: changes out of a target's queue are mapped, handed over, and get their receipts. Idempotent on
 * the change: one that has a receipt is passed over.
 */
public final class Courier {
    private final Database database;
    private final OutgoingSettings out;
    private final Map<String, OutgoingMapping> mappings;
    private final Target target;
    private final Clock clock;
    private final Payloads payloads;

    /** @param mappings by {@code system/record} */
    public Courier(
            Database database,
            OutgoingSettings out,
            Map<String, OutgoingMapping> mappings,
            Target target,
            Clock clock,
            Payloads payloads) {
        this.database = database;
        this.out = out;
        this.mappings = mappings;
        this.target = target;
        this.clock = clock;
        this.payloads = payloads;
    }

    /**
     * How far a batch got.
     *
     * @param outage why some changes could not be handed over now; empty if every change has its receipt. Those without one
     *     are to be brought again, in their order
     * @param reached whether the target took or refused any: not so if all had their receipts, did not concern the target,
     *     or were given up
     */
    public record Delivered(Optional<String> outage, boolean reached) {}

    /** Delivers changes in their order. */
    public Delivered deliver(List<QueuedChange> batch) {
        for (QueuedChange queued : batch) {
            String name = out.mapping() + "/" + queued.change().type().name();
            if (!mappings.containsKey(name)) {
                String missing = "There is no mapping " + out.mapping() + "/out/"
                        + queued.change().type().name()
                        + ".yml, so changes wait; write it, or take the record type out of"
                        + " hub.systems." + out.system() + ".out.records.";
                return new Delivered(Optional.of(missing), false);
            }
        }
        Due due = database.inTransaction(connection -> Due.of(connection, out.system(), batch));
        if (!due.partOfOthers().isEmpty()) {
            database.inTransaction(connection -> {
                new PartOfOthers(connection, out.system(), payloads)
                        .settle(due.partOfOthers(), type -> formOf(type.name()).keyspace());
                return due;
            });
        }
        List<QueuedChange> rest = due.changes();
        boolean owing = due.owing();
        boolean reached = false;
        while (!rest.isEmpty()) {
            Round round = new Round(rest.subList(0, roundOf(rest)), owing);
            Optional<String> outage = round.carryOut();
            reached |= round.reached;
            if (outage.isPresent()) {
                return new Delivered(outage, reached);
            }
            rest = rest.subList(round.changes.size(), rest.size());
            owing |= round.failed();
        }
        return new Delivered(Optional.empty(), reached);
    }

    /**
     * Collects the answers of a target that gives them later.
     *
     * @return why they cannot be collected now
     */
    public Optional<String> answers() {
        return target instanceof AnswersLater later ? later.answers(this::keep) : Optional.empty();
    }

    private boolean keep(Parcel parcel, String answer, List<Receipt> receipts, Optional<String> problem) {
        return database.inTransaction(connection -> {
            EntityLock.shared(connection);
            ParcelAnswers answers = new ParcelAnswers(connection, parcel);
            answers.begin();
            answers.sent(receipts.stream().map(Receipt::change).toList());
            Receipts book = new Receipts(connection, out.system(), payloads);
            for (Receipt receipt : receipts) {
                book.answer(receipt, type -> formOf(type.name()).keyspace());
            }
            int open = answers.open();
            book.doubt(answer, open == 0 ? Optional.empty() : problem.or(() -> Optional.of(unanswered(parcel, open))));
            if (open == 0) {
                answers.close();
            }
            return open == 0;
        });
    }

    private static String unanswered(Parcel parcel, int open) {
        return "The answers to " + parcel.name() + " say nothing yet about " + open + " of " + parcel.lines()
                + " records. What they say is kept. Ask for the rest.";
    }

    /**
     * How many changes go together. Where the target tells its keys at once, a change that needs the key of a record that
     * goes before it (its own, or one that it points to) waits for that.
     */
    private int roundOf(List<QueuedChange> changes) {
        if (target instanceof AnswersLater) {
            return changes.size();
        }
        Set<String> going = new HashSet<>();
        int size = 0;
        for (QueuedChange queued : changes) {
            GoldenChange change = queued.change();
            boolean waits = going.contains(change.type().name() + change.entity());
            for (OutgoingForm.Need need : formOf(change.type().name()).needs()) {
                Object entity = change.values()[change.type().indexOf(need.reference())];
                waits |= going.contains(change.type().field(need.reference()).refersTo() + entity);
            }
            if (waits) {
                return size;
            }
            going.add(change.type().name() + change.entity());
            size++;
        }
        return size;
    }

    private OutgoingForm formOf(String recordType) {
        return mappings.get(out.mapping() + "/" + recordType).form();
    }

    /** Changes that are handed over together. */
    private final class Round {
        private final List<QueuedChange> changes;
        private final boolean owing;
        private final Set<Long> owed = new HashSet<>();
        private final List<ToldChange> told = new ArrayList<>();
        private final Map<Long, QueuedChange> handed = new LinkedHashMap<>();
        private final Map<Long, Map<String, String>> fields = new HashMap<>();
        private boolean reached;

        /** @param owing whether the target may have missed changes of these records */
        Round(List<QueuedChange> changes, boolean owing) {
            this.changes = changes;
            this.owing = owing;
        }

        boolean failed() {
            return told.stream().anyMatch(one -> !one.problems().isEmpty());
        }

        Optional<String> carryOut() {
            List<OutgoingRecord> records = map();
            Handover handover = records.isEmpty() ? Handover.complete(List.of()) : target.hand(records);
            for (Receipt receipt : handover.receipts()) {
                QueuedChange queued = handed.remove(receipt.change());
                if (queued != null) {
                    tell(queued, receipt);
                    reached = true;
                }
            }
            Optional<String> outage = handover.outage();
            Set<Long> inVain = new HashSet<>(handed.keySet());
            if (outage.isPresent()) {
                inVain.retainAll(handover.tried());
            } else if (!inVain.isEmpty()) {
                outage = Optional.of("It took " + handover.receipts().size() + " of " + records.size()
                        + " changes without a word about the others.");
            }
            if (!inVain.isEmpty()) {
                giveUp(inVain, outage.orElseThrow());
            }
            database.inTransaction(connection -> {
                new Receipts(connection, out.system(), payloads).write(told);
                return told.size();
            });
            return handed.isEmpty() ? Optional.empty() : outage;
        }

        private List<OutgoingRecord> map() {
            Map<GoldenChange, OutgoingForm> forms = new LinkedHashMap<>();
            changes.forEach(queued ->
                    forms.put(queued.change(), formOf(queued.change().type().name())));
            if (owing) {
                owed.addAll(database.inTransaction(connection -> Owed.of(connection, out.system(), changes)));
            }
            StoreAround around = database.inTransaction(connection ->
                    StoreAround.of(connection, forms, owed, Offered.among(connection, out.system(), forms)));
            List<OutgoingRecord> records = new ArrayList<>();
            for (QueuedChange queued : changes) {
                GoldenChange change = queued.change();
                OutgoingResult result =
                        mappings.get(out.mapping() + "/" + change.type().name()).map(change, around);
                if (result instanceof OutgoingResult.Wanted wanted) {
                    handed.put(change.change(), queued);
                    fields.put(change.change(), wanted.fields());
                    records.add(new OutgoingRecord(
                            change.change(),
                            change.type().name(),
                            change.entity(),
                            change.version(),
                            change.kind(),
                            wanted.targetKey(),
                            wanted.fields(),
                            wanted.emptied(),
                            forms.get(change).flags()));
                } else if (result instanceof OutgoingResult.NotWanted notWanted) {
                    tell(queued, "not_wanted", notWanted.reason(), List.of());
                } else if (result instanceof OutgoingResult.Unfit unfit) {
                    tell(queued, "refused", unfit.problems().get(0).message(), unfit.problems());
                }
            }
            return records;
        }

        private void tell(QueuedChange queued, Receipt receipt) {
            boolean refused = receipt.state() == Receipt.State.REFUSED;
            told.add(new ToldChange(
                    queued,
                    receipt.state().name().toLowerCase(java.util.Locale.ROOT),
                    receipt.answer(),
                    owed.contains(queued.change().entity()),
                    formOf(queued.change().type().name()).keyspace(),
                    receipt.targetKey(),
                    refused ? List.of(Receipts.refusal(out.system(), receipt.answer())) : List.of(),
                    refused ? fields.get(receipt.change()) : Map.of()));
        }

        private void tell(QueuedChange queued, String state, String answer, List<MappingProblem> problems) {
            told.add(new ToldChange(
                    queued,
                    state,
                    answer,
                    owed.contains(queued.change().entity()),
                    "",
                    Optional.empty(),
                    problems,
                    fields.getOrDefault(queued.change().change(), Map.of())));
        }

        /**
         * On what the target could not take for so long that nobody waits for it any more.
         *
         * @param inVain the changes for which one more attempt counts
         */
        private void giveUp(Set<Long> inVain, String outage) {
            Set<Long> tooLong = database.inTransaction(connection ->
                    new VainAttempts(connection, out.system()).note(inVain, clock.instant(), out.giveUpAfter()));
            for (QueuedChange queued : List.copyOf(handed.values())) {
                if (tooLong.contains(queued.change().change())) {
                    handed.remove(queued.change().change());
                    String message = "Given up after " + out.giveUpAfter().toDays() + " days. " + outage + " When "
                            + out.system()
                            + " can be reached again, tell its owner; the next change of the record is sent.";
                    tell(queued, "given_up", outage, List.of(new MappingProblem(0, "", "", "given-up", message, "")));
                }
            }
        }
    }
}
