package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.mapping.MappingProblem;

/**
 * An error answer after RFC 9457.
 *
 * @param errors what is wrong with single members of the body, parameters or headers, in the extension member {@code errors}
 * @param headers further headers of the answer
 */
record Problem(int status, String title, String detail, List<Error> errors, Map<String, String> headers) {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param field the member's name as the caller knows it; empty if it is about several
     * @param rule the rule's short name
     */
    record Error(String field, String rule, String message) {}

    Problem(int status, String title, String detail) {
        this(status, title, detail, List.of(), Map.of());
    }

    /** The fields of a record that break a rule; values are never told. */
    static Problem ofFields(String title, String detail, List<MappingProblem> problems) {
        List<Error> errors = problems.stream()
                .map(one -> new Error(one.column().isEmpty() ? one.field() : one.column(), one.rule(), one.message()))
                .toList();
        return new Problem(422, title, detail, errors, Map.of());
    }

    /** @param field the one member, parameter or header that is wrong, as the caller knows it */
    static Problem ofField(int status, String title, String field, String detail) {
        return new Problem(status, title, detail, List.of(new Error(field, "wrong-value", detail)), Map.of());
    }

    Problem with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, title, detail, errors, more);
    }

    String json() {
        ObjectNode document = JSON.createObjectNode()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        if (!errors.isEmpty()) {
            var list = document.putArray("errors");
            errors.forEach(error -> list.addObject()
                    .put("field", error.field())
                    .put("rule", error.rule())
                    .put("message", error.message()));
        }
        return document.toPrettyString();
    }

    Reply reply() {
        return new Reply(status, MEDIA_TYPE, json(), headers);
    }

    /** Where no route answers. */
    void writeTo(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        response.setContentType(MEDIA_TYPE);
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(json());
    }
}
