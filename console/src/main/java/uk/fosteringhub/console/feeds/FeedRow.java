package uk.fosteringhub.console.feeds;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import uk.fosteringhub.console.layout.Codes;
import uk.fosteringhub.core.runs.FeedState;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.core.settings.FeedSettings;

/**
 * A feed as the pages show it.
 *
 * @param state {@code in use}, {@code paused} or {@code not in use}
 * @param verdict of its newest judged run
 */
record FeedRow(FeedSettings feed, String state, Optional<Verdict> verdict, FeedState known) {

    public String kind() {
        return feed.kind().name().toLowerCase(Locale.ROOT);
    }

    public String way() {
        return Codes.words(feed.way().name());
    }

    /** Whether its delivery has not come within the expected time. */
    public boolean late() {
        return state.equals(FeedRows.IN_USE)
                && feed.expectEvery().isPresent()
                && known.lastDelivery()
                        .filter(last -> Duration.between(last, Instant.now())
                                        .compareTo(feed.expectEvery().get())
                                > 0)
                        .isPresent();
    }
}
