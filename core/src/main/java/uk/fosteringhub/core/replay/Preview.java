package uk.fosteringhub.core.replay;

import java.util.Map;

/**
 * What would become of failures if they were taken through now.
 *
 * @param all how many would be taken
 * @param looked at how many of these it looked
 * @param counts by what would become of them
 * @param sentences why, with how many each is about; the most frequent first
 */
public record Preview(
        long all,
        int looked,
        Map<uk.fosteringhub.core.sync.Fate.Kind, Integer> counts,
        Map<String, Integer> sentences) {}
