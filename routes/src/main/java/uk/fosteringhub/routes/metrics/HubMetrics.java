package uk.fosteringhub.routes.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.figures.FigureBook;
import uk.fosteringhub.core.figures.Figures;
import uk.fosteringhub.core.identity.pass.IdentityFigures;
import uk.fosteringhub.core.runs.Books;

/**
 * How the hub stands, as metrics. Labels hold names of feeds, targets, steps and states alone, so their number is bounded
 * and none of them is personal. {@code docs/metrics.md} lists them.
 */
public final class HubMetrics {
    private final FigureBook book;
    private final MeterRegistry registry;
    private final Map<String, MultiGauge> gauges = new LinkedHashMap<>();
    private final Map<String, List<MultiGauge.Row<?>>> rows = new LinkedHashMap<>();

    public HubMetrics(FigureBook book, MeterRegistry registry) {
        this.book = book;
        this.registry = registry;
    }

    /** Counts anew. */
    public synchronized void refresh() {
        Figures figures = book.read();
        rows.clear();
        figures.feeds().forEach(this::feed);
        figures.targets().forEach(this::target);
        night(figures.night());
        figures.failures()
                .forEach(failed -> row(
                        "hub.failures",
                        "Failures that wait for somebody",
                        Tags.of("feed", failed.feed(), "step", failed.step(), "state", failed.state()),
                        failed.count()));
        figures.replayed()
                .forEach((outcome, count) -> row(
                        "hub.replayed.records",
                        "Failures that replays have been through, by outcome; its rate is the rate of replay",
                        Tags.of("outcome", outcome),
                        count));
        figures.incidents()
                .forEach((kind, count) ->
                        row("hub.incidents.open", "Open incidents by kind", Tags.of("kind", kind), count));
        identity(figures.identity());
        row("hub.alerts.unsent", "Alerts that are still to be sent", Tags.empty(), figures.alertsUnsent());
        row(
                "hub.figures.read.timestamp.seconds",
                "When these figures were read",
                Tags.empty(),
                Instant.now().getEpochSecond());
        gauges.forEach((name, gauge) -> gauge.register(rows.getOrDefault(name, List.of()), true));
    }

    private void feed(Figures.Feed feed) {
        Tags tags = Tags.of("feed", feed.name());
        row("hub.feed.paused", "1 while a person has paused the feed", tags, feed.paused() ? 1 : 0);
        feed.lastDelivery()
                .ifPresent(age -> row(
                        "hub.feed.last.delivery.age.seconds",
                        "Since the newest accepted delivery",
                        tags,
                        seconds(age)));
        feed.verdict()
                .ifPresent(verdict -> row(
                        "hub.feed.verdict", "Of the newest run: 0 green, 1 amber, 2 red", tags, verdict.exitCode()));
        Books books = feed.books();
        row("hub.feed.balanced", "1 if the books of the newest run balance", tags, books.balance() ? 1 : 0);
        Map<String, Long> outcomes = new LinkedHashMap<>();
        outcomes.put("new", books.added());
        outcomes.put("changed", books.changed());
        outcomes.put("unchanged", books.unchanged());
        outcomes.put("failed", books.failed());
        outcomes.put("held", books.held());
        outcomes.put("ended", books.ended());
        outcomes.forEach((outcome, count) ->
                row("hub.feed.rows", "Rows of the newest run by outcome", tags.and("outcome", outcome), count));
    }

    private void target(Figures.Target target) {
        Tags tags = Tags.of("target", target.name());
        row("hub.target.waiting", "Changes without receipt", tags, target.waiting());
        row(
                "hub.target.oldest.change.age.seconds",
                "How long the oldest undelivered change has waited",
                tags,
                seconds(target.oldest()));
        row("hub.target.away", "1 while the target cannot be reached", tags, target.away() ? 1 : 0);
    }

    private void night(Figures.Night night) {
        night.verdict().ifPresent(verdict -> {
            row("hub.run.verdict", "Of the newest run: 0 green, 1 amber, 2 red", Tags.empty(), verdict.exitCode());
            row("hub.run.balanced", "1 if its books balance", Tags.empty(), night.balanced() ? 1 : 0);
            row("hub.run.duration.seconds", "How long it took", Tags.empty(), seconds(night.took()));
        });
        row("hub.run.under.way", "1 while a run is unfinished", Tags.empty(), night.underWay() ? 1 : 0);
        night.finishedAt()
                .ifPresent(at -> row(
                        "hub.run.finished.timestamp.seconds",
                        "When the newest run ended",
                        Tags.empty(),
                        at.getEpochSecond()));
        night.lastGreen()
                .ifPresent(at -> row(
                        "hub.last.green.night.timestamp.seconds",
                        "When the newest green run of everything ended",
                        Tags.empty(),
                        at.getEpochSecond()));
    }

    private void identity(IdentityFigures identity) {
        row("hub.identity.waiting", "Records that wait to be compared with others", Tags.empty(), identity.waiting());
        row(
                "hub.identity.oldest.waiting.age.seconds",
                "How long the oldest of them has waited",
                Tags.empty(),
                seconds(identity.oldest()));
        row("hub.identity.records", "Person records that are compared", Tags.empty(), identity.records());
        row("hub.identity.links", "Pairs of person records that are linked", Tags.empty(), identity.linked());
        row("hub.identity.review", "Pairs that a person is to look at", Tags.empty(), identity.review());
        row(
                "hub.identity.capped.blocks",
                "Blocks of records that are too large to be compared for this reason alone",
                Tags.empty(),
                identity.capped());
    }

    private void row(String name, String description, Tags tags, Number value) {
        gauges.computeIfAbsent(
                name,
                metric -> MultiGauge.builder(metric).description(description).register(registry));
        rows.computeIfAbsent(name, metric -> new ArrayList<>()).add(MultiGauge.Row.of(tags, value));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
