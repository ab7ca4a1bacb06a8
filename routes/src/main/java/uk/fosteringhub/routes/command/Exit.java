package uk.fosteringhub.routes.command;

/** Exit codes, after BSD's sysexits where a verdict does not say it. */
final class Exit {
    static final int OK = 0;
    /** Something in the input is wrong, or the verdict is amber. */
    static final int AMBER = 1;
    /** It could not be done, or the verdict is red. */
    static final int RED = 2;

    static final int WRONG_USAGE = 64;
    static final int WRONG_CONFIGURATION = 78;

    private Exit() {}
}
