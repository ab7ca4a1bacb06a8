package uk.fosteringhub.connectors.transport;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import uk.fosteringhub.core.settings.FeedSettings;

/**
 * Which feed a file belongs to: the one whose pattern fits its name with the most letters, or the one that its header has
 * been recognised for. So {@code DIM_PERSON*.csv} leaves {@code DIM_PERSON_ADDRESS.csv} to the feed that names more of
 * it.
 */
final class FileClaims {
    private final List<FeedSettings> feeds;
    private final List<FeedSettings> notNow;
    private final Map<String, List<NamePattern>> patterns = new HashMap<>();
    private final Map<String, FeedSettings> recognised = new HashMap<>();

    FileClaims(List<FeedSettings> feeds) {
        this(feeds, List.of());
    }

    /** @param notNow feeds of the same folder that are not read now: what is theirs by name is nobody else's by header */
    FileClaims(List<FeedSettings> feeds, List<FeedSettings> notNow) {
        this.feeds = List.copyOf(feeds);
        this.notNow = List.copyOf(notNow);
        Stream.concat(feeds.stream(), notNow.stream())
                .forEach(feed -> patterns.put(
                        feed.name(), feed.files().stream().map(NamePattern::new).toList()));
    }

    /** Whether it belongs to a feed that is not read now. */
    boolean notNow(String fileName) {
        return best(notNow, fileName) > Math.max(-1, best(feeds, fileName));
    }

    private int best(List<FeedSettings> some, String fileName) {
        return some.stream().mapToInt(feed -> claim(feed, fileName)).max().orElse(-1);
    }

    /** Empty if no pattern fits, or those of two feeds fit equally well and the header has not told yet. */
    synchronized Optional<FeedSettings> feedOf(String fileName) {
        FeedSettings known = recognised.get(fileName);
        return known != null ? Optional.of(known) : byName(fileName);
    }

    synchronized void recognise(String fileName, FeedSettings feed) {
        recognised.put(fileName, feed);
    }

    private Optional<FeedSettings> byName(String fileName) {
        FeedSettings best = null;
        int most = -1;
        boolean tied = false;
        for (FeedSettings feed : feeds) {
            int letters = claim(feed, fileName);
            if (letters > most) {
                best = feed;
                most = letters;
                tied = false;
            } else if (letters == most && letters >= 0) {
                tied = true;
            }
        }
        return tied ? Optional.empty() : Optional.ofNullable(best);
    }

    private int claim(FeedSettings feed, String fileName) {
        return patterns.get(feed.name()).stream()
                .filter(pattern -> pattern.fits(fileName))
                .mapToInt(NamePattern::letters)
                .max()
                .orElse(-1);
    }
}
