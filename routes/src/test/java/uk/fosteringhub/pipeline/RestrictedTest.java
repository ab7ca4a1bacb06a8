package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.FeedKind;
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
            assertThat(exported(type).lines()).as(type.name()).hasSize(2);
            assertThat(exported(type)).as(type.name()).doesNotContain("Grey", "1 Low");
            assertThat(fixture.hub.export().leftOut(type)).as(type.name()).isEqualTo(1);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            assertThat(fixture.hub.export().withRestricted().csv(type, all)).isEqualTo(2);
        }
    }

    @Test
    void everyKindOfRecordCanBeExported() throws IOException {
        for (RecordType type : RecordTypes.all()) {
            exported(type);
            assertThat(fixture.hub.export().leftOut(type)).as(type.name()).isNotNegative();
        }
    }

    @Test
    void aMessageSaysWhetherItConcernsARestrictedPerson() throws Exception {
        Map<String, Boolean> restricted = new HashMap<>();
        fixture.hub.outbox().handOn("kafka", 100, changes -> {
            for (var change : changes) {
                JsonNode body = new ObjectMapper().readTree(change.body());
                JsonNode record = body.path("record");
                restricted.put(
                        record.path("family_name").asText()
                                + record.path("one_line").asText(),
                        body.path("restricted").booleanValue());
            }
        });
        assertThat(restricted)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("Grey", true, "Moss", false, "1 Low Street", true, "2 Low Street", false));
    }

    private String exported(RecordType type) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fixture.hub.export().csv(type, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
