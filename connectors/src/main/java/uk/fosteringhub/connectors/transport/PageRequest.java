package uk.fosteringhub.connectors.transport;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.camel.Endpoint;
import uk.fosteringhub.core.settings.PullSettings;

/**
 * Which page is asked for.
 *
 * @param server prepared with time-outs and trust
 * @param apiKey bearer key
 * @param since only what was modified then or later
 * @param cursor the page; empty for the first
 */
record PageRequest(
        Endpoint server,
        PullSettings pull,
        Optional<String> apiKey,
        Optional<String> since,
        Optional<String> cursor) {

    PageRequest at(Optional<String> next) {
        return new PageRequest(server, pull, apiKey, since, next);
    }

    String query() {
        StringBuilder query = new StringBuilder("limit=").append(pull.pageSize());
        since.ifPresent(value -> query.append("&modifiedSince=").append(encoded(value)));
        cursor.ifPresent(value -> query.append("&cursor=").append(encoded(value)));
        return query.toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
