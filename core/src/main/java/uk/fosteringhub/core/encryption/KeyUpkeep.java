package uk.fosteringhub.core.encryption;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.store.Database;

/** Exchanges keys: a new one, everything encrypted anew, the old one away. Each step is in the audit. */
public final class KeyUpkeep {
    private final Database database;
    private final AuditLog audit;
    private final Sealer sealer;
    private final List<SealedStore> stores;

    public KeyUpkeep(Database database, Sealer sealer, List<SealedStore> stores) {
        this.database = database;
        this.audit = new AuditLog(database);
        this.sealer = sealer;
        this.stores = List.copyOf(stores);
    }

    /**
     * A key and what is encrypted with it.
     *
     * @param encrypts whether new things are encrypted with it
     * @param use how many of each kind
     */
    public record KeyUse(KeyId id, Instant made, boolean encrypts, Map<String, Long> use) {

        public boolean unused() {
            return use.values().stream().allMatch(count -> count == 0);
        }
    }

    /** The keys of the keyset, the newest last. */
    public List<KeyUse> keys() {
        Map<String, Map<KeyId, Long>> use = new LinkedHashMap<>();
        stores.forEach(store -> use.put(store.name(), store.use()));
        return sealer.keyset().keys().stream()
                .map(key -> {
                    Map<String, Long> counts = new LinkedHashMap<>();
                    use.forEach((name, byKey) -> counts.put(name, byKey.getOrDefault(key.id(), 0L)));
                    return new KeyUse(key.id(), key.made(), key.id().equals(sealer.primary()), counts);
                })
                .toList();
    }

    /**
     * Makes a new key, which encrypts from now on; the others stay to decrypt.
     *
     * @throws KeysetUnusable if the keys are in a setting, which the hub cannot change, or the file cannot be written
     */
    public KeyId rotate(String actor) {
        if (sealer.place().file().isEmpty()) {
            throw new KeysetUnusable(
                    "The keys are in the setting hub.encryption.keyset, which the hub cannot change. Write a"
                            + " keyset with one more key into a file with --out FILE, and put its content there.");
        }
        Keyset rotated = sealer.keyset().rotated(Instant.now());
        sealer.place().replace(rotated);
        sealer.reload();
        database.inTransaction(connection -> {
            Encryption.register(connection, rotated);
            audit.write(connection, AuditEntry.of(actor, "encryption-key-made", "key " + rotated.primary()));
            return null;
        });
        return rotated.primary();
    }

    /** Writes the present keys and a new one to a file, for a hub whose keys are in a setting. */
    public KeyId rotateInto(Path file) {
        Keyset rotated = sealer.keyset().rotated(Instant.now());
        createNew(file, rotated);
        return rotated.primary();
    }

    /**
     * Makes the first keys.
     *
     * @throws KeysetUnusable if the file is there or cannot be written
     */
    public static KeyId create(Path file) {
        Keyset fresh = Keyset.fresh(Instant.now());
        createNew(file, fresh);
        return fresh.primary();
    }

    private static void createNew(Path file, Keyset keyset) {
        if (!KeysetPlace.file(file).create(keyset)) {
            throw new KeysetUnusable(file + " is there already, and keys are never overwritten; name another file.");
        }
    }

    /** Encrypts everything of one kind with the present key; see {@link SealedStore#reEncrypt}. */
    public long reEncrypt(SealedStore store, Pace pace, String actor) {
        long done = store.reEncrypt(pace);
        if (done > 0) {
            audit.write(AuditEntry.of(actor, "re-encrypted", store.name())
                    .with("key", sealer.primary().toString())
                    .with("count", String.valueOf(done)));
        }
        return done;
    }

    public List<SealedStore> stores() {
        return stores;
    }

    /**
     * Takes an old key out of the keyset.
     *
     * @throws KeysetUnusable if it is the one that encrypts, not there, in use, or in a setting
     */
    public void remove(KeyId id, String actor) {
        KeyUse key = keys().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new KeysetUnusable(
                        "There is no key " + id + " in " + sealer.place().name() + "."));
        if (key.encrypts()) {
            throw new KeysetUnusable(
                    "The key " + id + " is the one that encrypts; make a new one first: ./hub keys rotate");
        }
        if (!key.unused()) {
            throw new KeysetUnusable("The key " + id + " still decrypts " + words(key.use())
                    + ". First encrypt them anew: ./hub keys re-encrypt");
        }
        if (sealer.place().file().isPresent()) {
            sealer.place().replace(sealer.keyset().without(id));
            sealer.reload();
        }
        forget(database, id, false, actor);
    }

    /** Gives up what a key encrypted that nobody has any more, so that the hub starts again without it. */
    public static void giveUp(Database database, KeyId id, String actor) {
        forget(database, id, true, actor);
    }

    private static void forget(Database database, KeyId id, boolean lost, String actor) {
        database.inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update hub.encryption_key set removed_at = now(), lost = ? where id = ? and removed_at is null")) {
                update.setBoolean(1, lost);
                update.setString(2, id.toString());
                if (update.executeUpdate() == 0) {
                    throw new KeysetUnusable("The database knows no key " + id + " in use; nothing was done.");
                }
            }
            new AuditLog(database)
                    .write(
                            connection,
                            AuditEntry.of(
                                    actor, lost ? "encryption-key-given-up" : "encryption-key-removed", "key " + id));
            return null;
        });
    }

    private static String words(Map<String, Long> use) {
        return String.join(
                " and ",
                use.entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .toList());
    }
}
