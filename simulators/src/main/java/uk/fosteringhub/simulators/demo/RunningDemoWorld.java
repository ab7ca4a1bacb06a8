package uk.fosteringhub.simulators.demo;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import uk.fosteringhub.core.simulation.Simulation;
import uk.fosteringhub.simulators.dbs.DbsOffice;
import uk.fosteringhub.simulators.dbs.DbsSimulator;
import uk.fosteringhub.simulators.kafka.KafkaSimulator;
import uk.fosteringhub.simulators.lafse.LafseSimulator;
import uk.fosteringhub.simulators.lcs.LcsImport;
import uk.fosteringhub.simulators.medical.MedicalOffice;
import uk.fosteringhub.simulators.mosaic.MosaicSimulator;
import uk.fosteringhub.simulators.sftp.SftpSimulator;
import uk.fosteringhub.simulators.world.World;

/** The demo's outside systems while they run. */
record RunningDemoWorld(
        Callers callers,
        SftpSimulator sftp,
        LafseSimulator lafse,
        MosaicSimulator mosaic,
        DbsSimulator dbs,
        LcsImport lcs,
        DbsOffice dbsOffice,
        MedicalOffice medicalOffice,
        KafkaSimulator kafka)
        implements Simulation.Running {

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String system : DemoWorld.FILE_SYSTEMS) {
            String prefix = "hub.systems." + system + ".";
            String folder = "sftp://localhost:" + sftp.port() + "/" + system;
            if (DemoWorld.ALSO_BY_FILE.contains(system)) {
                Night.feedsOf(system)
                        .forEach(feed -> settings.put(
                                prefix + "feeds." + feed.substring(system.length() + 1) + ".location", folder));
            } else {
                settings.put(prefix + "location", folder);
            }
            settings.put(prefix + "username", DemoWorld.USER);
            settings.put(prefix + "password", DemoWorld.PASSWORD);
            settings.put(
                    prefix + "known-hosts", sftp.knownHosts().toAbsolutePath().toString());
        }
        for (String target : List.of("lcs", "dbs", "medical")) {
            settings.put(
                    "hub.systems." + target + ".out.location", settings.get("hub.systems." + target + ".location"));
        }
        settings.put("hub.systems.lafse.location", lafse.location());
        settings.put("hub.systems.lafse.api-key", DemoWorld.API_KEY);
        settings.put("hub.systems.lafse.signing-secret", DemoWorld.API_KEY);
        Callers.PUSHING.forEach(system -> settings.put("hub.api.credentials." + system + ".key", Callers.key(system)));
        settings.put("hub.systems.medical.mllp.port", "0");
        settings.put("hub.systems.mosaic.location", mosaic.location());
        settings.put("hub.systems.mosaic.api-key", DemoWorld.API_KEY);
        String checks = "hub.systems.dbs.feeds.status-checks.";
        settings.put(checks + "location", dbs.location());
        settings.put(checks + "status-check.organisation", "Wexhurst County Council");
        settings.put(checks + "status-check.employee-forename", "Pat");
        settings.put(checks + "status-check.employee-surname", "Green");
        settings.put(checks + "status-check.requests-per-second", "200");
        settings.put(checks + "status-check.most-per-run", "100");
        for (String kind : List.of("dbs", "adult-health")) {
            settings.put("hub.checks." + kind + ".request-within", daysSinceAssessmentsWithoutChecks() + "d");
            settings.put("hub.checks." + kind + ".chase-after", "28d");
        }
        settings.put("hub.checks.adult-health.valid-for", "730d");
        settings.put(
                "hub.attribution.redirected-on",
                LocalDate.ofEpochDay(World.REDIRECTED_ON).toString());
        settings.put("hub.kafka.bootstrap-servers", kafka.bootstrapServers());
        return settings;
    }

    @Override
    public List<String> descriptions() {
        return List.of(
                "Files of " + String.join(", ", DemoWorld.FILE_SYSTEMS) + ": SFTP server, sftp://localhost:"
                        + sftp.port() + " (a folder for each, kept in " + sftp.home() + ")",
                "LCS import: folder lcs/import of the same server, answered at once",
                "Requests of checks: folders dbs/import and medical/import, answered before the next night",
                "LAFSE enquiries and their outcomes: HTTP service, " + lafse.location() + "/api/v1/referrals ("
                        + lafse.referrals().size() + " referrals)",
                "MOSAIC: HTTP service, " + mosaic.location() + "/api/v1/residents ("
                        + mosaic.records("residents").size() + " residents and their tables)",
                "Website, phone log, events, LAFSE and a hospital also send by themselves, once the hub serves",
                "DBS Update Service: HTTP service, " + dbs.location() + DbsSimulator.PATH,
                "Kafka broker: " + kafka.bootstrapServers(),
                "Planted on the first night: "
                        + PlantedRecords.ALL.stream()
                                .map(planted -> planted.description() + " (" + planted.feed() + ")")
                                .collect(Collectors.joining("; ")));
    }

    @Override
    public void call(Simulation.Doors hub) throws IOException, InterruptedException {
        callers.call(hub);
    }

    /** The made-up records are of one night for ever; the hub's rules count from today. */
    private static long daysSinceAssessmentsWithoutChecks() {
        long night =
                ChronoUnit.DAYS.between(LocalDate.ofEpochDay(World.NIGHT), LocalDate.now(ZoneId.of("Europe/London")));
        return Math.max(1, night + World.DAYS_WITHOUT_CHECKS);
    }

    @Override
    public void close() {
        lcs.close();
        dbsOffice.close();
        medicalOffice.close();
        mosaic.close();
        lafse.close();
        dbs.close();
        sftp.close();
        kafka.close();
    }
}
