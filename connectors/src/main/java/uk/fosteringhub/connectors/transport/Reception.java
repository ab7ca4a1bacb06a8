package uk.fosteringhub.connectors.transport;

import uk.fosteringhub.core.settings.FeedSettings;

/** Hears how receiving goes. */
public interface Reception {

    /** Something a person should know, in a plain sentence without personal data. */
    void note(FeedSettings feed, String note);

    /** The feed could not be read to its end; the reason says what happened and what to do. */
    void stopped(FeedSettings feed, String reason);

    /**
     * No more is taken in this run.
     *
     * @param all whether everything that was there has been taken, and nothing was left for the next run
     */
    void done(FeedSettings feed, boolean all);
}
