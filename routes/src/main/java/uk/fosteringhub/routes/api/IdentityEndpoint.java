package uk.fosteringhub.routes.api;

import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import uk.fosteringhub.core.identity.decide.DecisionRefused;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.identity.decide.Verdict;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.routes.identity.IdentityJson;
import uk.fosteringhub.routes.settings.Scope;

/** A request about who is the same person: what the core refuses is told as a problem. */
abstract class IdentityEndpoint extends Endpoint {
    final IdentityDesk desk;

    IdentityEndpoint(IdentityDesk desk) {
        this.desk = desk;
    }

    abstract Reply carryOut(Request request) throws Refused, DecisionRefused;

    @Override
    final Reply reply(Request request) throws Refused {
        try {
            return carryOut(request);
        } catch (DecisionRefused refused) {
            throw switch (refused.why()) {
                case NONE -> new Refused(404, "Not there", refused.getMessage());
                case OUTDATED -> new Refused(409, "Changed meanwhile", refused.getMessage());
                case WRONG, CONTRADICTS -> new Refused(422, "Cannot be done", refused.getMessage());
            };
        }
    }

    static boolean restricted(Request request) {
        return request.caller().may(Scope.RESTRICTED);
    }

    static Refused none() {
        return new Refused(404, "Not there", "There is none of this number that you may see.");
    }

    static long id(Request request) throws Refused {
        return request.id().orElseThrow(IdentityEndpoint::none);
    }

    static RecordType type(Request request) throws Refused {
        return RecordTypes.named(String.valueOf(request.exchange().getMessage().getHeader("type", String.class)))
                .orElseThrow(IdentityEndpoint::none);
    }

    static YearMonth month(Request request) throws Refused {
        String month = String.valueOf(request.exchange().getMessage().getHeader("month", String.class));
        try {
            return YearMonth.parse(month);
        } catch (DateTimeParseException wrong) {
            throw new Refused(404, "Not there", "Name a month such as 2026-03.");
        }
    }

    static Verdict verdict(Body body) throws Refused {
        return IdentityJson.verdict(body.text("verdict"))
                .orElseThrow(() -> Refused.of(
                        400, "Wrong request", "verdict", "verdict is one of same, different, unsure and taken_back."));
    }
}
