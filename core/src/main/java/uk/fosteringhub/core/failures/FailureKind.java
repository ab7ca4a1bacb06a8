package uk.fosteringhub.core.failures;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What went wrong, named for what has to be done about it. */
public enum FailureKind {
    /** A value that the record needs is not there. */
    MISSING_VALUE,
    /** A value cannot be read as what it should be. */
    WRONG_VALUE,
    /** A code that the published code set does not have. */
    UNKNOWN_CODE,
    /** The record has no key, so nobody can say which record it is. */
    NO_KEY,
    /** A rule of the mapping file is broken, or one of the hub's own about what belongs together. */
    BROKEN_RULE,
    /** The row or element itself cannot be read. */
    UNREADABLE,
    /** A whole delivery was refused. */
    DELIVERY_REFUSED,
    /** A snapshot would end so much that it waits for a person's word. */
    ENDING_HELD,
    /** A target refused a change, or it does not fit the target. */
    TARGET_REFUSED,
    /** A target was away for so long that the hub gave up. */
    TARGET_AWAY,
    /** A target's answer cannot be used. */
    ANSWER_UNUSABLE,
    /** The hub's own mistake. */
    DEFECT;

    private static final Set<String> VALUE_RULES = Set.of(
            "date",
            "timestamp",
            "not-future",
            "not-before",
            "yes-no",
            "integer",
            "decimal",
            "range",
            "phone",
            "email",
            "postcode",
            "nhs-number",
            "uprn",
            "ofsted-urn",
            "dbs-certificate",
            "dbs-application",
            "reference",
            "max-length",
            "nul-character",
            "characters",
            "value",
            "member-twice",
            "unknown-member");

    static FailureKind of(FailedRecord record) {
        String rule = record.problems().get(0).rule();
        if (record.key().equals(FailureLog.WHOLE_DELIVERY)) {
            return DELIVERY_REFUSED;
        }
        if (record.key().equals(FailureLog.ENDING)) {
            return ENDING_HELD;
        }
        if (record.step().equals("deliver")) {
            return rule.equals("given-up") ? TARGET_AWAY : rule.equals("answer") ? ANSWER_UNUSABLE : TARGET_REFUSED;
        }
        if (record.step().equals("read")) {
            return UNREADABLE;
        }
        return switch (rule) {
            case "defect" -> DEFECT;
            case "key" -> NO_KEY;
            case "required" -> MISSING_VALUE;
            case "code" -> UNKNOWN_CODE;
            default -> VALUE_RULES.contains(rule) ? WRONG_VALUE : BROKEN_RULE;
        };
    }

    /** As in the database, in queries and in addresses: {@code wrong-value}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<FailureKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(FailureKind::word).toList();
    }
}
