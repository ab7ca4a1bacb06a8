package uk.fosteringhub.core.encryption;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.HmacPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The keys by which the hub encrypts what it keeps. A key is four: for archived files (AES-256-GCM with HKDF, in segments),
 * for short payloads (AES-256-GCM), for the names of archived files (HMAC-SHA-256), all under one number, and one more that
 * is never exchanged, from which secrets for looking things up are derived. Immutable; never shown.
 *
 * @param keys the newest last; it is the one that encrypts, the others stay to decrypt
 */
record Keyset(List<KeyMade> keys, KeysetHandle files, KeysetHandle payloads, KeysetHandle names, KeysetHandle lookups) {

    /** Small, since Java's AES becomes fast only where it is called often: with 1 MB at once it stays slow for a whole file. */
    private static final int SEGMENT_BYTES = 1 << 14;

    private static final Parameters FILES;
    private static final Parameters NAMES;

    static {
        try {
            AeadConfig.register();
            StreamingAeadConfig.register();
            PrfConfig.register();
            FILES = AesGcmHkdfStreamingParameters.builder()
                    .setKeySizeBytes(32)
                    .setDerivedAesGcmKeySizeBytes(32)
                    .setHkdfHashType(AesGcmHkdfStreamingParameters.HashType.SHA256)
                    .setCiphertextSegmentSizeBytes(SEGMENT_BYTES)
                    .build();
            NAMES = HmacPrfParameters.builder()
                    .setKeySizeBytes(32)
                    .setHashType(HmacPrfParameters.HashType.SHA256)
                    .build();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the encryption library does not start", impossible);
        }
    }

    /** A key and when it was made. */
    record KeyMade(KeyId id, Instant made) {}

    Keyset {
        keys = List.copyOf(keys);
    }

    /** A new one with a single key. */
    static Keyset fresh(Instant now) {
        KeyId id = unused(Set.of());
        try {
            return new Keyset(
                    List.of(new KeyMade(id, now)),
                    with(KeysetHandle.newBuilder(), FILES, id),
                    with(KeysetHandle.newBuilder(), PredefinedAeadParameters.AES256_GCM, id),
                    with(KeysetHandle.newBuilder(), NAMES, id),
                    with(KeysetHandle.newBuilder(), NAMES, id));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("no key can be made", impossible);
        }
    }

    KeyId primary() {
        return keys.get(keys.size() - 1).id();
    }

    boolean has(KeyId id) {
        return keys.stream().anyMatch(key -> key.id().equals(id));
    }

    /** The same with a new key, which encrypts from now on. */
    Keyset rotated(Instant now) {
        KeyId id = unused(Set.copyOf(keys.stream().map(KeyMade::id).toList()));
        List<KeyMade> more = new ArrayList<>(keys);
        more.add(new KeyMade(id, now));
        try {
            return new Keyset(
                    more,
                    with(KeysetHandle.newBuilder(files), FILES, id),
                    with(KeysetHandle.newBuilder(payloads), PredefinedAeadParameters.AES256_GCM, id),
                    with(KeysetHandle.newBuilder(names), NAMES, id),
                    lookups);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("no key can be made", impossible);
        }
    }

    /** The same without an old key: what it encrypted can never be read again. */
    Keyset without(KeyId id) {
        if (!has(id) || id.equals(primary())) {
            throw new IllegalArgumentException("only an old key of this keyset can be removed");
        }
        return new Keyset(
                keys.stream().filter(key -> !key.id().equals(id)).toList(),
                without(files, id),
                without(payloads, id),
                without(names, id),
                lookups);
    }

    /** A handle with nothing but one key, under its own number. */
    static KeysetHandle only(KeysetHandle handle, KeyId id) throws GeneralSecurityException {
        for (int i = 0; i < handle.size(); i++) {
            if (handle.getAt(i).getId() == id.number()) {
                return KeysetHandle.newBuilder()
                        .addEntry(KeysetHandle.importKey(handle.getAt(i).getKey())
                                .withFixedId(id.number())
                                .makePrimary())
                        .build();
            }
        }
        throw new GeneralSecurityException("the keyset lacks the key " + id);
    }

    private static KeysetHandle with(KeysetHandle.Builder builder, Parameters parameters, KeyId id)
            throws GeneralSecurityException {
        return builder.addEntry(KeysetHandle.generateEntryFromParameters(parameters)
                        .withFixedId(id.number())
                        .makePrimary())
                .build();
    }

    private static KeysetHandle without(KeysetHandle handle, KeyId id) {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(handle);
        for (int i = builder.size() - 1; i >= 0; i--) {
            if (handle.getAt(i).getId() == id.number()) {
                builder.deleteAt(i);
            }
        }
        try {
            return builder.build();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a keyset without one of its old keys is whole", impossible);
        }
    }

    private static KeyId unused(Set<KeyId> used) {
        SecureRandom random = new SecureRandom();
        KeyId id = new KeyId(random.nextInt());
        while (id.number() == 0 || used.contains(id)) {
            id = new KeyId(random.nextInt());
        }
        return id;
    }

    /** Keeps the keys out of logs. */
    @Override
    public String toString() {
        return "Keyset" + keys.stream().map(KeyMade::id).toList();
    }
}
