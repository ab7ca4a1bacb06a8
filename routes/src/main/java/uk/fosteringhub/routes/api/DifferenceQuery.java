package uk.fosteringhub.routes.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.differences.DifferenceFilter;
import uk.fosteringhub.routes.settings.Scope;

/** Which differences a request asks for. */
final class DifferenceQuery {
    static final Map<String, String> PARAMETERS = new LinkedHashMap<>();

    static {
        PARAMETERS.put("record", "Only records of this type, such as person");
        PARAMETERS.put("field", "Only this field");
        PARAMETERS.put("owner", "Only where this system's value holds");
        PARAMETERS.put("other", "Only where this system says something else");
        PARAMETERS.put("system", "Only where this system is one of the two");
        PARAMETERS.put("accepted", "true: only those that may stay; false: only open ones; both unless given");
    }

    private DifferenceQuery() {}

    static DifferenceFilter of(Request request) throws Refused {
        Optional<String> accepted = request.query("accepted");
        if (accepted.isPresent() && !accepted.get().matches("true|false")) {
            throw Refused.of(400, "Wrong parameter", "accepted", "accepted is true or false.");
        }
        return new DifferenceFilter(
                request.query("record"),
                request.query("field"),
                request.query("owner"),
                request.query("other"),
                request.query("system"),
                Optional.empty(),
                accepted.map(Boolean::parseBoolean),
                request.caller().may(Scope.RESTRICTED));
    }
}
