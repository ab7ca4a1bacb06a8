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
import org.junit.jupiter.params.provider.ValueSource;
import uk.fosteringhub.core.identity.decide.SecondReviewer;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.HubSettings;
import uk.fosteringhub.core.settings.IdentitySettings;
import uk.fosteringhub.core.settings.MllpSettings;
import uk.fosteringhub.core.settings.SystemSettings;

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

    @ParameterizedTest
    @CsvSource({
        "hub.systems.lcs.location, file:/srv/lcs, false",
        "hub.systems.medical.location, file:/srv/medical, true",
        "hub.systems.medical.mllp.port, 2575, true",
        "hub.systems.dbs.feeds.certificates.location, file:/srv/dbs, true",
        "hub.checks.dbs.chase-after, 28d, true"
    })
    void theHubSpeaksOfChecksWhereASystemTellsOfThemOrARuleAsksForThem(String setting, String value, boolean speaks)
            throws Exception {
        assertThat(inUse(read(Map.of(setting, value)).hub()).contains("hub-checks"))
                .isEqualTo(speaks);
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
            hub.checks.dbs.chase-after            | 3h                  | hub.checks.dbs.chase-after is less than a day
            hub.checks.lcs.chase-after            | 3d                  | hub.checks.lcs is no kind of check
            hub.systems.lcs.feeds.persons.format  | xml                 | hub.systems.lcs.feeds.persons.record-at is missing
            hub.systems.lcs.feeds.persons.location | https://host        | hub.systems.lcs.feeds.persons.location is an address for HTTP
            hub.systems.lcs.feeds.persons.kind     | snapshots           | hub.systems.lcs.feeds.persons.kind is 'snapshots'; write one of snapshot, delta, event.
            hub.systems.lcs.feeds.persons.max-ended-share | 20           | hub.systems.lcs.feeds.persons.max-ended-share is '20'; write a share
            hub.systems.lcs.feeds.persons.expect-every | soon            | hub.systems.lcs.feeds.persons.expect-every is 'soon'
            hub.systems.lcs.feeds.persons.encoding | klingon             | hub.systems.lcs.feeds.persons.encoding is 'klingon'
            hub.systems.lcs.feeds.persons.delimiter | ;;                 | hub.systems.lcs.feeds.persons.delimiter is ';;'
            hub.systems.lcs.trust-store      | nowhere.pem               | hub.systems.lcs.trust-store names the file
            hub.schedule.sync                | at night                  | hub.schedule.sync is 'at night', which is no Quartz cron expression
            hub.schedule.sync                | 0 30 1 * * ?              | hub.schedule.sync is '0 30 1 * * ?', a time that the clock change in Europe/London skips or repeats
            hub.sync.chunk                   | many                      | hub.sync.chunk is 'many'; write a whole number from 1
            hub.sync.quiet                   | 11m                       | hub.sync.quiet is '11m'; each run waits so long, so 10m is the most.
            hub.sync.chunks                  | 5                         | hub.sync.chunks is no setting of the hub
            hub.api.port                     | 70000                     | hub.api.port is '70000'
            hub.time-zone                    | Europe/Lundon             | hub.time-zone is 'Europe/Lundon', which is no time zone
            hub.database.url                 | postgres://db             | hub.database.url does not begin with jdbc:postgresql:
            hub.systems.lcs.out.records      | horse                     | hub.systems.lcs.out.records holds 'horse', which is no record type
            hub.systems.lcs.out.way          | pigeon                    | hub.systems.lcs.out.way is 'pigeon'
            hub.kafka.partitions             | 0                         | hub.kafka.partitions is '0'; write a whole number from 1
            hub.kafka.properties.security.protcol | SSL                  | hub.kafka.properties.security.protcol is no setting of Kafka's producer or admin client
            hub.kafka.properties.acks        | 0                         | hub.kafka.properties.acks is the hub's own to set
            hub.ownership.person.hair        | lcs                       | hub.ownership.person.hair names no field of person
            hub.ownership.person.gender      | lcd                       | hub.ownership.person.gender names the system 'lcd'
            hub.identity.second-reviewer | everybody | hub.identity.second-reviewer has 'everybody'; write some of restricted, child, approved-carer and below-BITS such as below-6, or never.
            hub.identity.second-reviewer | restricted, carer | hub.identity.second-reviewer has 'carer'; write some of restricted, child, approved-carer and below-BITS such as below-6, or never.
            hub.identity.second-reviewer | Child | hub.identity.second-reviewer has 'Child'; write some of restricted, child, approved-carer and below-BITS such as below-6, or never.
            hub.identity.second-reviewer | restricted,,child | hub.identity.second-reviewer has ''; write some of restricted, child, approved-carer and below-BITS such as below-6, or never.
            hub.identity.second-reviewer | , | hub.identity.second-reviewer has ''; write some of restricted, child, approved-carer and below-BITS such as below-6, or never.
            hub.identity.second-reviewer | below- | hub.identity.second-reviewer has 'below-'; write some of restricted, child, approved-carer and below-BITS such as below-6, or never.
            hub.identity.second-reviewer | below--6 | hub.identity.second-reviewer has 'below--6'; write some of restricted, child, approved-carer and below-BITS such as below-6, or never.
            hub.identity.second-reviewer | below-6bits | hub.identity.second-reviewer has 'below-6bits'; write some of restricted, child, approved-carer and below-BITS such as below-6, or never.
            hub.identity.second-reviewer | below-6000 | hub.identity.second-reviewer has 'below-6000'; write some of restricted, child, approved-carer and below-BITS such as below-6, or never.
            hub.identity.sample | 0 | hub.identity.sample is '0'; write a number from 1 to 1000.
            hub.identity.sample | 1001 | hub.identity.sample is '1001'; write a number from 1 to 1000.
            hub.identity.sample | -5 | hub.identity.sample is '-5'; write a number from 1 to 1000.
            hub.identity.sample | 2.5 | hub.identity.sample is '2.5'; write a number from 1 to 1000.
            hub.identity.sample | many | hub.identity.sample is 'many'; write a number from 1 to 1000.
            """)
    void aWrongSettingIsNamedInASentence(String setting, String value, String sentence) {
        WrongSettings wrong = catchThrowableOfType(WrongSettings.class, () -> read(Map.of(setting, value)));
        assertThat(wrong.problems()).anyMatch(problem -> problem.startsWith(sentence));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hub.systems.lafse           | a-secret-0123456789 | a-secret-0123456789 | is the same as BLOCK.signing-secret; remove it
            hub.systems.lafse           | a-secret-0123456789 | short               | is shorter than 16 characters; make one up
            hub.systems.lafse           |                     | a-secret-0123456789 | stands without BLOCK.signing-secret; move it there.
            hub.api.credentials.website | a-secret-0123456789 | a-secret-0123456789 | is the same as BLOCK.signing-secret; remove it
            hub.api.credentials.website | a-secret-0123456789 | short               | is shorter than 16 characters; make one up
            hub.api.credentials.website |                     | a-secret-0123456789 | stands without BLOCK.signing-secret; move it there.
            """)
    void aSigningSecretThatCannotTakeTheOthersPlaceIsNamed(String block, String present, String next, String sentence) {
        WrongSettings wrong = catchThrowableOfType(
                WrongSettings.class,
                () -> read(Map.of(
                        block + ".signing-secret",
                        present == null ? "" : present,
                        block + ".next-signing-secret",
                        next)));
        assertThat(wrong.problems())
                .singleElement()
                .asString()
                .startsWith(block + ".next-signing-secret " + sentence.replace("BLOCK", block))
                .doesNotContain("a-secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            never                       | false | false | false | -Infinity
            restricted                  | true  | false | false | -Infinity
            child                       | false | true  | false | -Infinity
            approved-carer              | false | false | true  | -Infinity
            below-6                     | false | false | false | 6
            below-12.5                  | false | false | false | 12.5
            restricted,child            | true  | true  | false | -Infinity
            below-6, approved-carer     | false | false | true  | 6
            restricted, child, approved-carer, below-0.125 | true | true | true | 0.125
            """)
    void forWhichPairsTwoPeopleMustAgreeIsSetInWords(
            String words, boolean restricted, boolean child, boolean approvedCarer, double belowWeight)
            throws Exception {
        assertThat(read(Map.of("hub.identity.second-reviewer", words))
                        .hub()
                        .identity()
                        .secondReviewer())
                .isEqualTo(new SecondReviewer(restricted, child, approvedCarer, belowWeight));
    }

    @Test
    void withoutASettingPairsOfRestrictedPersonsNeedTwoPeopleAndFiftyLinksAreJudged() throws Exception {
        for (String nothing : List.of("", " ")) {
            IdentitySettings identity = read(Map.of(
                            "hub.identity.second-reviewer", nothing, "hub.identity.sample", nothing))
                    .hub()
                    .identity();
            assertThat(identity.secondReviewer()).isEqualTo(SecondReviewer.DEFAULT);
            assertThat(identity.sample()).isEqualTo(50);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void aSampleIsFromOneLinkToAThousand(int links) throws Exception {
        assertThat(read(Map.of("hub.identity.sample", String.valueOf(links)))
                        .hub()
                        .identity()
                        .sample())
                .isEqualTo(links);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mllp://engine.example.org:2575   | begins with mllp:, which anyone on the way can read
            mllps://engine.example.org       | is no address for MLLP; write it as mllps://host:port.
            https://engine.example.org       | is no place for HL7 messages
            """)
    void whereHl7OrdersCannotGoIsSaid(String location, String sentence) {
        WrongSettings wrong = catchThrowableOfType(
                WrongSettings.class,
                () -> read(Map.of("hub.systems.medical.out.way", "hl7", "hub.systems.medical.out.location", location)));
        assertThat(wrong.problems())
                .singleElement()
                .asString()
                .startsWith("hub.systems.medical.out.location " + sentence);
    }

    @Test
    void hl7OrdersGoByMllpOrIntoFiles() throws Exception {
        for (String location :
                List.of("mllps://engine.example.org:2575", "mllp://localhost:2575", "file:/srv/orders")) {
            HubSettings hub = read(Map.of(
                            "hub.systems.medical.out.way", "hl7",
                            "hub.systems.medical.out.mapping", "medical-hl7",
                            "hub.systems.medical.out.location", location))
                    .hub();
            assertThat(hub.targets()).singleElement().satisfies(out -> {
                assertThat(out.location()).isEqualTo(location);
                assertThat(out.mapping()).isEqualTo("medical-hl7");
            });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.0.0.0   |             | hub.systems.medical.mllp.trust-store is missing, but other machines can reach 0.0.0.0
            ::        |             | hub.systems.medical.mllp.trust-store is missing, but other machines can reach ::
            10.2.3.4  | pom.xml     | hub.systems.medical.mllp.trust-store is missing, but other machines can reach 10.2.3.4
            no.such.host.invalid |  | hub.systems.medical.mllp.address is 'no.such.host.invalid', which is no address
            """)
    void messagesAreNotTakenFromWhoeverReachesAnAddressOfTheNetwork(String address, String keyStore, String sentence) {
        WrongSettings wrong = catchThrowableOfType(
                WrongSettings.class,
                () -> read(Map.of(
                        "hub.systems.medical.mllp.port",
                        "2575",
                        "hub.systems.medical.mllp.address",
                        address,
                        "hub.systems.medical.mllp.key-store",
                        keyStore == null ? "" : keyStore)));
        assertThat(wrong.problems()).singleElement().asString().startsWith(sentence);
    }

    @Test
    void aTrustStoreOfSendersNeedsTheListenersOwnKey() {
        WrongSettings wrong = catchThrowableOfType(
                WrongSettings.class,
                () -> read(Map.of(
                        "hub.systems.medical.mllp.port", "2575",
                        "hub.systems.medical.mllp.trust-store", "pom.xml")));
        assertThat(wrong.problems())
                .singleElement()
                .asString()
                .startsWith(
                        "hub.systems.medical.mllp.key-store is missing, but senders can show a certificate only with");
    }

    @Test
    void messagesAreTakenOnThisMachineOrWhereSendersAreKnownOrAnyoneIsWanted() throws Exception {
        for (String local : List.of("", "127.0.0.1", "127.0.0.9", "localhost", "::1")) {
            assertThat(mllp(Map.of("hub.systems.medical.mllp.address", local)).trustStore())
                    .isEmpty();
        }
        String anywhere = "0.0.0.0";
        assertThat(mllp(Map.of(
                                "hub.systems.medical.mllp.address", anywhere,
                                "hub.systems.medical.mllp.key-store", "pom.xml",
                                "hub.systems.medical.mllp.trust-store", "pom.xml"))
                        .trustStore())
                .contains(HOME.resolve("pom.xml"));
        assertThat(mllp(Map.of(
                                "hub.systems.medical.mllp.address",
                                anywhere,
                                "hub.systems.medical.mllp.accept-any-sender",
                                "true"))
                        .address())
                .isEqualTo(anywhere);
    }

    private static MllpSettings mllp(Map<String, String> settings) throws WrongSettings {
        Map<String, String> all = new HashMap<>(settings);
        all.put("hub.systems.medical.mllp.port", "2575");
        return read(all).hub().systems().stream()
                .filter(system -> system.name().equals("medical"))
                .findFirst()
                .flatMap(SystemSettings::mllp)
                .orElseThrow();
    }

    @Test
    void loginsToKafkaAreTakenUnderKafkasOwnNamesAndNotShown() throws Exception {
        HubSettings hub = read(Map.of(
                        "hub.kafka.bootstrap-servers", "kafka.example.org:9093",
                        "hub.kafka.replication-factor", "3",
                        "hub.kafka.properties.security.protocol", "SASL_SSL",
                        "hub.kafka.properties.sasl.jaas.config", "required password=\"secret\";"))
                .hub();
        assertThat(hub.kafka()).hasValueSatisfying(kafka -> {
            assertThat(kafka.properties())
                    .containsEntry("security.protocol", "SASL_SSL")
                    .containsEntry("sasl.jaas.config", "required password=\"secret\";");
            assertThat(kafka.topic("person")).isEqualTo("fostering.person");
            assertThat(kafka.partitions()).isEqualTo(4);
            assertThat(kafka.replicationFactor()).contains(3);
            assertThat(kafka.toString()).doesNotContain("secret");
        });
        assertThat(read(Map.of()).hub().kafka()).isEmpty();
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
