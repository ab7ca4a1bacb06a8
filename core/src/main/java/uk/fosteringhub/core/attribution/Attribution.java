package uk.fosteringhub.core.attribution;

import java.util.List;
import uk.fosteringhub.core.attribution.journey.Enquiries;
import uk.fosteringhub.core.attribution.journey.Journey;
import uk.fosteringhub.core.attribution.journey.JourneyRules;
import uk.fosteringhub.core.attribution.journey.Stage;
import uk.fosteringhub.core.attribution.journey.Touches;
import uk.fosteringhub.core.attribution.model.ChannelTotals;
import uk.fosteringhub.core.attribution.model.Credits;
import uk.fosteringhub.core.attribution.model.MarkovChain;
import uk.fosteringhub.core.attribution.model.Model;
import uk.fosteringhub.core.attribution.model.RemovalEffect;
import uk.fosteringhub.core.attribution.model.TooManyChannels;

/**
 * Gives credit for every enquiry, by every model (rules R1 to R7). What comes out depends on nothing but what goes in, to
 * the last bit, and not on the order in which it comes.
 */
public final class Attribution {
    private final AttributionSettings settings;

    public Attribution(AttributionSettings settings) {
        this.settings = settings;
    }

    /** Takes credits, enquiry by enquiry in the order of their ids, and for each enquiry model by model. */
    @FunctionalInterface
    public interface Taker<E extends Exception> {
        /** @param credits by channel in the order of the channels' names; valid only during the call */
        void take(int enquiry, Model model, Credits credits) throws E;
    }

    /**
     * @param ranks for each channel its place among all names
     * @param effects the Markov model's, in the order of the channels' names
     */
    public record Result(ChannelTotals totals, List<RemovalEffect> effects, int[] ranks) {

        /** Applications received that the Markov model gives to a channel. */
        public double markovCredit(RemovalEffect effect) {
            return effect.share() * totals.households(Stage.APPLICATION_RECEIVED);
        }
    }

    /** @param touches sorted */
    public <E extends Exception> Result run(Touches touches, Enquiries enquiries, Taker<E> taker)
            throws E, TooManyChannels {
        JourneyRules rules =
                new JourneyRules(settings.window(), settings.same(), settings.inferredTakesCredit(), touches);
        int[] ranks = touches.channels().ranks();
        byte[] counted = enquiries.counted();
        ChannelTotals totals = new ChannelTotals();
        MarkovChain chain = new MarkovChain();
        Journey journey = new Journey();
        Credits credits = new Credits();
        for (int enquiry : enquiries.inOrder()) {
            rules.fill(journey, enquiries.person(enquiry), enquiries.at(enquiry));
            totals.count(counted[enquiry]);
            boolean converted = (counted[enquiry] & Stage.APPLICATION_RECEIVED.bit()) != 0;
            // A household that applied twice converted once, by the journey that counts.
            if (converted || !enquiries.reached(enquiry, Stage.APPLICATION_RECEIVED)) {
                chain.add(journey, converted, 1);
            }
            for (Model model : settings.models()) {
                credits.fill(journey, model, settings.halfLife());
                credits.sort(ranks);
                totals.add(model, credits, counted[enquiry]);
                taker.take(enquiry, model, credits);
            }
        }
        return new Result(totals, chain.effects(ranks), ranks);
    }
}
