package uk.fosteringhub.core.records;

/**
 * Points to another record by the key that a source system knows it by.
 *
 * @param keyspace whose keys these are, usually the system's name
 * @param key the source key, never blank
 */
public record Reference(String keyspace, String key) {

    /** {@code keyspace:key}, the form in which contributions store it. */
    @Override
    public String toString() {
        return keyspace + ":" + key;
    }

    public static Reference parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("not a reference of the form keyspace:key");
        }
        return new Reference(text.substring(0, colon), text.substring(colon + 1));
    }
}
