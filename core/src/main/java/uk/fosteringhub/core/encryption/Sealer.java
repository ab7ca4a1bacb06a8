package uk.fosteringhub.core.encryption;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Encrypts what the hub keeps, and decrypts it. A sealed text is {@code s1.KEY.BASE64}: the number of its key stands in
 * front, so that the database can count what is encrypted with which. If something turns up under a key that is not known,
 * the keys are read once more from their place: another process may have exchanged them. Safe for use by several threads.
 */
public final class Sealer {
    private static final String FORM = "s1.";
    /** Length of what stands before the encrypted bytes. */
    private static final int HEAD = FORM.length() + KeyId.LENGTH + 1;

    private static final byte[] FILES = "archive".getBytes(StandardCharsets.US_ASCII);
    private static final int NAME_BYTES = 32;

    private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(30);

    private final KeysetPlace place;
    private volatile Ready ready;
    private volatile long lookedAt;

    /** Keys made ready for use. */
    private record Ready(
            Keyset keyset, Map<KeyId, StreamingAead> files, Map<KeyId, Aead> payloads, PrfSet names, PrfSet lookups) {

        static Ready of(Keyset keyset) {
            try {
                Map<KeyId, StreamingAead> files = new HashMap<>();
                Map<KeyId, Aead> payloads = new HashMap<>();
                for (Keyset.KeyMade key : keyset.keys()) {
                    files.put(key.id(), primitive(Keyset.only(keyset.files(), key.id()), StreamingAead.class));
                    payloads.put(key.id(), primitive(Keyset.only(keyset.payloads(), key.id()), Aead.class));
                }
                return new Ready(
                        keyset,
                        Map.copyOf(files),
                        Map.copyOf(payloads),
                        primitive(keyset.names(), PrfSet.class),
                        primitive(keyset.lookups(), PrfSet.class));
            } catch (GeneralSecurityException unsuitable) {
                throw new KeysetUnusable("The encryption keys are of a kind that this version of the hub does not know."
                        + " Put the right ones back, or use the version that made them.");
            }
        }

        private static <P> P primitive(KeysetHandle handle, Class<P> kind) throws GeneralSecurityException {
            return handle.getPrimitive(RegistryConfiguration.get(), kind);
        }
    }

    Sealer(KeysetPlace place) {
        this.place = place;
        reload();
    }

    /** With keys of its own that are kept nowhere: for tests, and for what need not outlast the process. */
    public static Sealer passing() {
        return new Sealer(KeysetPlace.setting(KeysetText.of(Keyset.fresh(Instant.now()))));
    }

    /** The key that encrypts. */
    public KeyId primary() {
        return present().keyset().primary();
    }

    /** All keys, the one that encrypts last. */
    public List<KeyId> keys() {
        return ready.keyset().keys().stream().map(Keyset.KeyMade::id).toList();
    }

    Keyset keyset() {
        return ready.keyset();
    }

    KeysetPlace place() {
        return place;
    }

    /** Takes up the keys as they are in their place now. */
    void reload() {
        ready = Ready.of(place.read());
        lookedAt = System.nanoTime();
    }

    /** Another process may have made a new key: it encrypts here too within half a minute. */
    private Ready present() {
        Ready now = ready;
        if (place.file().isPresent() && System.nanoTime() - lookedAt > LOOK_EVERY) {
            lookedAt = System.nanoTime();
            Keyset found = place.read();
            if (!found.keys().equals(now.keyset().keys())) {
                now = Ready.of(found);
                ready = now;
            }
        }
        return now;
    }

    /**
     * Encrypts a text.
     *
     * @param purpose where it belongs, such as {@code hub.pushed.body}; it can be opened only as that
     */
    public String seal(String purpose, String text) {
        Ready now = present();
        try {
            byte[] sealed = now.payloads()
                    .get(now.keyset().primary())
                    .encrypt(text.getBytes(StandardCharsets.UTF_8), bytes(purpose));
            return FORM + now.keyset().primary() + "."
                    + Base64.getEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a text of " + purpose + " cannot be encrypted", impossible);
        }
    }

    /** Whether a text looks as {@link #seal} makes it. */
    public static boolean isSealed(String text) {
        return text.startsWith(FORM);
    }

    /** @throws SealBroken if it is damaged, or its key is not known */
    public String open(String purpose, String sealed) {
        if (sealed.length() < HEAD || !sealed.startsWith(FORM)) {
            throw damaged(purpose);
        }
        try {
            KeyId key = KeyId.parse(sealed.substring(FORM.length(), HEAD - 1));
            Aead aead = known(key, purpose).payloads().get(key);
            byte[] plain = aead.decrypt(Base64.getDecoder().decode(sealed.substring(HEAD)), bytes(purpose));
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            throw damaged(purpose);
        }
    }

    /** What is written to it is encrypted; closing it ends the file. */
    public OutputStream sealing(KeyId key, OutputStream out) throws IOException {
        try {
            return known(key, "the archive").files().get(key).newEncryptingStream(out, FILES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("nothing can be encrypted for the archive", impossible);
        }
    }

    /**
     * @param file for messages
     * @throws SealBroken if its key is not known
     */
    public InputStream opening(KeyId key, InputStream in, String file) throws IOException {
        try {
            return new OpenedFile(known(key, file).files().get(key).newDecryptingStream(in, FILES), file);
        } catch (GeneralSecurityException broken) {
            throw OpenedFile.damaged(file);
        }
    }

    /** The name under which a key keeps content; whoever has only the name cannot try which content it may be. */
    public String name(KeyId key, String sha256) {
        try {
            return HexFormat.of()
                    .formatHex(known(key, "the archive")
                            .names()
                            .getPrfs()
                            .get(key.number())
                            .compute(sha256.getBytes(StandardCharsets.US_ASCII), NAME_BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("no name can be made for the archive", impossible);
        }
    }

    /** 32 secret bytes for looking things up, for each purpose others; the same for ever, whichever key encrypts. */
    public byte[] lookupKey(String purpose) {
        try {
            return ready.lookups().computePrimary(bytes(purpose), NAME_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("no key can be derived for " + purpose, impossible);
        }
    }

    private Ready known(KeyId key, String what) {
        Ready now = ready;
        if (!now.keyset().has(key)) {
            reload();
            now = ready;
        }
        if (!now.keyset().has(key)) {
            throw new SealBroken(what + " is encrypted with the key " + key + ", which " + place.name()
                    + " does not hold. Put that key back from where the keys are backed up.");
        }
        return now;
    }

    private static SealBroken damaged(String purpose) {
        return new SealBroken("What is kept in " + purpose
                + " cannot be decrypted: it was damaged or changed. Restore the database from its backup, or have the"
                + " source send the record again.");
    }

    private static byte[] bytes(String purpose) {
        return purpose.getBytes(StandardCharsets.UTF_8);
    }
}
