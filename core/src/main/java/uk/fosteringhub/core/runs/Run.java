package uk.fosteringhub.core.runs;

import uk.fosteringhub.core.settings.FeedSettings;

/** A run that this process leads, until closed. */
public final class Run implements AutoCloseable {

    /** 0 in a dry run. */
    public long id() {
        throw new UnsupportedOperationException();
    }

    /** Whether it goes on with a run that a crash has left unfinished. */
    public boolean resumed() {
        throw new UnsupportedOperationException();
    }

    public boolean dryRun() {
        throw new UnsupportedOperationException();
    }

    /** Opens the books of a feed. Doing it again is the same as once. */
    public void begin(FeedSettings feed) {
        throw new UnsupportedOperationException();
    }

    /** Adds a plain sentence to what a person is told about a feed; it does not change the verdict. */
    public void note(FeedSettings feed, String note) {
        throw new UnsupportedOperationException();
    }

    /** The feed could not be read to its end: an outage, refused credentials, an answer that cannot be used. */
    public void stopped(FeedSettings feed, String reason) {
        throw new UnsupportedOperationException();
    }

    /** Everything that was there on the feed has been taken. */
    public void done(FeedSettings feed) {
        throw new UnsupportedOperationException();
    }

    /** Closes the books, decides the verdict and keeps both. */
    public RunResult finish() {
        throw new UnsupportedOperationException();
    }

    /** Gives the lead back. An unfinished run is gone on with by the next {@link Runs#lead}. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
