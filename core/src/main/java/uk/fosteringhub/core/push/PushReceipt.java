package uk.fosteringhub.core.push;

/**
 * What a sender is told of its message.
 *
 * @param id number under which it is kept; 0 where nothing is
 * @param kept what was done with it
 */
public record PushReceipt(long id, Kept kept) {

    /** What became of a message when it came in. */
    public enum Kept {
        /** It is on the disk and will be taken through. */
        NEW,
        /** The same message came before under this key. Nothing was done again. */
        AGAIN,
        /** Another message came before under this key. This one was not taken. */
        OTHER_BODY,
        /** A call with the very same signature came before. This one was not taken. */
        REPEATED
    }
}
