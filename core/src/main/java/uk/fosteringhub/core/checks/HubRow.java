package uk.fosteringhub.core.checks;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.time.LocalDate;
import java.util.Optional;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.records.Reference;

/**
 * What the hub says about one check: all of it each time, since what a source says replaces what it said before. A request
 * also says whose check it is.
 *
 * @param reference the hub's key of the check
 * @param person hub id, like household and assessment; empty where the hub did not request the check
 * @param illegalMove where its facts would take it somewhere it cannot go; the mapping refuses such a row
 */
record HubRow(
        String reference,
        String kind,
        String person,
        String household,
        String assessment,
        Optional<LocalDate> requestedOn,
        Optional<LocalDate> sentOn,
        Optional<LocalDate> chasedOn,
        long chasers,
        Optional<LocalDate> validUntil,
        String status,
        String illegalMove) {

    static HubRow request(String kind, long assessment, long household, long person, LocalDate today) {
        return new HubRow(
                kind + "-" + assessment + "-" + person,
                kind,
                Long.toString(person),
                Long.toString(household),
                Long.toString(assessment),
                Optional.of(today),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                CheckStatus.REQUESTED.name(),
                "");
    }

    /** @param values what the hub said before, none of it if it never did */
    static HubRow said(String reference, Object[] values) {
        return new HubRow(
                reference,
                text(values, "kind"),
                key(values, "person"),
                key(values, "household"),
                key(values, "assessment"),
                day(values, "requested_on"),
                day(values, "sent_on"),
                day(values, "chased_on"),
                values[RecordTypes.CHECK.indexOf("chasers")] instanceof Long count ? count : 0,
                day(values, "valid_until"),
                text(values, "status"),
                "");
    }

    /**
     * @param chased whether the hub chases it now
     * @param validityTold whether a source says how long it is valid
     * @param goldenStatus where it stands so far
     * @param anew whether it {@linkplain #isMadeAnew was made anew}
     */
    HubRow now(
            CheckFacts facts,
            boolean chased,
            boolean validityTold,
            String goldenStatus,
            boolean anew,
            LocalDate today) {
        Optional<CheckStatus> before = CheckStatus.of(goldenStatus);
        Optional<CheckStatus> next = facts.status(today);
        boolean illegal =
                before.isPresent() && next.isPresent() && !before.get().mayBecome(next.get()) && !anew;
        return new HubRow(
                reference,
                kind,
                person,
                household,
                assessment,
                requestedOn,
                facts.sentOn(),
                chased ? facts.chasedOn() : chasedOn,
                chased ? facts.chasers() : chasers,
                validityTold ? Optional.empty() : facts.validUntil(),
                next.map(Enum::name).orElse(status),
                illegal ? before.get() + " to " + next.get() : "");
    }

    /**
     * Whether a check that did not count was handed in again: the day it was sent is later than the one the hub knew, or is
     * the first. An outcome that was merely taken back leaves that day as it was.
     *
     * @param handedInAgain whether that is known whatever the day; see {@link HandedInAgain}
     */
    boolean isMadeAnew(CheckFacts facts, String goldenStatus, boolean handedInAgain) {
        return CheckStatus.NOT_CURRENT.name().equals(goldenStatus)
                && !facts.isBack()
                && facts.sentOn()
                        .filter(day -> handedInAgain || sentOn.isEmpty() || day.isAfter(sentOn.get()))
                        .isPresent();
    }

    HubRow unchased() {
        return new HubRow(
                reference,
                kind,
                person,
                household,
                assessment,
                requestedOn,
                sentOn,
                Optional.empty(),
                0,
                validUntil,
                status,
                illegalMove);
    }

    /** Whether it says anything beyond what is known anyway. */
    boolean says(String goldenStatus) {
        return chasers > 0 || validUntil.isPresent() || !status.isEmpty() && !status.equals(goldenStatus);
    }

    void write(CsvWriter csv) {
        csv.writeRecord(
                reference,
                kind,
                person,
                household,
                assessment,
                text(requestedOn),
                text(sentOn),
                text(chasedOn),
                chasers == 0 ? "" : Long.toString(chasers),
                text(validUntil),
                status,
                illegalMove);
    }

    private static String text(Optional<LocalDate> day) {
        return day.map(LocalDate::toString).orElse("");
    }

    private static String text(Object[] values, String field) {
        return values[RecordTypes.CHECK.indexOf(field)] instanceof String text ? text : "";
    }

    private static String key(Object[] values, String field) {
        return values[RecordTypes.CHECK.indexOf(field)] instanceof Reference reference ? reference.key() : "";
    }

    private static Optional<LocalDate> day(Object[] values, String field) {
        return values[RecordTypes.CHECK.indexOf(field)] instanceof LocalDate day ? Optional.of(day) : Optional.empty();
    }
}
