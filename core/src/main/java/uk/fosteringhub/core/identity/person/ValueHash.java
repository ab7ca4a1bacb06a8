package uk.fosteringhub.core.identity.person;

/**
 * Values as 64-bit numbers with their kind in the top byte. The numbers are kept in the database, so they must not change
 * from one version to the next: FNV-1a over the UTF-16 units, then the finisher of MurmurHash3.
 */
public final class ValueHash {
    private static final long START = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int KIND = 56;

    private ValueHash() {}

    public static long given(String name) {
        return of('g', name);
    }

    public static long family(String name) {
        return of('f', name);
    }

    public static long postcode(String postcode) {
        return of('p', postcode);
    }

    public static long place(String place) {
        return of('l', place);
    }

    public static long phone(String phone) {
        return of('t', phone);
    }

    public static long email(String email) {
        return of('e', email);
    }

    /** @param kind a letter, so that the result is never negative */
    static long of(int kind, String... parts) {
        long hash = START;
        for (String part : parts) {
            for (int i = 0; i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * PRIME;
            }
            hash = (hash ^ 0x1f) * PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return (long) kind << KIND | hash >>> 64 - KIND;
    }

    static int kind(long hash) {
        return (int) (hash >>> KIND);
    }
}
