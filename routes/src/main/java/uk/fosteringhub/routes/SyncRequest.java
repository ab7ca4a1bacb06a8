package uk.fosteringhub.routes;

import java.util.List;

/**
 * What is to be synced.
 *
 * @param trigger what asks for it: {@code command}, {@code schedule}, {@code demo}, {@code api}
 * @param feeds names; empty for all that are in use
 * @param dryRun changes nothing, here or at the systems
 */
public record SyncRequest(String trigger, List<String> feeds, boolean dryRun) {
    public SyncRequest {
        feeds = List.copyOf(feeds);
    }
}
