package uk.fosteringhub.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.connectors.dbs.UpdateService;
import uk.fosteringhub.connectors.medical.KeptMessages;
import uk.fosteringhub.connectors.transport.FileDrop;
import uk.fosteringhub.connectors.transport.JsonPull;
import uk.fosteringhub.connectors.transport.Reception;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.settings.SystemSettings;
import uk.fosteringhub.core.sync.Intake;

/** Takes in what waits at one system's places, each place once. */
public final class Transports {
    private final FileDrop fileDrop;
    private final JsonPull jsonPull;
    private final UpdateService updateService;
    private final KeptMessages keptMessages;
    private final CheckRulesStep checkRules;

    public Transports(
            FileDrop fileDrop,
            JsonPull jsonPull,
            UpdateService updateService,
            KeptMessages keptMessages,
            CheckRulesStep checkRules) {
        this.fileDrop = fileDrop;
        this.jsonPull = jsonPull;
        this.updateService = updateService;
        this.keptMessages = keptMessages;
        this.checkRules = checkRules;
    }

    /** @param feeds those of the system that are in use and wanted, in their order */
    void receive(SystemSettings system, List<FeedSettings> feeds, boolean dryRun, Intake intake, Reception reception) {
        folders(feeds).values().forEach(shared -> fileDrop.receive(system, shared, dryRun, reception));
        feeds.stream()
                .filter(feed -> feed.way() == FeedWay.JSON_PULL)
                .forEach(feed -> jsonPull.receive(system, feed, intake.cursor(feed.name()), reception));
        feeds.stream()
                .filter(feed -> feed.way() == FeedWay.STATUS_CHECK)
                .forEach(feed -> updateService.receive(system, feed, dryRun, reception));
        feeds.stream()
                .filter(feed -> feed.way() == FeedWay.MLLP)
                .forEach(feed -> keptMessages.receive(feed, dryRun, reception));
        feeds.stream().filter(feed -> feed.way() == FeedWay.RULES).forEach(feed -> checkRules.receive(feed, reception));
    }

    /** Why a place cannot be read, by place; empty for those that can. */
    public Map<String, Optional<String>> probe(SystemSettings system, List<FeedSettings> feeds) {
        Map<String, Optional<String>> answers = new LinkedHashMap<>();
        folders(feeds).keySet().forEach(place -> answers.put(place, fileDrop.probe(system, place)));
        feeds.stream()
                .filter(feed -> feed.way() == FeedWay.JSON_PULL)
                .forEach(feed -> answers.put(feed.location().orElseThrow(), jsonPull.probe(system, feed)));
        return answers;
    }

    private static Map<String, List<FeedSettings>> folders(List<FeedSettings> feeds) {
        Map<String, List<FeedSettings>> folders = new LinkedHashMap<>();
        feeds.stream().filter(feed -> feed.way() == FeedWay.FILE_DROP).forEach(feed -> folders.computeIfAbsent(
                        feed.location().orElseThrow(), place -> new ArrayList<>())
                .add(feed));
        return folders;
    }
}
