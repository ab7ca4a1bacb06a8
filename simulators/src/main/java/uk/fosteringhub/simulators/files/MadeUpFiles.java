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
import uk.fosteringhub.simulators.dbs.Certificates;
import uk.fosteringhub.simulators.lafse.LafseFeeds;
import uk.fosteringhub.simulators.lcs.LcsFeeds;
import uk.fosteringhub.simulators.medical.Outcomes;
import uk.fosteringhub.simulators.ssda903.Ssda903Feeds;
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
            Map.entry("dbs-certificates", 2_000L),
            Map.entry("medical-outcomes", 400L));

    private final Map<String, Feed> feeds = new TreeMap<>();

    public MadeUpFiles() {
        for (List<Feed> some : List.of(
                LcsFeeds.all(),
                Ssda903Feeds.all(),
                LafseFeeds.all(),
                List.<Feed>of(new Certificates()),
                List.<Feed>of(new Outcomes()))) {
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
        return (persons * ROWS_FOR_TEN_THOUSAND_PERSONS.get(find(feed).form().feed()) + 9_999) / 10_000;
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
