package uk.fosteringhub.simulators.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import uk.fosteringhub.core.simulation.Simulation;
import uk.fosteringhub.simulators.kafka.KafkaSimulator;
import uk.fosteringhub.simulators.lafse.LafseSimulator;
import uk.fosteringhub.simulators.lcs.LcsImport;
import uk.fosteringhub.simulators.sftp.SftpSimulator;

/** The demo's outside systems while they run. */
record RunningDemoWorld(SftpSimulator sftp, LafseSimulator lafse, LcsImport lcs, KafkaSimulator kafka)
        implements Simulation.Running {

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String system : DemoWorld.FILE_SYSTEMS) {
            String prefix = "hub.systems." + system + ".";
            settings.put(prefix + "location", "sftp://localhost:" + sftp.port() + "/" + system);
            settings.put(prefix + "username", DemoWorld.USER);
            settings.put(prefix + "password", DemoWorld.PASSWORD);
            settings.put(
                    prefix + "known-hosts", sftp.knownHosts().toAbsolutePath().toString());
        }
        settings.put("hub.systems.lcs.out.location", settings.get("hub.systems.lcs.location"));
        settings.put("hub.systems.lafse.location", lafse.location());
        settings.put("hub.systems.lafse.api-key", DemoWorld.API_KEY);
        settings.put("hub.kafka.bootstrap-servers", kafka.bootstrapServers());
        return settings;
    }

    @Override
    public List<String> descriptions() {
        return List.of(
                "Files of " + String.join(", ", DemoWorld.FILE_SYSTEMS) + ": SFTP server, sftp://localhost:"
                        + sftp.port() + " (a folder for each, kept in " + sftp.home() + ")",
                "LCS import: folder lcs/import of the same server, answered at once",
                "LAFSE enquiries and their outcomes: HTTP service, " + lafse.location() + "/api/v1/referrals ("
                        + lafse.referrals().size() + " referrals)",
                "Kafka broker: " + kafka.bootstrapServers(),
                "Planted on the first night: "
                        + PlantedRecords.ALL.stream()
                                .map(planted -> planted.description() + " (" + planted.feed() + ")")
                                .collect(Collectors.joining("; ")));
    }

    @Override
    public void close() {
        lcs.close();
        lafse.close();
        sftp.close();
        kafka.close();
    }
}
