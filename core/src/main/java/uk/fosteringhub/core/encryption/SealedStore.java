package uk.fosteringhub.core.encryption;

import java.util.Map;

/** One kind of what the hub keeps encrypted. */
public interface SealedStore {

    /** For people, in the plural: {@code archived deliveries}. */
    String name();

    /** How many there are under each key; keys that the keyset does not hold included. */
    Map<KeyId, Long> use();

    /**
     * Encrypts with the present key what is encrypted with older ones. What cannot be decrypted stays as it is. Whenever it is
     * interrupted, what was done is done, and doing it again goes on.
     *
     * @return how many
     */
    long reEncrypt(Pace pace);
}
