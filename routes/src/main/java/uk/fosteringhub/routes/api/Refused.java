package uk.fosteringhub.routes.api;

/** A request that cannot be answered as asked; the problem says why. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Refused(Problem problem) {
        super(problem.title(), null, false, false);
        this.problem = problem;
    }

    Refused(int status, String title, String detail) {
        this(new Problem(status, title, detail));
    }

    /** @param field the one member, parameter or header that is wrong, as the caller knows it */
    static Refused of(int status, String title, String field, String detail) {
        return new Refused(Problem.ofField(status, title, field, detail));
    }

    Problem problem() {
        return problem;
    }
}
