package uk.fosteringhub.core.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.sync.ReplayPassage;

/** Everything about taking failures through again, put together for one hub. */
public record Replays(
        ReplaySets sets, Replayer replayer, Previews previews, Editing editing, FailureReadings readings) {

    public static Replays of(Hub hub) {
        Map<String, FeedSettings> feeds = new HashMap<>();
        hub.settings().feeds().forEach(feed -> feeds.put(feed.name(), feed));
        Set<String> systems = Set.copyOf(
                hub.settings().targets().stream().map(OutgoingSettings::system).toList());
        ReplayPassage passage = hub.replayPassage();
        TargetReplay targets = new TargetReplay(systems);
        return new Replays(
                new ReplaySets(hub.database(), hub.payloads(), hub.settings().zone()),
                new Replayer(
                        hub.database(),
                        hub.payloads(),
                        feeds,
                        passage,
                        targets,
                        new DeliveryRetry(hub.database(), hub.runs(), hub.intake(), hub.archive(), hub.targets())),
                new Previews(hub.database(), hub.payloads(), hub.settings().zone(), feeds, passage, targets),
                new Editing(hub.database(), hub.payloads(), hub.settings().zone(), feeds, passage),
                new FailureReadings(hub.database(), feeds, passage));
    }
}
