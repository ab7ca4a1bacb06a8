package uk.fosteringhub.routes.api;

import uk.fosteringhub.core.corrections.Correction;
import uk.fosteringhub.core.corrections.Corrections;
import uk.fosteringhub.core.failures.FailureQuery;
import uk.fosteringhub.core.failures.FailureRefused;
import uk.fosteringhub.core.failures.WrongQuery;
import uk.fosteringhub.core.replay.FailureWork;

/** A request about failures: what the core refuses is told as a problem. */
abstract class FailureEndpoint extends Endpoint {
    final FailureWork work;

    FailureEndpoint(FailureWork work) {
        this.work = work;
    }

    /** What is done; what the core refuses is told by the caller of this. */
    abstract Reply carryOut(Request request) throws Refused, FailureRefused, WrongQuery;

    @Override
    final Reply reply(Request request) throws Refused {
        try {
            return carryOut(request);
        } catch (FailureRefused refused) {
            throw switch (refused.why()) {
                case UNKNOWN -> new Refused(404, "Not there", refused.getMessage());
                case MOVED -> new Refused(409, "Changed meanwhile", refused.getMessage());
                case WRONG -> new Refused(422, "Cannot be done", refused.getMessage());
            };
        } catch (WrongQuery wrong) {
            throw new Refused(400, "Wrong query", wrong.getMessage());
        }
    }

    static long id(Request request, String what) throws Refused {
        return request.id().orElseThrow(() -> new Refused(404, "Not there", "There is no such " + what + "."));
    }

    /** Those parameters that have a name of their own, and the query. */
    static FailureQuery query(Request request) throws WrongQuery {
        FailureQuery query = FailureQuery.of(request.query("query").orElse(""));
        for (FailureQuery.Name name :
                new FailureQuery.Name[] {FailureQuery.Name.FEED, FailureQuery.Name.STATE, FailureQuery.Name.STEP}) {
            if (request.query(name.word()).isPresent()) {
                String value = request.query(name.word()).get().replace("\"", "");
                query = query.and(FailureQuery.of(name.word() + ":\"" + value + "\""));
            }
        }
        return query;
    }

    /** A correction as callers write it. */
    static Corrections.Wanted correction(Body body, String reason) throws Refused {
        Correction.Kind kind;
        try {
            kind = Correction.Kind.of(body.text("kind").isEmpty() ? "value" : body.text("kind"));
        } catch (IllegalArgumentException unknown) {
            throw Refused.of(400, "Wrong request", "kind", "kind is one of value, code, rule.");
        }
        String mapping = body.text("mapping");
        String column = body.text("column");
        if (!mapping.contains("/") || column.isEmpty()) {
            throw new Refused(
                    400,
                    "Wrong request",
                    "A correction names its mapping (\"lcs/persons\"), the column, the value there, and what to read"
                            + " instead: {\"mapping\":…,\"column\":…,\"value\":…,\"replacement\":…}.");
        }
        String set = body.text("set").isEmpty() ? column : body.text("set");
        return new Corrections.Wanted(
                mapping,
                mapping.substring(0, mapping.indexOf('/')),
                kind,
                body.text("table"),
                new Correction.Fix(column, body.text("value"), set, body.text("replacement")),
                body.flag("standing"),
                reason);
    }
}
