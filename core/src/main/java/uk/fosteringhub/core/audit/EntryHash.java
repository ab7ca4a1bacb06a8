package uk.fosteringhub.core.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** What binds an entry of the audit to the one before it. */
final class EntryHash {
    private EntryHash() {}

    /** @param at to the microsecond, as the database keeps it */
    static String of(long id, Instant at, AuditEntry entry, String previousHash) {
        MessageDigest sha256 = sha256();
        add(sha256, previousHash);
        add(sha256, Long.toString(id));
        add(sha256, at.toString());
        add(sha256, entry.actor());
        add(sha256, entry.action());
        add(sha256, entry.subject());
        add(sha256, entry.entity().map(String::valueOf).orElse(""));
        add(sha256, entry.reason());
        for (Map.Entry<String, String> member : new TreeMap<>(entry.detail()).entrySet()) {
            add(sha256, member.getKey());
            add(sha256, member.getValue());
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** With its length before it, so that no text can pass for two others. */
    private static void add(MessageDigest sha256, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha256.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
