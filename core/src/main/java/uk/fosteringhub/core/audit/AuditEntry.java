package uk.fosteringhub.core.audit;

import java.util.Map;
import java.util.Optional;

/**
 * Something that a person, a program or the hub itself did and answers for. Nothing in it is personal data of carers or
 * children.
 *
 * @param actor a user's name, {@code api:CREDENTIAL}, {@code command line} or {@code hub}
 * @param action in words with hyphens, such as {@code failure-discarded}
 * @param subject what it was done to, such as {@code failure 12}
 * @param entity hub id of the record it is about, by which "who looked at this person" is found
 * @param reason as given by the person; empty where none is asked for
 * @param detail what else belongs to it, by name
 */
public record AuditEntry(
        String actor, String action, String subject, Optional<Long> entity, String reason, Map<String, String> detail) {

    public AuditEntry {
        if (actor.isBlank() || action.isBlank()) {
            throw new IllegalArgumentException("an audit entry names who did what");
        }
        detail = Map.copyOf(detail);
        // The one character that PostgreSQL's text cannot hold.
        reason = reason.replace('\0', ' ');
    }

    /** About no record, without reason and detail. */
    public static AuditEntry of(String actor, String action, String subject) {
        return new AuditEntry(actor, action, subject, Optional.empty(), "", Map.of());
    }

    public AuditEntry about(long entityId) {
        return new AuditEntry(actor, action, subject, Optional.of(entityId), reason, detail);
    }

    public AuditEntry because(String why) {
        return new AuditEntry(actor, action, subject, entity, why, detail);
    }

    public AuditEntry with(String name, String value) {
        Map<String, String> more = new java.util.HashMap<>(detail);
        more.put(name, value);
        return new AuditEntry(actor, action, subject, entity, reason, more);
    }
}
