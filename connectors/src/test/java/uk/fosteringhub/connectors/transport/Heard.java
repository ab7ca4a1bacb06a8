package uk.fosteringhub.connectors.transport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.settings.FeedSettings;

/** Remembers what a transport told. */
final class Heard implements Reception {
    final List<String> notes = new ArrayList<>();
    final Map<String, String> stopped = new LinkedHashMap<>();
    final List<String> done = new ArrayList<>();
    /** Those of which everything was taken. */
    final List<String> all = new ArrayList<>();

    @Override
    public void note(FeedSettings feed, String note) {
        notes.add(note);
    }

    @Override
    public void stopped(FeedSettings feed, String reason) {
        stopped.put(feed.name(), reason);
    }

    @Override
    public void done(FeedSettings feed, boolean everything) {
        done.add(feed.name());
        if (everything) {
            all.add(feed.name());
        }
    }
}
