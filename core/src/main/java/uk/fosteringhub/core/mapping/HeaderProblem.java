package uk.fosteringhub.core.mapping;

/** The header of a delivery does not fit its mapping; the message says which column and what to do. */
public final class HeaderProblem extends Exception {
    private static final long serialVersionUID = 1L;

    public HeaderProblem(String message) {
        super(message);
    }
}
