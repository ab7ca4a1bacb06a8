package uk.fosteringhub.simulators.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import uk.fosteringhub.core.simulation.FileGenerator;
import uk.fosteringhub.simulators.brokerage.BrokerageFeeds;
import uk.fosteringhub.simulators.charms.CharmsFeeds;
import uk.fosteringhub.simulators.events.EventFeeds;
import uk.fosteringhub.simulators.lafse.LafseFeeds;
import uk.fosteringhub.simulators.lcs.LcsFeeds;
import uk.fosteringhub.simulators.marketing.MarketingFeeds;
import uk.fosteringhub.simulators.mosaic.MosaicFeeds;
import uk.fosteringhub.simulators.nudges.NudgeFeeds;
import uk.fosteringhub.simulators.panel.PanelFeeds;
import uk.fosteringhub.simulators.phone.PhoneFeeds;
import uk.fosteringhub.simulators.portal.PortalFeeds;
import uk.fosteringhub.simulators.ssda903.Ssda903Feeds;
import uk.fosteringhub.simulators.training.TrainingFeeds;
import uk.fosteringhub.simulators.website.WebsiteFeeds;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;

/**
 * Made-up files for every file feed, in constant memory, several hundred thousand rows a second.
 *
 * <p>Files made with one seed fit together if their row counts keep the proportions of {@link #rowsFor}: every person,
 * worker, household and enquiry that one refers to is a row of another.
 */
public final class MadeUpFiles implements FileGenerator {
    private static final long MOST_ROWS = 100_000_000;
    private static final Map<String, Long> ROWS_FOR_TEN_THOUSAND_PERSONS = Map.ofEntries(
            Map.entry("lcs-persons", 10_000L),
            Map.entry("lcs-addresses", 12_500L),
            Map.entry("lcs-households", 2_000L),
            Map.entry("lcs-workers", 200L),
            Map.entry("lcs-approvals", 2_500L),
            Map.entry("lcs-assessments", 1_500L),
            Map.entry("lcs-allocations", 4_000L),
            Map.entry("lcs-visits", 20_000L),
            Map.entry("lcs-enquiries", 2_000L),
            Map.entry("ssda903-header", 1_500L),
            Map.entry("ssda903-episodes", 6_000L),
            Map.entry("lafse-enquiries-csv", 1_000L),
            Map.entry("mosaic-persons-csv", 2_000L),
            Map.entry("mosaic-addresses-csv", 2_500L),
            Map.entry("mosaic-phones-csv", 3_000L),
            Map.entry("mosaic-workers-csv", 40L),
            Map.entry("mosaic-allocations-csv", 800L),
            Map.entry("mosaic-visits-csv", 2_000L),
            Map.entry("mosaic-workflow-steps-csv", 1_200L),
            Map.entry("mosaic-short-breaks-csv", 200L),
            Map.entry("charms-carers", 4_000L),
            Map.entry("charms-households", 2_000L),
            Map.entry("charms-approvals", 2_500L),
            Map.entry("charms-progress", 6_000L),
            Map.entry("panel-decisions", 1_500L),
            Map.entry("panel-reviews", 2_000L),
            Map.entry("training-attendance", 3_000L),
            Map.entry("training-tsd", 2_000L),
            Map.entry("portal-forms", 2_000L),
            Map.entry("brokerage-placements", 1_000L),
            Map.entry("brokerage-on-hold", 200L),
            Map.entry("brokerage-relief-nights", 800L),
            Map.entry("website-enquiries", 1_200L),
            Map.entry("website-touchpoints", 3_600L),
            Map.entry("phone-enquiries", 400L),
            Map.entry("phone-touchpoints", 800L),
            Map.entry("events-enquiries", 200L),
            Map.entry("events-touchpoints", 600L),
            Map.entry("nudges-touchpoints", 400L));

    /** The campaign calendar is that of one council, however many persons it knows. */
    private static final Map<String, Long> ROWS_FOR_ANY_NUMBER_OF_PERSONS =
            Map.of("marketing-campaigns", MarketingFeeds.CAMPAIGNS, "marketing-spend", MarketingFeeds.SPENDING);

    private final Map<String, Feed> feeds = new TreeMap<>();

    public MadeUpFiles() {
        for (List<Feed> some : List.of(
                LcsFeeds.all(),
                Ssda903Feeds.all(),
                LafseFeeds.all(),
                CharmsFeeds.all(),
                PanelFeeds.all(),
                TrainingFeeds.all(),
                PortalFeeds.all(),
                BrokerageFeeds.all(),
                WebsiteFeeds.all(),
                PhoneFeeds.all(),
                EventFeeds.all(),
                MarketingFeeds.all(),
                NudgeFeeds.all(),
                MosaicFeeds.all())) {
            some.forEach(feed -> feeds.put(feed.form().feed(), feed));
        }
    }

    @Override
    public List<String> feeds() {
        return List.copyOf(feeds.keySet());
    }

    @Override
    public String fileName(String feed) {
        return find(feed).form().fileName();
    }

    /** How many rows of a feed go with so many persons, rounded up. */
    public long rowsFor(String feed, long persons) {
        String name = find(feed).form().feed();
        Long fixed = ROWS_FOR_ANY_NUMBER_OF_PERSONS.get(name);
        return fixed != null ? fixed : (persons * ROWS_FOR_TEN_THOUSAND_PERSONS.get(name) + 9_999) / 10_000;
    }

    @Override
    public void generate(String feed, long rows, long seed, double dirt, OutputStream out) throws IOException {
        generate(feed, rows, seed, dirt, Version.FIRST, out);
    }

    /**
     * Writes a later version of a file, in which some rows have changed, for trying how a hub takes up changes.
     *
     * @param version which version, and what share of the rows it changes
     */
    public void generate(String feed, long rows, long seed, double dirt, Version version, OutputStream out)
            throws IOException {
        Feed kind = find(feed);
        if (rows < 0 || rows > MOST_ROWS) {
            throw new IllegalArgumentException("Rows must be 0 to " + MOST_ROWS + ", not " + rows);
        }
        if (!(dirt >= 0 && dirt <= 1)) {
            throw new IllegalArgumentException("Dirt is a share from 0 to 1, not " + dirt);
        }
        Mistake[] mistakes = kind.form().mistakes().stream()
                .sorted(Comparator.naturalOrder())
                .toArray(Mistake[]::new);
        Draw forMistakes = new Draw(seed);
        write(
                kind,
                rows,
                seed,
                version,
                number -> {
                    boolean spoilt = dirt > 0
                            && forMistakes.about(Stream.MISTAKE, number).chance(dirt);
                    return spoilt ? Optional.of(forMistakes.pick(mistakes)) : Optional.empty();
                },
                out);
    }

    /**
     * Writes a file that is clean but for chosen rows.
     *
     * @param planted mistakes by row number, from 0
     */
    public void generate(
            String feed, long rows, long seed, Map<Long, Mistake> planted, Version version, OutputStream out)
            throws IOException {
        write(find(feed), rows, seed, version, number -> Optional.ofNullable(planted.get(number)), out);
    }

    private static void write(
            Feed kind,
            long rows,
            long seed,
            Version version,
            LongFunction<Optional<Mistake>> mistakes,
            OutputStream out)
            throws IOException {
        Draw draw = new Draw(seed);
        Row row = new Row(out);
        row.header(kind.form().header());
        for (long number = 0; number < rows; number++) {
            row.begin(mistakes.apply(number));
            kind.write(number, rows, version.revisionOf(number, draw), draw, row);
            row.end();
        }
        row.flush();
    }

    /** The mistakes that dirt plants in a feed. */
    public Set<Mistake> mistakesOf(String feed) {
        return find(feed).form().mistakes();
    }

    /** One row with a mistake chosen by the caller, without line end. */
    public String rowWith(Mistake mistake, String feed, long number, long rows, long seed) throws IOException {
        Feed kind = find(feed);
        if (!kind.form().mistakes().contains(mistake)) {
            throw new IllegalArgumentException("Feed " + feed + " has no place for the mistake " + mistake + ", only "
                    + kind.form().mistakes());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Row row = new Row(bytes);
        row.begin(Optional.of(mistake));
        kind.write(number, rows, 0, new Draw(seed), row);
        row.end();
        row.flush();
        return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private Feed find(String feed) {
        Feed found = feeds.get(feed);
        if (found == null) {
            throw new IllegalArgumentException(
                    "There is no file feed " + feed + "; those that can be made up: " + String.join(", ", feeds()));
        }
        return found;
    }
}
