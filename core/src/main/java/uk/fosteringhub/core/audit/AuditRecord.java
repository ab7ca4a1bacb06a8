package uk.fosteringhub.core.audit;

import java.time.Instant;

/**
 * An entry as it stands in the audit.
 *
 * @param id from 1, without gaps
 * @param previousHash of the entry before; empty for the first
 * @param hash of everything in it, the previous hash included
 */
public record AuditRecord(long id, Instant at, AuditEntry entry, String previousHash, String hash) {}
