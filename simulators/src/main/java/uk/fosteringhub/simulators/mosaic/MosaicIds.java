package uk.fosteringhub.simulators.mosaic;

/** MOSAIC's own numbers. */
final class MosaicIds {
    static final long ADDRESS = 810_001;
    static final long PHONE = 820_001;
    static final long ALLOCATION = 830_001;
    static final long VISIT = 840_001;
    static final long STEP = 860_001;
    static final long BREAK = 870_001;

    /** How an end that is open is written. */
    static final String OPEN_END = "99991231";

    private static final long PERSON = 8_000_001;
    private static final long WORKER = 850_001;

    private MosaicIds() {}

    static long person(long number) {
        return PERSON + number;
    }

    static long worker(long number) {
        return WORKER + number;
    }
}
