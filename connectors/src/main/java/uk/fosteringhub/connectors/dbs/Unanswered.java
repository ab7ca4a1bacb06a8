package uk.fosteringhub.connectors.dbs;

/** The question may have been read, and no answer came that anything can be made of. */
final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    /** What went wrong, as the mapping's rules call it. */
    private final String problem;

    Unanswered(String problem) {
        super(problem);
        this.problem = problem;
    }

    String problem() {
        return problem;
    }
}
