package uk.fosteringhub.routes.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.HubSettings;

class ConfigurationReaderTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @Test
    void theSettingsThatComeWithTheHubAreRight() throws Exception {
        HubConfiguration configuration = read(Map.of());
        HubSettings hub = configuration.hub();
        assertThat(hub.feeds())
                .extracting(FeedSettings::name)
                .doesNotHaveDuplicates()
                .startsWith("lcs-workers", "lcs-persons", "lcs-addresses");
        assertThat(hub.feeds()).extracting(FeedSettings::order).isSorted().doesNotHaveDuplicates();
        assertThat(hub.feeds()).allMatch(feed -> feed.location().isEmpty());
        assertThat(hub.archive()).isEqualTo(HOME.resolve("data/archive"));
        assertThat(hub.ownership().get("enquiry").get("source_as_received")).endsWith("lafse", "lcs");
        assertThat(hub.ownership().get("enquiry").get("*")).startsWith("lcs", "lafse");
        assertThat(configuration.api().address()).isEqualTo("127.0.0.1");
    }

    @Test
    void aLocationPutsTheFeedsThatItsSchemeFitsToUse() throws Exception {
        HubSettings pulled = read(Map.of("hub.systems.lafse.location", "https://lafse.example.org"))
                .hub();
        assertThat(inUse(pulled)).containsExactly("lafse-enquiries");
        HubSettings dropped =
                read(Map.of("hub.systems.lafse.location", "file:inbox")).hub();
        assertThat(inUse(dropped)).containsExactly("lafse-enquiries-csv");
        assertThat(dropped.systems())
                .filteredOn(system -> system.name().equals("lafse"))
                .singleElement()
                .satisfies(system -> assertThat(system.location()).contains("file:" + HOME.resolve("inbox")));
    }

    @Test
    void aFeedCanHaveALocationOfItsOwn() throws Exception {
        HubSettings both = read(Map.of(
                        "hub.systems.lafse.location", "https://lafse.example.org",
                        "hub.systems.lafse.feeds.enquiries-csv.location", "file:/srv/lafse"))
                .hub();
        assertThat(inUse(both)).containsExactly("lafse-enquiries", "lafse-enquiries-csv");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hub.systems.lcs.location         | /srv/lcs                  | hub.systems.lcs.location is '/srv/lcs'; write an address that begins with file:
            hub.systems.lcs.location         | gopher://host/lcs         | hub.systems.lcs.location is 'gopher://host/lcs'
            hub.systems.lcs.location         | sftp://me@host/out        | hub.systems.lcs.known-hosts is missing
            hub.systems.lcs.location         | ftps://host/out           | hub.systems.lcs.username is missing
            hub.systems.lcs.location         | sftp://me:secret@host/out | hub.systems.lcs.location holds a password
            hub.systems.lafse.location       | http://lafse.example.org  | hub.systems.lafse.location begins with http:
            hub.systems.lcs.feeds.persons.location | https://host        | hub.systems.lcs.feeds.persons.location is an address for JSON
            hub.systems.lcs.feeds.persons.kind     | snapshots           | hub.systems.lcs.feeds.persons.kind is 'snapshots'; write one of snapshot, delta, event.
            hub.systems.lcs.feeds.persons.max-ended-share | 20           | hub.systems.lcs.feeds.persons.max-ended-share is '20'; write a share
            hub.systems.lcs.feeds.persons.expect-every | soon            | hub.systems.lcs.feeds.persons.expect-every is 'soon'
            hub.systems.lcs.feeds.persons.encoding | klingon             | hub.systems.lcs.feeds.persons.encoding is 'klingon'
            hub.systems.lcs.feeds.persons.delimiter | ;;                 | hub.systems.lcs.feeds.persons.delimiter is ';;'
            hub.systems.lcs.trust-store      | nowhere.pem               | hub.systems.lcs.trust-store names the file
            hub.schedule.sync                | at night                  | hub.schedule.sync is 'at night', which is no Quartz cron expression
            hub.schedule.sync                | 0 30 1 * * ?              | hub.schedule.sync is '0 30 1 * * ?', a time that the clock change in Europe/London skips or repeats
            hub.sync.chunk                   | many                      | hub.sync.chunk is 'many'; write a whole number from 1
            hub.sync.chunks                  | 5                         | hub.sync.chunks is no setting of the hub
            hub.api.port                     | 70000                     | hub.api.port is '70000'
            hub.time-zone                    | Europe/Lundon             | hub.time-zone is 'Europe/Lundon', which is no time zone
            hub.database.url                 | postgres://db             | hub.database.url does not begin with jdbc:postgresql:
            hub.systems.lcs.out.records      | horse                     | hub.systems.lcs.out.records holds 'horse', which is no record type
            hub.systems.lcs.out.way          | pigeon                    | hub.systems.lcs.out.way is 'pigeon'
            hub.ownership.person.hair        | lcs                       | hub.ownership.person.hair names no field of person
            hub.ownership.person.gender      | lcd                       | hub.ownership.person.gender names the system 'lcd'
            """)
    void aWrongSettingIsNamedInASentence(String setting, String value, String sentence) {
        WrongSettings wrong = catchThrowableOfType(WrongSettings.class, () -> read(Map.of(setting, value)));
        assertThat(wrong.problems()).anyMatch(problem -> problem.startsWith(sentence));
    }

    @Test
    void everyWrongSettingIsToldAtOnce() {
        Map<String, String> settings = new HashMap<>();
        settings.put("hub.sync.chunk", "0");
        settings.put("hub.sync.writers", "x");
        WrongSettings wrong = catchThrowableOfType(WrongSettings.class, () -> read(settings));
        assertThat(wrong.problems()).hasSize(2);
    }

    @Test
    void aScheduleThatComesEveryHourMayFallIntoTheClockChange() throws Exception {
        assertThat(read(Map.of("hub.schedule.sync", "0 30 * * * ?"))
                        .hub()
                        .schedule()
                        .sync())
                .isEqualTo("0 30 * * * ?");
    }

    @Test
    void aFileThatIsNoYamlIsNamed(@TempDir Path home) throws Exception {
        Files.createDirectories(home.resolve("config/systems"));
        Files.writeString(home.resolve("config/hub.yml"), "hub:\n  data: [unclosed\n");
        WrongSettings wrong =
                catchThrowableOfType(WrongSettings.class, () -> new ConfigurationReader(home, Map.of()).read());
        assertThat(wrong.problems()).singleElement().asString().startsWith("The settings files cannot be read");
    }

    private static List<String> inUse(HubSettings hub) {
        return hub.feeds().stream()
                .filter(feed -> feed.location().isPresent())
                .map(FeedSettings::name)
                .toList();
    }

    private static HubConfiguration read(Map<String, String> overrides) throws WrongSettings {
        return new ConfigurationReader(HOME, overrides).read();
    }
}
