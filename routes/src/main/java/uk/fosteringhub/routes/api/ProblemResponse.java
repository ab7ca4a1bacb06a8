package uk.fosteringhub.routes.api;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** Turns errors of requests that no route answers, such as unknown addresses and wrong methods, into problem documents. */
final class ProblemResponse extends HttpServletResponseWrapper {

    ProblemResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void sendError(int status) throws IOException {
        resetBuffer();
        problem(status).writeTo((HttpServletResponse) getResponse());
        flushBuffer();
    }

    /** The message is the server's own and tells callers nothing. */
    @Override
    public void sendError(int status, String message) throws IOException {
        sendError(status);
    }

    private static Problem problem(int status) {
        return switch (status) {
            case 404 ->
                new Problem(
                        status,
                        "Nothing there",
                        "There is nothing at this address; /api/openapi.json says what there is.");
            case 405 ->
                new Problem(status, "Wrong method", "This address takes other methods; the header Allow says which.");
            case 406 -> new Problem(status, "Wrong media type", "The answer is application/json; ask for that.");
            case 415 -> new Problem(status, "Wrong media type", "Send the body as Content-Type: application/json.");
            default ->
                status < 500
                        ? new Problem(status, "Wrong request", "The request cannot be read.")
                        : new Problem(status, "The hub failed", "This is the hub's fault; its log says why.");
        };
    }
}
