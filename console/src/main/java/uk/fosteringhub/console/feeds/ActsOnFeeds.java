package uk.fosteringhub.console.feeds;

import java.util.List;

/** What people do about a feed and the routes carry out. Each act is in the audit under the person's name. */
public interface ActsOnFeeds {
    /** What came of trying a place. */
    record Tested(boolean good, List<String> sentences) {}

    /**
     * @throws uk.fosteringhub.console.answer.Refused if it is not paused
     */
    void resume(String feed, String person, String reason);

    /**
     * Starts a run of this feed alone.
     *
     * @return the run's number
     * @throws uk.fosteringhub.console.answer.Refused if it is paused or not in use, or another run is under way
     */
    long run(String feed, String person);

    /** Tries the place the feed comes from, without taking anything. */
    Tested test(String feed, String person);
}
