package uk.fosteringhub.connectors.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a service's answer to a change means.
 *
 * @param sentence for people; of the body it holds only the title of a problem document (RFC 9457), since the rest may
 *     quote values
 */
public record RestAnswer(Outcome outcome, int status, String sentence) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_LETTERS = 200;

    /** What happens next. */
    public enum Outcome {
        TAKEN,
        /** The service will not have this change, now or later. */
        REFUSED,
        /** This and every other change is to be sent again later. */
        LATER
    }

    /** @param server the address, for sentences */
    public static RestAnswer of(String server, int status, String body) {
        if (status >= 200 && status < 300) {
            return new RestAnswer(Outcome.TAKEN, status, "taken (" + status + ")");
        }
        if (status == 401 || status == 403) {
            return later(server, status, "refused the key (" + status + "). Check the system's api-key.");
        }
        if (status >= 300 && status < 400) {
            return later(
                    server,
                    status,
                    "sends the hub to another address (" + status
                            + "), which it does not follow with its key. Correct the location in the system's out settings.");
        }
        if (status == 429) {
            return later(server, status, "has too many requests (429).");
        }
        if (status == 408 || status == 425 || status >= 500) {
            return later(server, status, "answers with an error (" + status + ").");
        }
        return new RestAnswer(Outcome.REFUSED, status, status + title(body));
    }

    private static RestAnswer later(String server, int status, String what) {
        return new RestAnswer(Outcome.LATER, status, server + " " + what);
    }

    private static String title(String body) {
        try {
            JsonNode problem = JSON.readTree(body == null ? "" : body);
            String title = problem == null ? "" : problem.path("title").asText("");
            String cut = title.length() > MOST_LETTERS ? title.substring(0, MOST_LETTERS) + " …" : title;
            return cut.isBlank() ? ", no reason given." : " " + cut.strip().replaceFirst("[.]?$", ".");
        } catch (JsonProcessingException notJson) {
            return ", no reason given.";
        }
    }
}
