package uk.fosteringhub.console.feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.lookup.FeedNights;
import uk.fosteringhub.core.runs.FeedPauses;
import uk.fosteringhub.core.runs.FeedState;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.core.settings.FeedSettings;

/** What the pages show of the feeds. */
final class FeedRows {
    static final String IN_USE = "in use";
    static final String PAUSED = "paused";
    static final String NOT_IN_USE = "not in use";
    static final List<String> STATES = List.of(IN_USE, PAUSED, NOT_IN_USE);

    private final Hub hub;
    private final FeedPauses pauses;
    private final FeedNights nights;

    FeedRows(Hub hub, FeedPauses pauses) {
        this.hub = hub;
        this.pauses = pauses;
        this.nights = new FeedNights(hub.database());
    }

    /**
     * In the order in which they run.
     *
     * @param system empty for all
     * @param state empty for all
     */
    List<FeedRow> of(String system, String state) {
        return rows(hub.settings().feeds()).stream()
                .filter(row -> system.isEmpty() || row.feed().system().equals(system))
                .filter(row -> state.isEmpty() || row.state().equals(state))
                .toList();
    }

    FeedRow one(FeedSettings feed) {
        return rows(List.of(feed)).get(0);
    }

    private List<FeedRow> rows(List<FeedSettings> feeds) {
        List<FeedState> states =
                hub.feedStates().of(feeds.stream().map(FeedSettings::name).toList());
        Map<String, FeedPauses.Pause> paused = pauses.all();
        Map<String, Verdict> verdicts = nights.newest();
        List<FeedRow> rows = new ArrayList<>();
        for (int i = 0; i < feeds.size(); i++) {
            FeedSettings feed = feeds.get(i);
            String state =
                    paused.containsKey(feed.name()) ? PAUSED : feed.location().isPresent() ? IN_USE : NOT_IN_USE;
            rows.add(new FeedRow(feed, state, Optional.ofNullable(verdicts.get(feed.name())), states.get(i)));
        }
        return rows;
    }
}
