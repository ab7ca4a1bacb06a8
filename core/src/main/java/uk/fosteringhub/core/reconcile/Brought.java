package uk.fosteringhub.core.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.HubSettings;

/**
 * What kinds of record a system brings to the hub, and by which feeds.
 *
 * @param feeds names of the system's feeds, by record type
 */
public record Brought(String system, Map<String, List<String>> feeds) {

    /** By the feeds in the settings, in use or not. */
    public static Brought by(HubSettings settings, Mappings mappings, String system) {
        Map<String, List<String>> feeds = new TreeMap<>();
        for (FeedSettings feed : settings.feeds()) {
            if (feed.system().equals(system)) {
                String record = mappings.named(feed.mapping()).recordType().name();
                feeds.computeIfAbsent(record, anew -> new ArrayList<>()).add(feed.name());
            }
        }
        return new Brought(system, feeds);
    }

    boolean brings(String record) {
        return feeds.containsKey(record);
    }

    Waiting waiting(String record, Map<String, Waiting> byFeed) {
        return feeds.getOrDefault(record, List.of()).stream()
                .map(feed -> byFeed.getOrDefault(feed, Waiting.NOTHING))
                .reduce(Waiting.NOTHING, Waiting::and);
    }
}
