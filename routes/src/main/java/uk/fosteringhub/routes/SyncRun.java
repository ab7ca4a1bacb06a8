package uk.fosteringhub.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.attribution.store.Attributor;
import uk.fosteringhub.core.runs.FeedPauses;
import uk.fosteringhub.core.runs.Run;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.settings.HubSettings;
import uk.fosteringhub.core.settings.SystemSettings;
import uk.fosteringhub.core.sync.Progress;
import uk.fosteringhub.routes.settings.WrongSettings;

/** The overnight sync, from first feed to verdict. */
public final class SyncRun {
    private static final Logger LOG = LoggerFactory.getLogger(SyncRun.class);
    /** Under which lines of the log carry the run. */
    private static final String RUN = "run";

    private final Hub hub;
    private final Transports transports;
    private final Publisher publisher;
    private final Optional<TargetLines> lines;
    private final CurrentRun current;
    private final FeedPauses pauses;
    private final Runnable afterwards;
    private final IdentityStep identity;
    private final AttributionStep attribution;

    /**
     * @param lines empty where nothing goes out to any system
     * @param pauses which feeds are not to be read
     * @param afterwards when a run is finished and the lead is given back
     */
    public SyncRun(
            Hub hub,
            Transports transports,
            Publisher publisher,
            Optional<TargetLines> lines,
            CurrentRun current,
            FeedPauses pauses,
            Runnable afterwards) {
        this.pauses = pauses;
        this.afterwards = afterwards;
        this.hub = hub;
        this.identity = new IdentityStep(hub.identity());
        this.attribution = new AttributionStep(new Attributor(
                hub.database(), hub.mappings().sources(), hub.settings().attribution()));
        this.transports = transports;
        this.publisher = publisher;
        this.lines = lines;
        this.current = current;
    }

    /** A run that this process leads and that is yet to be carried out. */
    public final class Led {
        private final Run run;
        private final List<FeedSettings> feeds;

        private Led(Run run, List<FeedSettings> feeds) {
            this.run = run;
            this.feeds = feeds;
        }

        public long id() {
            return run.id();
        }

        /** Whether a crash left it unfinished before. */
        public boolean resumed() {
            return run.resumed();
        }

        /**
         * Takes in every feed, hands on the changes, and closes the books. Whatever happens on a feed is in the result.
         *
         * @throws uk.fosteringhub.core.store.StoreUnavailable if the database goes away; the next run goes on with it
         */
        public RunResult carryOut(Progress progress) {
            boolean dryRun = run.dryRun();
            RunResult result;
            try (run) {
                result = carriedOut(progress);
            }
            if (!dryRun) {
                afterwards.run();
            }
            return result;
        }

        /** This process is done with the run before it gives the lead back, since it may get the next one at once. */
        private RunResult carriedOut(Progress progress) {
            current.begin(run, progress);
            MDC.put(RUN, String.valueOf(run.id()));
            try {
                feeds.forEach(run::begin);
                if (!run.dryRun()) {
                    // Under which key a system took a record is known before its own extract is read.
                    lines.ifPresent(TargetLines::collectAnswers);
                }
                RunReception reception = new RunReception(run, hub.intake());
                Optional<String> notCompared = Optional.empty();
                // Their books say that they are paused.
                Set<String> paused = pauses.all().keySet();
                feeds.stream().filter(feed -> paused.contains(feed.name())).forEach(run::done);
                for (SystemSettings system : hub.settings().systems()) {
                    List<FeedSettings> own = feeds.stream()
                            .filter(feed -> feed.system().equals(system.name()))
                            .filter(feed -> !paused.contains(feed.name()))
                            .toList();
                    transports.receive(system, own, run.dryRun(), hub.intake(), reception);
                    own.stream().filter(feed -> feed.way() == FeedWay.PUSH).forEach(feed -> claim(feed, reception));
                    if (!run.dryRun() && !own.isEmpty()) {
                        notCompared = identity.carryOut();
                    }
                }
                notCompared.ifPresent(problem -> run.concern(feeds.get(0), problem));
                if (!run.dryRun()) {
                    publisher.handOnAll().forEach(problem -> run.concern(feeds.get(0), problem));
                    lines.ifPresent(TargetLines::deliver);
                    attribution.carryOut().ifPresent(problem -> run.concern(feeds.get(0), problem));
                }
                RunResult result = run.finish(feeds, hub.targets());
                LOG.info("run={} outcome={}", result.run(), result.verdict());
                return result;
            } finally {
                current.end();
                MDC.remove(RUN);
            }
        }

        /** What was pushed since the last run was taken through when it came; this run shows it. */
        private void claim(FeedSettings feed, RunReception reception) {
            if (!run.dryRun()) {
                hub.live().claim(run, feed);
            }
            reception.done(feed, true);
        }
    }

    /**
     * Takes the lead.
     *
     * @return empty if another process leads a run right now
     * @throws UnknownFeed if a feed is asked for that is not there
     * @throws WrongSettings if nothing that is asked for is in use
     */
    public Optional<Led> lead(SyncRequest request) throws UnknownFeed, WrongSettings {
        List<FeedSettings> feeds = wanted(hub.settings(), request.feeds());
        return hub.runs().lead(request.trigger(), request.dryRun()).map(run -> new Led(run, feeds));
    }

    /** The feeds of those names that are in use, in their order; all of them for no names. */
    public static List<FeedSettings> wanted(HubSettings settings, List<String> names)
            throws UnknownFeed, WrongSettings {
        List<FeedSettings> all = settings.feeds();
        List<FeedSettings> wanted = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String name : names) {
            FeedSettings feed = all.stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new UnknownFeed("There is no feed '" + name + "'; write one of "
                            + all.stream().map(FeedSettings::name).collect(Collectors.joining(", ")) + "."));
            if (feed.location().isEmpty()) {
                problems.add(
                        "hub.systems." + feed.system() + ".location is not set, so " + name + " comes from nowhere.");
            }
            wanted.add(feed);
        }
        if (!problems.isEmpty()) {
            throw new WrongSettings(problems);
        }
        return names.isEmpty()
                ? inUse(all)
                : all.stream().filter(wanted::contains).toList();
    }

    private static List<FeedSettings> inUse(List<FeedSettings> all) throws WrongSettings {
        List<FeedSettings> inUse =
                all.stream().filter(feed -> feed.location().isPresent()).toList();
        if (inUse.isEmpty()) {
            throw new WrongSettings(List.of("No system is in use: none has a location. Say where one is, such as"
                    + " --set hub.systems.lcs.location=file:/srv/lcs, or in config/systems/lcs.yml. (\"hub demo\" needs"
                    + " none.)"));
        }
        return inUse;
    }
}
