package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.deliver.Rehearsal;
import uk.fosteringhub.core.mapping.GoldenChange;
import uk.fosteringhub.core.mapping.OutgoingMapping;
import uk.fosteringhub.core.mapping.OutgoingResult;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.publish.RestrictedAgain;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.SyncSettings;

/** Who is restricted in one system is restricted everywhere, with all that leads to the person. */
@Tag("servers")
class RestrictedTest {
    @TempDir
    private Path folder;

    private HubFixture fixture;

    @BeforeEach
    void start() {
        fixture = new HubFixture(
                folder,
                Map.of("person", Map.of("*", List.of("lcs", "mosaic"), "restricted", List.of(Ownership.ANY))),
                HubFixture.MAPPINGS,
                new SyncSettings(100, 2, 10_000),
                true);
        fixture.deliver(HubFixture.csv("mosaic-persons", "mosaic/persons", FeedKind.SNAPSHOT), """
                PERSON_ID,LAST_NAME,RESTRICTED
                1,Grey,Y
                2,Moss,N
                """);
        fixture.deliver(HubFixture.csv("mosaic-addresses", "mosaic/addresses", FeedKind.SNAPSHOT), """
                REF_ADDRESSES_PEOPLE_ID,PERSON_ID,ADDRESS,END_DATE
                11,1,1 Low Street,
                12,2,2 Low Street,
                """);
        fixture.execute("insert into fostering.household (id, version, name, secondary_carer, provenance, valid_from,"
                + " changed_at) select 5000000 + id, 1, 'Household of ' || family_name, id, '{}', now(), now()"
                + " from fostering.person");
        fixture.execute(
                "insert into fostering.approval (id, version, terms, household, provenance, valid_from, changed_at)"
                        + " select 1000000 + id, 1, name, id, '{}', now(), now() from fostering.household");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void anExportLeavesOutThePersonAndAllThatLeadsThere() throws IOException {
        for (RecordType type :
                List.of(RecordTypes.PERSON, RecordTypes.ADDRESS, RecordTypes.HOUSEHOLD, RecordTypes.APPROVAL)) {
            assertThat(fixture.exported(type).lines()).as(type.name()).hasSize(2);
            assertThat(fixture.exported(type)).as(type.name()).doesNotContain("Grey", "1 Low");
            assertThat(fixture.hub.export().leftOut(type)).as(type.name()).isEqualTo(1);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            assertThat(fixture.hub.export().withRestricted().csv(type, all)).isEqualTo(2);
        }
    }

    @Test
    void everyKindOfRecordCanBeExported() throws IOException {
        for (RecordType type : RecordTypes.all()) {
            fixture.exported(type);
            assertThat(fixture.hub.export().leftOut(type)).as(type.name()).isNotNegative();
        }
    }

    @Test
    void aMessageSaysWhetherItConcernsARestrictedPerson() throws Exception {
        assertThat(told())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("Grey", true, "Moss", false, "1 Low Street", true, "2 Low Street", false));
    }

    @Test
    void whenAPersonsRestrictionChangesAllThatLeadsThereIsToldAgain() throws Exception {
        told();
        String first = fixture.one("select max(id) from hub.change");
        fixture.deliver(HubFixture.csv("mosaic-persons", "mosaic/persons", FeedKind.SNAPSHOT), """
            PERSON_ID,LAST_NAME,RESTRICTED
            1,Grey,Y
            2,Moss,Y
            """);
        assertThat(fixture.query("select record_type, version, kind, id > " + first + " from hub.change where kind ="
                        + " 'repeated' order by record_type"))
                .as("no new versions, but messages of their own, and none of what leads to others")
                .containsExactly("address|1|repeated|t", "approval|1|repeated|t", "household|1|repeated|t");
        assertThat(fixture.query("select distinct target from hub.outgoing")).containsExactly("kafka");
        assertThat(told())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("Moss", true, "2 Low Street", true, "Household of Moss", true, "approval", true));

        fixture.deliver(HubFixture.csv("mosaic-persons", "mosaic/persons", FeedKind.SNAPSHOT), """
            PERSON_ID,LAST_NAME,RESTRICTED
            1,Grey,N
            2,Moss,Y
            """);
        assertThat(told())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("Grey", false, "1 Low Street", false, "Household of Grey", false, "approval", false));
        assertThat(fixture.one("select version from fostering.address where one_line like '2 Low%'"))
                .isEqualTo("1");
    }

    @Test
    void whatComesToLeadThereWhileTheRestrictionChangesIsToldByWhatHoldsThen() throws Exception {
        told();
        long moss = Long.parseLong(fixture.one("select id from fostering.person where family_name = 'Moss'"));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Map<String, Boolean>> told = fixture.onStore().inTransaction(connection -> {
                try (Statement update = connection.createStatement()) {
                    update.execute("update fostering.person set restricted = true where id = " + moss);
                }
                new RestrictedAgain(connection, 0, List.of("kafka"))
                        .say(RecordTypes.PERSON, new TreeMap<>(Map.of(moss, "a test")), Instant.now());
                fixture.deliver(
                        HubFixture.csv("mosaic-addresses", "mosaic/addresses", FeedKind.DELTA),
                        "REF_ADDRESSES_PEOPLE_ID,PERSON_ID,ADDRESS,END_DATE\n13,2,3 Low Street,\n");
                Future<Map<String, Boolean>> asked = other.submit(this::told);
                await().until(() -> asked.isDone()
                        || fixture.one("select count(*) from pg_locks where locktype = 'advisory' and not granted"
                                        + " and database = (select oid from pg_database where datname ="
                                        + " current_database())")
                                .equals("1"));
                return asked;
            });
            assertThat(told.get()).containsEntry("3 Low Street", true);
        } finally {
            other.shutdownNow();
        }
        assertThat(told()).containsEntry("2 Low Street", true);
    }

    @Test
    void aRestrictedPersonWhoComesAfterWhatLeadsThereIsToldOfThere() throws Exception {
        fixture.deliver(HubFixture.csv("mosaic-addresses", "mosaic/addresses", FeedKind.DELTA), """
            REF_ADDRESSES_PEOPLE_ID,PERSON_ID,ADDRESS,END_DATE
            13,3,3 Low Street,
            """);
        assertThat(told()).containsEntry("3 Low Street", true);
        fixture.deliver(HubFixture.csv("mosaic-persons", "mosaic/persons", FeedKind.DELTA), """
            PERSON_ID,LAST_NAME,RESTRICTED
            3,Lowe,Y
            """);
        assertThat(told()).as("as it was said already").containsExactlyEntriesOf(Map.of("Lowe", true));
    }

    @Test
    void whoeverMosaicHasNotToldOfCountsAsRestrictedUntilItHas() throws Exception {
        told();
        fixture.deliver(HubFixture.csv("mosaic-addresses", "mosaic/addresses", FeedKind.DELTA), """
            REF_ADDRESSES_PEOPLE_ID,PERSON_ID,ADDRESS,END_DATE
            13,3,3 Low Street,
            """);
        assertThat(fixture.exported(RecordTypes.ADDRESS)).contains("2 Low").doesNotContain("3 Low");
        assertThat(fixture.hub.export().leftOut(RecordTypes.ADDRESS)).isEqualTo(2);
        assertThat(told()).containsExactlyEntriesOf(Map.of("3 Low Street", true));

        fixture.deliver(HubFixture.csv("mosaic-persons", "mosaic/persons", FeedKind.DELTA), """
            PERSON_ID,LAST_NAME,RESTRICTED
            3,Lowe,N
            """);
        assertThat(told()).containsExactlyInAnyOrderEntriesOf(Map.of("Lowe", false, "3 Low Street", false));
        assertThat(fixture.exported(RecordTypes.ADDRESS)).contains("2 Low", "3 Low");
    }

    @Test
    void aRestrictionCountsThoughTheRestOfTheRowFails() throws Exception {
        String asItWas = """
            PERSON_ID,LAST_NAME,RESTRICTED,NHS_ID
            1,Grey,Y,
            2,Moss,N,
            """;
        fixture.deliver(MOSAIC_PERSONS, asItWas);
        told();
        fixture.deliver(MOSAIC_PERSONS, """
            PERSON_ID,LAST_NAME,RESTRICTED,NHS_ID
            1,Grey,Y,
            2,Mossy,Y,9990000001
            """);
        assertThat(fixture.one("select field from hub.failure where state = 'open'"))
                .isEqualTo("nhs_number");
        assertThat(fixture.exported(RecordTypes.PERSON)).doesNotContain("Moss");
        assertThat(fixture.exported(RecordTypes.ADDRESS)).doesNotContain("2 Low");
        assertThat(told())
                .as("and nothing else of the row")
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("Moss", true, "2 Low Street", true, "Household of Moss", true, "approval", true));
        fixture.deliver(MOSAIC_PERSONS, """
            PERSON_ID,LAST_NAME,RESTRICTED,NHS_ID
            1,Grey,Y,
            2,Moss,N,9990000001
            """);
        assertThat(told()).as("a row that fails lifts nothing").isEmpty();

        fixture.deliver(MOSAIC_PERSONS, asItWas);
        assertThat(told())
                .as("the row is as it was before it failed")
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("Moss", false, "2 Low Street", false, "Household of Moss", false, "approval", false));
    }

    @Test
    void aRestrictionThatNobodyCanReadIsOne() throws Exception {
        told();
        fixture.deliver(MOSAIC_PERSONS, """
            PERSON_ID,LAST_NAME,RESTRICTED
            1,Grey,Y
            2,Moss,perhaps
            """);
        assertThat(told()).containsEntry("Moss", true).containsEntry("2 Low Street", true);
        fixture.deliver(MOSAIC_PERSONS, """
            PERSON_ID,LAST_NAME,RESTRICTED
            1,Grey,Y
            """);
        assertThat(fixture.query("select ended_at is null from fostering.person where family_name = 'Moss'"))
                .containsExactly("f");
        assertThat(fixture.exported(RecordTypes.PERSON)).doesNotContain("Moss");
    }

    @Test
    void aPersonWhoIsBackIsRestrictedByARowThatFails() throws Exception {
        fixture.deliver(MOSAIC_PERSONS, """
            PERSON_ID,LAST_NAME,RESTRICTED
            1,Grey,Y
            """);
        assertThat(fixture.exported(RecordTypes.PERSON)).contains("Moss");
        told();
        fixture.deliver(HubFixture.csv("mosaic-persons", "mosaic/persons", FeedKind.DELTA), """
            PERSON_ID,LAST_NAME,RESTRICTED,NHS_ID
            2,Moss,Y,9990000001
            """);
        assertThat(fixture.exported(RecordTypes.PERSON)).doesNotContain("Moss");
        assertThat(told()).containsEntry("Moss", true).containsEntry("2 Low Street", true);
    }

    @Test
    void aPersonWhoNeverGotInIsAwaited() throws Exception {
        fixture.deliver(HubFixture.csv("mosaic-persons", "mosaic/persons", FeedKind.DELTA), """
            PERSON_ID,LAST_NAME,RESTRICTED,NHS_ID
            3,Lowe,Y,9990000001
            """);
        fixture.deliver(HubFixture.csv("mosaic-addresses", "mosaic/addresses", FeedKind.DELTA), """
            REF_ADDRESSES_PEOPLE_ID,PERSON_ID,ADDRESS,END_DATE
            13,3,3 Low Street,
            """);
        assertThat(told()).containsEntry("3 Low Street", true);
        assertThat(fixture.exported(RecordTypes.ADDRESS)).doesNotContain("3 Low");
    }

    private static final FeedSettings MOSAIC_PERSONS =
            HubFixture.csv("mosaic-persons", "mosaic/persons", FeedKind.SNAPSHOT);

    @Test
    void mosaicMakesTheResidentOfAnAwaitedPersonRestricted() {
        fixture.deliver(HubFixture.csv("mosaic-addresses", "mosaic/addresses", FeedKind.DELTA), """
            REF_ADDRESSES_PEOPLE_ID,PERSON_ID,ADDRESS,END_DATE
            13,3,3 Low Street,
            """);
        String person = "select id from fostering.person where family_name = ";
        assertThat(restrictedInMosaic(person + "'Grey'")).isEqualTo("Y");
        assertThat(restrictedInMosaic(person + "'Moss'")).isEmpty();
        assertThat(restrictedInMosaic("select person from fostering.address where one_line like '3 Low%'"))
                .isEqualTo("Y");
        assertThat(restrictedInMosaic("select 1")).as("nobody").isEmpty();
    }

    /** What would be sent to MOSAIC of an enquiry of a person. */
    private String restrictedInMosaic(String person) {
        Object[] values = new Object[RecordTypes.ENQUIRY.fields().size()];
        values[RecordTypes.ENQUIRY.indexOf("person")] = Long.valueOf(fixture.one(person));
        values[RecordTypes.ENQUIRY.indexOf("family_name")] = "Any";
        values[RecordTypes.ENQUIRY.indexOf("enquired_at")] = Instant.EPOCH;
        GoldenChange change = new GoldenChange(
                1, RecordTypes.ENQUIRY, 4711, 1, "created", Set.of(), Optional.empty(), Instant.EPOCH, values);
        OutgoingMapping mapping = fixture.hub.mappings().outgoing().get("mosaic/enquiry");
        return fixture
                .onStore()
                .inTransaction(connection -> Rehearsal.of(connection, mapping, List.of(change)))
                .stream()
                .map(OutgoingResult.Wanted.class::cast)
                .map(wanted -> wanted.fields().getOrDefault("RESTRICTED", ""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoeverASystemWithoutRestrictionsHasNotToldOfDoesNotCountAsRestricted() throws Exception {
        told();
        household("777");
        assertThat(told()).containsExactlyEntriesOf(Map.of("Ash", false));
        assertThat(fixture.exported(RecordTypes.HOUSEHOLD)).contains("Ash");
    }

    @Test
    void aPersonKnownByAKeyOfMosaicCountsAsRestrictedUntilMosaicTellsOfThatKey() throws Exception {
        fixture.deliver(HubFixture.persons(), "DIM_PERSON_ID,SURNAME,BIRTH_DTTM\n501,Stone,1980-02-03\n");
        household("501");
        told();
        assertThat(fixture.exported(RecordTypes.HOUSEHOLD)).contains("Ash");

        fixture.execute(
                "insert into hub.contribution (source_id, key, entity_id, feed_id, delivery_id, line, state, body)"
                        + " select s.id, '9', p.id, 1, 0, 0, 'x', '{}' from fostering.person p, hub.source s"
                        + " where p.family_name = 'Stone' and s.system = 'mosaic' and s.record_type = 'person'");
        assertThat(fixture.exported(RecordTypes.PERSON)).doesNotContain("Stone");
        assertThat(fixture.exported(RecordTypes.HOUSEHOLD)).doesNotContain("Ash");
        fixture.deliver(HubFixture.csv("mosaic-persons", "mosaic/persons", FeedKind.DELTA), """
            PERSON_ID,LAST_NAME,RESTRICTED
            9,Stone,
            """);
        assertThat(told())
                .as("also the person, of whom nothing else is new")
                .containsExactlyInAnyOrderEntriesOf(Map.of("Stone", false, "Ash", false));
        assertThat(fixture.exported(RecordTypes.PERSON)).contains("Stone");
    }

    @Test
    void aPersonWhomARowGivesAKeyOfMosaicIsToldAgainAsRestricted() throws Exception {
        Path mappings = folder.resolve("mappings");
        HubFixture.copyFolder(HubFixture.MAPPINGS, mappings);
        Path persons = mappings.resolve("lcs/persons.yml");
        Files.writeString(
                persons,
                Files.readString(persons)
                        .replaceFirst(
                                "(?m)^key: DIM_PERSON_ID$",
                                "key: DIM_PERSON_ID\nalso-known-as:\n  - { keyspace: mosaic, from: MOSAIC_ID }"));
        fixture.close();
        fixture = new HubFixture(folder, Map.of(), mappings, new SyncSettings(100, 2, 10_000), true);
        String header = "DIM_PERSON_ID,SURNAME,BIRTH_DTTM,MOSAIC_ID\n";
        fixture.deliver(HubFixture.persons(), header + "501,Stone,1980-02-03,\n");
        household("501");
        assertThat(told()).containsExactlyInAnyOrderEntriesOf(Map.of("Stone", false, "Ash", false));

        fixture.deliver(HubFixture.persons(), header + "501,Stone,1980-02-03,9\n");

        assertThat(told()).containsExactlyInAnyOrderEntriesOf(Map.of("Stone", true, "Ash", true));
    }

    @Test
    void whatLeadsToAwaitedPersonsIsToldAgainWhenASystemComesToTellOfRestrictions() throws Exception {
        fixture.deliver(HubFixture.csv("mosaic-addresses", "mosaic/addresses", FeedKind.DELTA), """
            REF_ADDRESSES_PEOPLE_ID,PERSON_ID,ADDRESS,END_DATE
            13,3,3 Low Street,
            """);
        fixture.execute("update hub.source set tells_restricted = false");
        assertThat(told()).containsEntry("3 Low Street", false);
        fixture.on(Map.of(), HubFixture.MAPPINGS, new SyncSettings(100, 2, 10_000), true);
        assertThat(told()).containsExactlyEntriesOf(Map.of("3 Low Street", true));
        fixture.on(Map.of(), HubFixture.MAPPINGS, new SyncSettings(100, 2, 10_000), true);
        assertThat(told()).isEmpty();
    }

    @Test
    void aRecordThatComesToLeadToARestrictedPersonTakesTheMarkOfAllThatLeadsToIt() throws Exception {
        fixture.deliver(HubFixture.csv("lcs-persons", "lcs/persons", FeedKind.SNAPSHOT), """
                DIM_PERSON_ID,SURNAME,BIRTH_DTTM
                501,Stone,1980-02-03
                502,Wood,1981-03-04
                """);
        fixture.execute("update fostering.person set restricted = true where family_name = 'Wood'");
        household("501");
        fixture.deliver(HubFixture.csv("lcs-approvals", "lcs/approvals", FeedKind.SNAPSHOT), """
                APPROVAL_ID,HOUSEHOLD_ID
                71,61
                72,62
                """);
        told();

        household("502");
        assertThat(told())
                .as("the household's new carer is restricted")
                .containsExactlyInAnyOrderEntriesOf(Map.of("Ash", true, "approval", true));
        household("");
        assertThat(told()).containsExactlyInAnyOrderEntriesOf(Map.of("Ash", false, "approval", false));

        fixture.deliver(HubFixture.csv("lcs-households", "lcs/households", FeedKind.DELTA), """
                HOUSEHOLD_ID,HOUSEHOLD_NAME,PRIMARY_CARER_ID
                62,Elm,502
                """);
        assertThat(told())
                .as("a household that comes after what leads to it")
                .containsExactlyInAnyOrderEntriesOf(Map.of("Elm", true, "approval", true));
    }

    @Test
    void aRestrictionStaysWhenItsSystemNoLongerListsThePersonUntilThatSystemSaysOtherwise() throws Exception {
        bothKnowGrey("Grey-Hill");
        assertThat(fixture.one(WHO_SAYS)).isEqualTo("t|mosaic:1");
        told();

        fixture.deliver(HubFixture.csv("mosaic-persons", "mosaic/persons", FeedKind.SNAPSHOT), """
                PERSON_ID,LAST_NAME,RESTRICTED
                2,Moss,N
                """);
        assertThat(fixture.one("select state from hub.contribution where key = '1' and body ->> 'restricted' = 'true'"))
                .isEqualTo("e");
        assertThat(fixture.one(WHO_SAYS)).isEqualTo("t|mosaic:1");
        lcsPersons("Grey-Lane");
        assertThat(fixture.one(WHO_SAYS)).as("also when another system changes").isEqualTo("t|mosaic:1");
        assertThat(fixture.exported(RecordTypes.PERSON)).doesNotContain("Grey");
        assertThat(fixture.exported(RecordTypes.ADDRESS)).doesNotContain("1 Low");
        assertThat(told()).doesNotContainValue(false);

        fixture.deliver(HubFixture.csv("mosaic-persons", "mosaic/persons", FeedKind.SNAPSHOT), """
                PERSON_ID,LAST_NAME,RESTRICTED
                1,Grey,N
                2,Moss,N
                """);
        assertThat(told())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "Grey-Lane", false, "1 Low Street", false, "Household of Grey", false, "approval", false));
    }

    private static final String WHO_SAYS =
            "select restricted, provenance ->> 'restricted' from fostering.person where family_name like 'Grey%'";

    /** LCS, which says nothing about restrictions, and MOSAIC, which restricts her, have the same person. */
    private void bothKnowGrey(String name) {
        fixture.deliver(HubFixture.persons(), "DIM_PERSON_ID,SURNAME,BIRTH_DTTM\n501,Unlinked,1980-02-03\n");
        fixture.execute("delete from fostering.person where family_name = 'Unlinked';"
                + " update hub.contribution set entity_id = (select id from fostering.person where family_name = 'Grey')"
                + " where key = '501'");
        lcsPersons(name);
    }

    private void lcsPersons(String name) {
        fixture.deliver(HubFixture.persons(), "DIM_PERSON_ID,SURNAME,BIRTH_DTTM\n501," + name + ",1980-02-03\n");
    }

    private void household(String carer) {
        fixture.deliver(
                HubFixture.csv("lcs-households", "lcs/households", FeedKind.DELTA),
                "HOUSEHOLD_ID,HOUSEHOLD_NAME,PRIMARY_CARER_ID\n61,Ash," + carer + "\n");
    }

    /** What waits for the log of everything, by what the record is called, with whether it is restricted. */
    private Map<String, Boolean> told() throws Exception {
        Map<String, Boolean> restricted = new HashMap<>();
        fixture.hub.outbox().handOn("kafka", 100, changes -> {
            for (var change : changes) {
                JsonNode body = new ObjectMapper().readTree(change.body());
                assertThat(body.path("kind").asText()).isIn("created", "changed", "ended");
                JsonNode record = body.path("record");
                String name = record.path("family_name").asText()
                        + record.path("one_line").asText()
                        + record.path("name").asText();
                boolean approval = change.recordType().equals("approval");
                restricted.put(
                        approval ? "approval" : name, body.path("restricted").booleanValue());
            }
        });
        return restricted;
    }
}
