package uk.fosteringhub.routes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.quartz.CronExpression;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.runs.FeedPauses;
import uk.fosteringhub.core.runs.FeedState;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.HubSettings;

/** What is configured, what has come, and when the next run is. */
public final class FeedOverview {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HubSettings settings;
    private final Map<String, FeedState> states;
    private final Map<String, FeedPauses.Pause> pauses;
    private final Optional<Instant> nextRun;

    private FeedOverview(HubSettings settings, List<FeedState> states, Map<String, FeedPauses.Pause> pauses) {
        this.settings = settings;
        this.pauses = pauses;
        this.states = states.stream().collect(Collectors.toMap(FeedState::feed, state -> state));
        this.nextRun = nextRun(settings.schedule().sync(), settings.zone());
    }

    public static FeedOverview of(HubSettings settings, Mappings mappings, DataSource database) {
        return of(Hub.on(database, settings, mappings));
    }

    public static FeedOverview of(Hub hub) {
        return new FeedOverview(
                hub.settings(), hub.feeds(), new FeedPauses(hub.database(), new AuditLog(hub.database())).all());
    }

    /** When a cron expression fires next; it was checked when the settings were read. */
    static Optional<Instant> nextRun(String cron, ZoneId zone) {
        try {
            CronExpression expression = new CronExpression(cron);
            expression.setTimeZone(TimeZone.getTimeZone(zone));
            return Optional.ofNullable(expression.getNextValidTimeAfter(new Date()))
                    .map(Date::toInstant);
        } catch (ParseException impossible) {
            throw new IllegalStateException("the schedule was checked before", impossible);
        }
    }

    public List<String> table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("feed", "kind", "last delivery", "records", "failures", "comes from"));
        for (FeedSettings feed : settings.feeds()) {
            FeedState state = states.get(feed.name());
            rows.add(List.of(
                    feed.name(),
                    word(feed.kind()),
                    state.lastDelivery().map(this::local).orElse("-"),
                    String.valueOf(state.records()),
                    String.valueOf(state.openFailures()),
                    feed.location().orElse("not in use: hub.systems." + feed.system() + ".location is not set")
                            + (pauses.containsKey(feed.name()) ? " (paused)" : "")));
        }
        List<String> lines = new ArrayList<>(TextTable.of(rows));
        lines.add("");
        lines.add("Next run of a serving hub: " + nextRun.map(this::local).orElse("never") + " " + settings.zone()
                + " (" + settings.schedule().sync() + ")");
        return lines;
    }

    public String json() {
        ObjectNode document = JSON.createObjectNode();
        nextRun.ifPresent(time -> document.put("nextRun", time.toString()));
        var feeds = document.putArray("feeds");
        for (FeedSettings feed : settings.feeds()) {
            FeedState state = states.get(feed.name());
            ObjectNode node = feeds.addObject();
            node.put("feed", feed.name());
            node.put("system", feed.system());
            node.put("mapping", feed.mapping());
            node.put("kind", word(feed.kind()));
            node.put("way", word(feed.way()));
            node.put("inUse", feed.location().isPresent());
            node.put("location", feed.location().orElse(null));
            node.put("lastDelivery", state.lastDelivery().map(Instant::toString).orElse(null));
            node.put("lastDeliveryName", state.lastDeliveryName().orElse(null));
            Optional.ofNullable(pauses.get(feed.name())).ifPresent(pause -> node.putObject("paused")
                    .put("since", pause.since().toString())
                    .put("by", pause.actor())
                    .put("reason", pause.reason()));
            node.put("records", state.records());
            node.put("openFailures", state.openFailures());
        }
        return document.toPrettyString();
    }

    private String local(Instant time) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
                .withZone(settings.zone())
                .format(time);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
