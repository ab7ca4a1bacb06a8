package uk.fosteringhub.simulators.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import uk.fosteringhub.core.simulation.Simulation;
import uk.fosteringhub.simulators.dbs.DbsOffice;
import uk.fosteringhub.simulators.dbs.DbsSimulator;
import uk.fosteringhub.simulators.faults.Fault;
import uk.fosteringhub.simulators.kafka.KafkaSimulator;
import uk.fosteringhub.simulators.lafse.LafseSimulator;
import uk.fosteringhub.simulators.lcs.LcsImport;
import uk.fosteringhub.simulators.medical.MedicalOffice;
import uk.fosteringhub.simulators.mosaic.MosaicSimulator;
import uk.fosteringhub.simulators.sftp.SftpSimulator;

/**
 * The outside systems of the demo: an SFTP server with a folder for each system that hands over files, the regional service
 * with small pages and one 429, MOSAIC's service, the DBS Update Service, LCS's import in {@code lcs/import}, the offices that take
 * requests of checks in {@code dbs/import} and {@code medical/import} and answer them before the next night, and a Kafka
 * broker. The first start lays out the first night. A later start lays out the
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
            "nudges",
            "dbs",
            "medical",
            "lafse",
            "mosaic");

    /** Those whose files are a second way, beside a service. */
    static final List<String> ALSO_BY_FILE = List.of("lafse", "mosaic");

    @Override
    public Running start(Path folder) throws IOException {
        Files.createDirectories(folder);
        CompletableFuture<KafkaSimulator> kafka = CompletableFuture.supplyAsync(KafkaSimulator::start);
        SftpSimulator sftp = SftpSimulator.start(folder.resolve("sftp"), USER, PASSWORD);
        try {
            Night night = layOut(folder.resolve("night"), sftp.home());
            LafseSimulator lafse = LafseSimulator.start(API_KEY, REFERRALS_PER_PAGE);
            night.referrals().forEach(lafse::put);
            night.pushedReferrals().forEach(lafse::put);
            lafse.faults().next(1, new Fault.TooManyRequests(1));
            LcsImport lcs = new LcsImport(sftp.home().resolve("lcs").resolve("import"), FIRST_IMPORTED_KEY).watching();
            MosaicSimulator mosaic = MosaicSimulator.start(API_KEY);
            night.layOut(mosaic);
            DbsSimulator dbs = DbsSimulator.start();
            night.certificates().forEach(dbs::put);
            DbsOffice dbsOffice = new DbsOffice(sftp.home().resolve("dbs")).watching();
            MedicalOffice medicalOffice = new MedicalOffice(sftp.home().resolve("medical")).watching();
            return new RunningDemoWorld(
                    new Callers(night), sftp, lafse, mosaic, dbs, lcs, dbsOffice, medicalOffice, kafka.join());
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
        answerRequests(home);
        Files.writeString(state, Integer.toString(night.number()), StandardCharsets.US_ASCII);
        return night;
    }

    /** What the hub asked for in the nights before is answered by day. */
    private static void answerRequests(Path home) throws IOException {
        LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
        try (DbsOffice dbs = new DbsOffice(home.resolve("dbs"));
                MedicalOffice medical = new MedicalOffice(home.resolve("medical"))) {
            dbs.takeUp();
            dbs.answer(today);
            medical.takeUp();
            medical.answer(today);
        }
    }
}
