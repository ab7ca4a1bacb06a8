package uk.fosteringhub.core.attribution.model;

/** The Markov model is asked about more channels than it can do in a reasonable time. */
public final class TooManyChannels extends Exception {
    private static final long serialVersionUID = 1L;

    public TooManyChannels(int channels) {
        super("the journeys have " + channels + " different channels, and the Markov model takes at most "
                + MarkovChain.MOST_CHANNELS + "; give channels of a kind one name");
    }
}
