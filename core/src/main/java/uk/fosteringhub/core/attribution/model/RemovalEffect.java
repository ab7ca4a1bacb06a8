package uk.fosteringhub.core.attribution.model;

/**
 * What a channel is worth by the Markov model.
 *
 * @param channel its number
 * @param effect by what share fewer journeys would convert without it, 0 to 1
 * @param share its effect as a share of all effects; all shares together are 1, or 0 where nothing converts
 */
public record RemovalEffect(int channel, double effect, double share) {}
