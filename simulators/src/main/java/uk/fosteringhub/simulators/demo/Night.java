package uk.fosteringhub.simulators.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import uk.fosteringhub.simulators.dbs.Certificate;
import uk.fosteringhub.simulators.dbs.Certificates;
import uk.fosteringhub.simulators.files.MadeUpFiles;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Version;
import uk.fosteringhub.simulators.lafse.Referral;
import uk.fosteringhub.simulators.medical.EngineSimulator;
import uk.fosteringhub.simulators.mosaic.MosaicSimulator;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.World;

/**
 * What the outside systems hold on one night of the demo: two thousand persons and what goes with them on the first;
 * each night after, a few more, and one record in fifty changed.
 *
 * @param number 0 for the first
 */
record Night(int number) {
    private static final long SEED = 903;
    private static final long PERSONS = 2_000;
    private static final long NEW_PERSONS_A_NIGHT = 25;
    private static final int REFERRALS = 300;
    private static final int NEW_REFERRALS_A_NIGHT = 6;
    private static final double CHANGED = 0.02;
    private static final int SECONDS_OF_AN_EVENING = 4 * 3600;
    private static final int FIRST_PUSHED = 5_000;
    private static final int PUSHED_A_NIGHT = 5;
    private static final int MESSAGES_A_NIGHT = 3;
    private static final int FIRST_REPORT = 900_001;
    private static final MadeUpFiles FILES = new MadeUpFiles();

    /** Lays the files of one system out under their final names, whole or not at all. */
    void layOut(String system, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String feed : feedsOf(system)) {
            Map<Long, Mistake> planted = number == 0 ? PlantedRecords.in(feed) : Map.of();
            Path unfinished = Files.createTempFile(folder.getParent(), feed, ".part");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                FILES.generate(feed, FILES.rowsFor(feed, persons()), SEED, planted, new Version(number, CHANGED), out);
            }
            Files.move(unfinished, folder.resolve(FILES.fileName(feed)), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The certificates in the council's register, as the Update Service knows them. */
    List<Certificate> certificates() {
        Draw draw = new Draw(SEED);
        long known = FILES.rowsFor("dbs-certificates", PERSONS + number * NEW_PERSONS_A_NIGHT);
        List<Certificate> certificates = new ArrayList<>();
        for (long i = 0; i < known; i++) {
            certificates.add(Certificates.known(draw, i));
        }
        return certificates;
    }

    /** Everything that MOSAIC lists on this night. */
    void layOut(MosaicSimulator mosaic) throws IOException {
        for (String feed : feedsOf("mosaic")) {
            ByteArrayOutputStream table = new ByteArrayOutputStream();
            long rows = FILES.rowsFor(feed, persons());
            FILES.generate(feed, rows, SEED, Map.of(), new Version(number, CHANGED), table);
            mosaic.load(feed, table.toByteArray());
        }
    }

    private long persons() {
        return PERSONS + number * NEW_PERSONS_A_NIGHT;
    }

    static boolean anyLeft(String system, Path folder) {
        return feedsOf(system).stream().anyMatch(feed -> Files.exists(folder.resolve(FILES.fileName(feed))));
    }

    /** All referrals as they stand on this night, with those of the nights before as they were changed then. */
    List<Referral> referrals() {
        List<Referral> referrals = new ArrayList<>();
        Draw draw = new Draw(SEED);
        for (int i = 0; i < REFERRALS + number * NEW_REFERRALS_A_NIGHT; i++) {
            int firstNight = i < REFERRALS ? 0 : (i - REFERRALS) / NEW_REFERRALS_A_NIGHT + 1;
            Referral referral = Referral.of(draw, i, 0);
            if (firstNight > 0) {
                referral = referral.at(evening(firstNight, i));
            }
            for (int night = firstNight + 1; night <= number; night++) {
                if (new SplittableRandom(SEED + night * 1_000_003L + i).nextDouble() < CHANGED) {
                    referral = Referral.of(draw, i, night).at(evening(night, i));
                }
            }
            boolean spoilt = number == 0 && PlantedRecords.in("lafse-enquiries").containsKey((long) i);
            referrals.add(spoilt ? referral.withoutId() : referral);
        }
        return referrals;
    }

    /** Later than anything of the nights before, so that a reader who asks for what is new finds it. */
    private static Instant evening(int night, int referral) {
        long seconds = LocalDate.ofEpochDay(World.NIGHT + night)
                .atStartOfDay(java.time.ZoneOffset.UTC)
                .toEpochSecond();
        int late = new SplittableRandom(SEED + night + referral).nextInt(SECONDS_OF_AN_EVENING);
        return Instant.ofEpochSecond(seconds + 18 * 3600 + late);
    }

    /**
     * What a system pushes on this night, far beyond the rows of its files.
     *
     * @return JSON objects by the number of their row
     */
    Map<String, String> pushed(String feed) throws IOException {
        long first = FIRST_PUSHED + (long) number * PUSHED_A_NIGHT;
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        FILES.generate(feed, first + PUSHED_A_NIGHT, SEED, Map.of(), Version.FIRST, table);
        Map<String, String> objects = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(table.toString(StandardCharsets.UTF_8))) {
            rows.stream()
                    .skip(first)
                    .forEach(row -> objects.put(Long.toString(first + objects.size()), json(row.getFieldsAsMap())));
        }
        return objects;
    }

    private static String json(Map<String, String> columns) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        columns.forEach((name, value) -> {
            if (!value.isEmpty()) {
                object.put(name, value);
            }
        });
        return object.toString();
    }

    /** Referrals that the regional service pushes as they come; it lists them afterwards, too. */
    List<Referral> pushedReferrals() {
        Draw draw = new Draw(SEED);
        List<Referral> pushed = new ArrayList<>();
        for (int i = 0; i < PUSHED_A_NIGHT; i++) {
            int referral = FIRST_PUSHED + number * PUSHED_A_NIGHT + i;
            pushed.add(Referral.of(draw, referral, 0).at(evening(number, referral)));
        }
        return pushed;
    }

    /** Outcomes of adult health reports that a hospital sends. */
    List<String> messages() {
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES_A_NIGHT; i++) {
            int report = number * MESSAGES_A_NIGHT + i;
            // the office's files are about every fifth household from the first on
            long carer = World.personId(World.primaryCarer(report * 5L + 1));
            messages.add(EngineSimulator.outcome(
                    "D" + report,
                    "MA-" + (FIRST_REPORT + report),
                    Long.toString(carer),
                    "A^Fit",
                    DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofEpochDay(World.NIGHT - 20))));
        }
        return messages;
    }

    /** The feeds whose files a system hands over. */
    static List<String> feedsOf(String system) {
        return FILES.feeds().stream()
                .filter(feed -> feed.startsWith(system + "-"))
                .toList();
    }
}
