package uk.fosteringhub.benchmarks.attribution;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import uk.fosteringhub.core.attribution.files.AttributionFiles.Sources;

/** Files of a made-up year: up to eight touchpoints for each enquiry, 20 channels. */
final class MadeUpYear {
    private static final int CHANNELS = 20;
    private static final int MOST_TOUCHES = 8;

    private MadeUpYear() {}

    /** The four files that {@code ./hub attribute} starts from. */
    static Sources records(Path folder, long enquiries, long seed) throws IOException {
        Files.createDirectories(folder);
        Sources files = new Sources(
                folder.resolve("touchpoints.csv"),
                folder.resolve("identities.csv"),
                folder.resolve("enquiries.csv"),
                folder.resolve("spend.csv"));
        SplittableRandom random = new SplittableRandom(seed);
        try (BufferedWriter touches = Files.newBufferedWriter(files.touchpoints());
                BufferedWriter identities = Files.newBufferedWriter(files.identities());
                BufferedWriter list = Files.newBufferedWriter(files.enquiries())) {
            touches.write("touch_id,source_key,channel,kind,campaign,occurred_at,evidence\n");
            identities.write("source_key,person_id\n");
            list.write("enquiry_id,person_id,enquired_at,council,initial_home_visit,application_given,"
                    + "application_received,training,panel,approved\n");
            long touch = 0;
            for (long i = 0; i < enquiries; i++) {
                identities.write("K" + i + ",P" + i + "\n");
                list.write("E" + i + ",P" + i + "," + time(random, 7) + ",Anytown,2026-08-01,,"
                        + (random.nextInt(5) == 0 ? "2026-09-01" : "") + ",,,\n");
                int count = random.nextInt(MOST_TOUCHES + 1);
                for (int t = 0; t < count; t++) {
                    int channel = random.nextInt(CHANNELS);
                    touches.write("T" + touch++ + ",K" + i + ",Channel " + channel + ","
                            + (channel < 3 ? "transit" : "source") + ",," + time(random, 4 + random.nextInt(3))
                            + ",utm\n");
                }
            }
        }
        Files.writeString(files.spend(), "channel,spend_gbp\nChannel 5,10400.00\nChannel 6,3300.00\n");
        return files;
    }

    /** Ready-made journeys. */
    static Path paths(Path folder, long journeys, long seed) throws IOException {
        Path file = Files.createDirectories(folder).resolve("paths.csv");
        SplittableRandom random = new SplittableRandom(seed);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("path;total_conversions;total_conversion_value;total_null\n");
            for (long i = 0; i < journeys; i++) {
                int steps = 1 + random.nextInt(MOST_TOUCHES);
                for (int step = 0; step < steps; step++) {
                    out.write((step == 0 ? "Channel " : " > Channel ") + random.nextInt(CHANNELS));
                }
                out.write(";" + random.nextInt(3) + ";" + random.nextInt(1000) / 10.0 + ";" + random.nextInt(5) + "\n");
            }
        }
        return file;
    }

    private static String time(SplittableRandom random, int month) {
        return "2026-%02d-%02dT%02d:%02d:%02d"
                .formatted(month, 1 + random.nextInt(28), random.nextInt(24), random.nextInt(60), random.nextInt(60));
    }
}
