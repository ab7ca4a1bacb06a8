package uk.fosteringhub.simulators.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import uk.fosteringhub.core.simulation.Simulation;
import uk.fosteringhub.simulators.kafka.KafkaSimulator;
import uk.fosteringhub.simulators.lafse.Fault;
import uk.fosteringhub.simulators.lafse.LafseSimulator;
import uk.fosteringhub.simulators.lcs.LcsImport;
import uk.fosteringhub.simulators.sftp.SftpSimulator;

/**
 * The outside systems of the demo: an SFTP server with a folder for each system that hands over files, the regional service
 * with small pages and one 429, LCS's import in {@code lcs/import}, and a Kafka broker. The first start lays out the first
 * night. A later start lays out the
 * next one if the files of the night before were all collected, and otherwise leaves what is there.
 */
public final class DemoWorld implements Simulation {
    static final String USER = "hub";
    static final String PASSWORD = "only-for-the-demo";
    static final String API_KEY = "only-for-the-demo";
    private static final int REFERRALS_PER_PAGE = 50;
    /** Above every number in LCS's own extracts. */
    private static final long FIRST_IMPORTED_KEY = 7_000_000;

    static final List<String> FILE_SYSTEMS = List.of(
            "lcs",
            "ssda903",
            "charms",
            "panel",
            "training",
            "portal",
            "brokerage",
            "website",
            "phone",
            "events",
            "marketing",
            "nudges");

    @Override
    public Running start(Path folder) throws IOException {
        Files.createDirectories(folder);
        CompletableFuture<KafkaSimulator> kafka = CompletableFuture.supplyAsync(KafkaSimulator::start);
        SftpSimulator sftp = SftpSimulator.start(folder.resolve("sftp"), USER, PASSWORD);
        try {
            Night night = layOut(folder.resolve("night"), sftp.home());
            LafseSimulator lafse = LafseSimulator.start(API_KEY, REFERRALS_PER_PAGE);
            night.referrals().forEach(lafse::put);
            lafse.faults().next(1, new Fault.TooManyRequests(1));
            LcsImport lcs = new LcsImport(sftp.home().resolve("lcs").resolve("import"), FIRST_IMPORTED_KEY).watching();
            return new RunningDemoWorld(sftp, lafse, lcs, kafka.join());
        } catch (CompletionException e) {
            sftp.close();
            throw new IOException(
                    "The in-process Kafka broker did not start: " + e.getCause().getMessage(), e);
        } catch (IOException | RuntimeException e) {
            sftp.close();
            kafka.thenAccept(KafkaSimulator::close);
            throw e;
        }
    }

    private static Night layOut(Path state, Path home) throws IOException {
        boolean begun = Files.exists(state);
        Night last = new Night(begun ? Integer.parseInt(Files.readString(state).strip()) : 0);
        if (begun && FILE_SYSTEMS.stream().anyMatch(system -> Night.anyLeft(system, home.resolve(system)))) {
            return last;
        }
        Night night = begun ? new Night(last.number() + 1) : last;
        for (String system : FILE_SYSTEMS) {
            night.layOut(system, home.resolve(system));
        }
        Files.writeString(state, Integer.toString(night.number()), StandardCharsets.US_ASCII);
        return night;
    }
}
