package uk.fosteringhub.core.attribution.sources;

/**
 * What something received was taken for. Empty texts: nothing is known.
 *
 * @param channel code of the channel
 * @param rule the rule that said so; {@link SourceRules#BY_MAPPING} where the feed's mapping knew the channel
 * @param campaign its name
 * @param carrier code of who carried it
 */
public record Taken(
        String channel, String rule, String campaign, String campaignRule, String carrier, String carrierRule) {
    public static final Taken FOR_NOTHING = new Taken("", "", "", "", "", "");
}
