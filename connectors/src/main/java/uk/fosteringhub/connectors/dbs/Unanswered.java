package uk.fosteringhub.connectors.dbs;

/** The question was read, or may have been, and no answer came that anything can be made of. */
final class Unanswered extends Exception {
    /** The service read the question and would not have it as it was. */
    static final String REFUSED = "refused";

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
