package uk.fosteringhub.simulators.world;

/**
 * Where an enquiry was taken. Of ten enquiries six come by the council's website, two by telephone, one straight to the
 * regional service and one at an event. Every second one goes on to the regional service, see {@link World#isRegional}.
 */
public enum Door {
    WEBSITE(0, 6),
    PHONE(6, 2),
    EVENT(9, 1);

    private static final int TEN = 10;

    private final int first;
    private final int ofTen;

    Door(int first, int ofTen) {
        this.first = first;
        this.ofTen = ofTen;
    }

    /** The number in the world of the enquiry that is the {@code ordinal}-th, from 0, to come by this door. */
    public long enquiry(long ordinal) {
        return ordinal / ofTen * TEN + first + ordinal % ofTen;
    }
}
