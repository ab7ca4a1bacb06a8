package uk.fosteringhub.core.runs;

/**
 * What became of the rows of one or more deliveries. They balance when every row received is in exactly one of the other
 * counts; {@code ended} is about records that are gone from a snapshot, so it is outside the balance.
 */
public record Books(long received, long added, long changed, long unchanged, long failed, long held, long ended) {

    public static final Books NONE = new Books(0, 0, 0, 0, 0, 0, 0);

    public boolean balance() {
        return received == added + changed + unchanged + failed + held;
    }

    public Books plus(Books other) {
        return new Books(
                received + other.received,
                added + other.added,
                changed + other.changed,
                unchanged + other.unchanged,
                failed + other.failed,
                held + other.held,
                ended + other.ended);
    }
}
