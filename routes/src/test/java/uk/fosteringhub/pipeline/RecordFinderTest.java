package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.lookup.records.FindableRecords;
import uk.fosteringhub.core.lookup.records.FoundRecord;
import uk.fosteringhub.core.lookup.records.RecordFinder;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.SyncSettings;

/** Finding records by what people know of them, on a real database with the project's own mappings. */
@Tag("servers")
class RecordFinderTest {
    private static final FeedSettings PERSONS = HubFixture.persons();
    private static final FeedSettings ADDRESSES = HubFixture.csv("lcs-addresses", "lcs/addresses", FeedKind.SNAPSHOT);
    private static final FeedSettings MOSAIC = HubFixture.csv("mosaic-persons", "mosaic/persons", FeedKind.SNAPSHOT);
    private static final String HEADER =
            "DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM,EMAIL,MOBILE_TELEPHONE,NHS_NUMBER\n";
    private static final String SIAN =
            "100001,Siân,O'Brien-Läu,1981-05-03,Sian@example.org,07700 900123,999 000 0018\n";
    private static final String ADA = "100002,Ada,Khan,1982-06-04,ada@example.org,,\n";
    private static final String ADAM = "100003,Adam,Khanna,1983-07-05,,,\n";

    @TempDir
    private Path folder;

    private HubFixture hub;
    private RecordFinder finder;

    @BeforeEach
    void start() {
        hub = new HubFixture(
                folder,
                Map.of("person", Map.of("*", List.of("lcs", "mosaic"), "restricted", List.of(Ownership.ANY))),
                HubFixture.MAPPINGS,
                new SyncSettings(100, 2, 10_000),
                false);
        finder = new RecordFinder(hub.hub.database());
        hub.deliver(PERSONS, HEADER + SIAN + ADA + ADAM);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aNameIsFoundByBeginningsOfItsWordsWithoutCaseAndAccents() {
        assertThat(find("sian obrien")).containsExactly("Siân O'Brien-Läu");
        assertThat(find("LAU si")).containsExactly("Siân O'Brien-Läu");
        assertThat(find("O’BRIEN")).containsExactly("Siân O'Brien-Läu");
        assertThat(find("sian khan")).isEmpty();
    }

    @Test
    void whoseNameIsWholeComesFirst() {
        assertThat(find("khan ada")).containsExactly("Ada Khan", "Adam Khanna");
        assertThat(find("ada")).containsExactly("Ada Khan", "Adam Khanna");
    }

    @Test
    void aPersonIsFoundByEachThingSheIsKnownBy() {
        long id = Long.parseLong(hub.one("select id from fostering.person where given_name = 'Siân'"));
        for (String box : List.of(
                "03/05/1981",
                "1981-05-03",
                "sian@EXAMPLE.org",
                "07700 900 123",
                "+44 7700 900123",
                "999 000 0018",
                "9990000018",
                "obrien 3.5.1981",
                String.valueOf(id),
                "100001",
                "lcs:100001")) {
            assertThat(find(box)).as(box).containsExactly("Siân O'Brien-Läu");
        }
        assertThat(find("mosaic:100001")).isEmpty();
        assertThat(find("obrien 04/05/1981")).isEmpty();
        assertThat(find("31/06/1981")).isEmpty();
        assertThat(find(" ")).isEmpty();
        assertThat(find("';drop table hub.findable;--")).isEmpty();
        assertThat(find("\\'&|!()")).isEmpty();
    }

    @Test
    void whatChangesIsFoundByWhatItSaysNow() {
        assertThat(find("khan")).hasSize(2);
        hub.deliver(PERSONS, HEADER + SIAN + ADA.replace("Khan", "Nowak") + ADAM);
        assertThat(find("khan")).containsExactly("Adam Khanna");
        assertThat(find("nowak")).containsExactly("Ada Nowak");
        assertThat(new FindableRecords(hub.hub.database()).refresh())
                .as("nothing is taken in twice")
                .isZero();
    }

    @Test
    void changesOfDifferentTimesAreTakenInOnce() {
        assertThat(find("khan")).hasSize(2);
        hub.deliver(PERSONS, HEADER + SIAN + ADA.replace("Khan", "Nowak") + ADAM.replace("Khanna", "Lindqvist"));
        hub.hub.database().inTransaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate("""
                        update hub.change set changed_at = changed_at - interval '30 seconds' where version = 2
                        and entity_id = (select min(entity_id) from hub.change where version = 2)""");
            }
        });
        FindableRecords findable = new FindableRecords(hub.hub.database());

        assertThat(findable.refreshGently()).isEqualTo(2);
        assertThat(findable.refreshGently()).as("nothing is taken in twice").isZero();
        assertThat(find("nowak")).containsExactly("Ada Nowak");
        assertThat(find("lindqvist")).containsExactly("Adam Lindqvist");
    }

    @Test
    void anAddressThatIsARecordOfItsOwnLeadsToThePersonEvenWhenItComesLater() {
        assertThat(find("RG1 1AA")).isEmpty();
        addresses("1,100001,2 Low Street,RG1 1AA,");
        assertThat(find("rg11aa")).containsExactly("Siân O'Brien-Läu");
        assertThat(find("RG1")).containsExactly("Siân O'Brien-Läu");
        addresses("1,100002,2 Low Street,RG1 1AA,");
        assertThat(find("RG1 1AA")).containsExactly("Ada Khan");
    }

    @Test
    void whoHasEndedComesLastAndIsMarked() {
        hub.deliver(PERSONS, HEADER + SIAN + ADAM);
        List<FoundRecord> found = finder.find("ada", Optional.empty(), 0, 10, false);
        assertThat(found).extracting(FoundRecord::label).containsExactly("Adam Khanna", "Ada Khan");
        assertThat(found).extracting(FoundRecord::ended).containsExactly(false, true);
    }

    @Test
    void restrictedPersonsAreShownToWhoMaySeeThemOnly() {
        hub.deliver(MOSAIC, "PERSON_ID,LAST_NAME,RESTRICTED\n7,Grey,Y\n8,Greyling,N\n");
        assertThat(find("grey")).containsExactly("Greyling");
        assertThat(finder.find("grey", Optional.empty(), 0, 10, true))
                .extracting(FoundRecord::restricted)
                .containsExactly(true, false);
        assertThat(find("mosaic:7")).isEmpty();
        assertThat(finder.find("mosaic:7", Optional.empty(), 0, 10, true)).hasSize(1);
    }

    @Test
    void pagesFollowEachOtherAndTypesCanBeChosen() {
        List<FoundRecord> first = finder.find("ada", Optional.of(RecordTypes.PERSON), 0, 1, false);
        List<FoundRecord> second = finder.find("ada", Optional.of(RecordTypes.PERSON), 1, 1, false);
        assertThat(first).extracting(FoundRecord::label).containsExactly("Ada Khan");
        assertThat(second).extracting(FoundRecord::label).containsExactly("Adam Khanna");
        assertThat(finder.find("ada", Optional.of(RecordTypes.HOUSEHOLD), 0, 10, false))
                .isEmpty();
    }

    private void addresses(String row) {
        hub.deliver(ADDRESSES, "DIM_PERSON_ADDRESS_ID,DIM_PERSON_ID,STREET,POSTCODE,END_DTTM\n" + row + "\n");
    }

    private List<String> find(String box) {
        return finder.find(box, Optional.empty(), 0, 10, false).stream()
                .map(FoundRecord::label)
                .toList();
    }
}
