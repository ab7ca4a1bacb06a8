package uk.fosteringhub.connectors.upsert;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.settings.UpsertSettings;

/** All that a search finds, on however many pages: the duplicate may be on the last. */
final class SearchPages {
    private static final int MOST_PAGES = 50;

    private final Service service;
    private final UpsertSettings settings;

    SearchPages(Service service, UpsertSettings settings) {
        this.service = service;
        this.settings = settings;
    }

    /** @throws SearchRefused if the target refuses this query, or finds more than can be compared */
    List<JsonNode> all(String query) throws TargetAway, SearchRefused {
        List<JsonNode> found = new ArrayList<>();
        Set<String> cursors = new HashSet<>();
        String page = query;
        long bytes = 0;
        while (true) {
            Answer answer = service.search(settings.path(), page);
            bytes += answer.bytes();
            if (bytes > Service.LONGEST_ANSWER) {
                throw new SearchRefused("more than " + Service.LONGEST_ANSWER + " bytes");
            }
            listed(answer).forEach(found::add);
            Optional<String> next = next(answer);
            if (next.isEmpty()) {
                return found;
            }
            if (!cursors.add(next.get())) {
                throw new TargetAway(service.address(settings.path())
                        + " names a page of a search as the next one that had been there before. Ask its owner.");
            }
            if (cursors.size() >= MOST_PAGES) {
                throw new SearchRefused("more than " + MOST_PAGES + " pages");
            }
            page = query + "&cursor=" + URLEncoder.encode(next.get(), StandardCharsets.UTF_8);
        }
    }

    /** Asks for the first page of everything, without looking at what is found. */
    void probe() throws TargetAway {
        try {
            listed(service.search(settings.path(), "limit=1"));
        } catch (SearchRefused refused) {
            throw new TargetAway(
                    service.address(settings.path()) + " refuses to be asked for one record (" + refused.getMessage()
                            + "). Ask its owner what changed.",
                    refused);
        }
    }

    private JsonNode listed(Answer answer) throws TargetAway {
        JsonNode records = answer.body().at(settings.recordsAt());
        if (!records.isArray()) {
            throw new TargetAway(service.address(settings.path()) + " answers a search with no list of records at "
                    + settings.recordsAt() + ". Ask its owner what changed, or correct out.upsert.….records-at.");
        }
        return records;
    }

    private Optional<String> next(Answer answer) {
        JsonNode next = answer.body().at(settings.nextCursorAt());
        return next.isValueNode() && !next.isNull() && !next.asText().isEmpty()
                ? Optional.of(next.asText())
                : Optional.empty();
    }
}
