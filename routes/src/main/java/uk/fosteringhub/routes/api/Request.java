package uk.fosteringhub.routes.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;

/** A request at the REST interface. */
record Request(Exchange exchange, HttpServletRequest servlet) {
    private static final String CALLER = Request.class.getName() + ".caller";
    private static final String BODY = Request.class.getName() + ".body";
    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 500;

    static Request of(Exchange exchange) {
        return new Request(
                exchange, exchange.getMessage(PlatformHttpMessage.class).getRequest());
    }

    /** What the filter before the routes found out. */
    static void remember(HttpServletRequest servlet, Caller caller, byte[] body) {
        servlet.setAttribute(CALLER, caller);
        servlet.setAttribute(BODY, body);
    }

    Caller caller() {
        return (Caller) servlet.getAttribute(CALLER);
    }

    /** As received. */
    byte[] body() {
        return (byte[]) servlet.getAttribute(BODY);
    }

    /** Empty unless there is exactly one. */
    Optional<String> header(String name) {
        var values = servlet.getHeaders(name);
        if (!values.hasMoreElements()) {
            return Optional.empty();
        }
        String first = values.nextElement();
        return values.hasMoreElements() ? Optional.empty() : Optional.of(first);
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(servlet.getParameter(name)).filter(value -> !value.isBlank());
    }

    /** A number in the path; empty if it is none. */
    Optional<Long> id() {
        String id = exchange.getMessage().getHeader("id", String.class);
        return id != null && id.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(id)) : Optional.empty();
    }

    /** How many entries are asked for. */
    int limit() throws Refused {
        return (int) number("limit", USUAL_PAGE, 1, LARGEST_PAGE);
    }

    /** Behind which entry the page begins; 0 for the first page. */
    long after() throws Refused {
        return number("after", 0, 0, Long.MAX_VALUE);
    }

    long number(String name, long otherwise, long least, long most) throws Refused {
        Optional<String> text = query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (text.get().matches("[0-9]{1,18}")) {
            long number = Long.parseLong(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw Refused.of(
                400,
                "Wrong parameter",
                name,
                name + " is a whole number from " + least + (most == Long.MAX_VALUE ? " on." : " to " + most + "."));
    }

    /** One of some words; empty if it is not asked for. */
    <E extends Enum<E>> Optional<String> word(String name, Class<E> words) throws Refused {
        Optional<String> text = query(name);
        if (text.isEmpty()) {
            return text;
        }
        java.util.List<String> known = java.util.Arrays.stream(words.getEnumConstants())
                .map(word -> word.name().toLowerCase(java.util.Locale.ROOT))
                .toList();
        if (!known.contains(text.get())) {
            throw Refused.of(400, "Wrong parameter", name, name + " is one of " + String.join(", ", known) + ".");
        }
        return text;
    }
}
