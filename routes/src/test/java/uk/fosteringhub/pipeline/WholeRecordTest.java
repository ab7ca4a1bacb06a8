package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.lookup.Trace;
import uk.fosteringhub.core.lookup.records.FoundRecord;
import uk.fosteringhub.core.lookup.records.Link;
import uk.fosteringhub.core.lookup.records.OpenFailure;
import uk.fosteringhub.core.lookup.records.Origin;
import uk.fosteringhub.core.lookup.records.Pointing;
import uk.fosteringhub.core.lookup.records.RawLine;
import uk.fosteringhub.core.lookup.records.RawLines;
import uk.fosteringhub.core.lookup.records.Told;
import uk.fosteringhub.core.lookup.records.WholeRecord;
import uk.fosteringhub.core.lookup.records.WholeRecords;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.SyncSettings;

/** Everything about one person, down to the line it came from. */
@Tag("servers")
class WholeRecordTest {
    private static final FeedSettings LCS = HubFixture.persons();
    private static final FeedSettings HOUSEHOLDS =
            HubFixture.csv("lcs-households", "lcs/households", FeedKind.SNAPSHOT);
    private static final FeedSettings CHARMS = HubFixture.csv("charms-carers", "charms/carers", FeedKind.SNAPSHOT);
    private static final Map<String, Map<String, List<String>>> RULES =
            Map.of("person", Map.of("*", List.of("lcs", "charms"), "restricted", List.of(Ownership.ANY)));

    @TempDir
    private Path folder;

    private HubFixture hub;
    private WholeRecords records;
    private long person;

    @BeforeEach
    void start() {
        hub = new HubFixture(folder, RULES, HubFixture.MAPPINGS, new SyncSettings(100, 2, 10_000), false);
        records = new WholeRecords(hub.hub.database(), new Ownership(RULES), List.of("mosaic"));
        lcs("100001,Ada,Khan,1981-05-03,9990000018");
        hub.deliver(
                CHARMS,
                "Foster Parent ID,LCS Number,First Name,Surname,Date of Birth,Email\n"
                        + "FP1,100001,ADA,Khann,03/05/1981,ada@example.org\n");
        hub.deliver(HOUSEHOLDS, "HOUSEHOLD_ID,HOUSEHOLD_NAME,PRIMARY_CARER_ID\n20001,Khan household,100001\n");
        person = Long.parseLong(hub.one("select id from fostering.person"));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void eachValueSaysWhoWonByWhichRuleAndWhatTheOthersSay() {
        WholeRecord whole = whole();
        assertThat(origin(whole, "given_name"))
                .isEqualTo(new Origin(
                        "given_name",
                        Optional.of("Ada"),
                        Optional.of("lcs:100001"),
                        Origin.Rule.ALL_AGREE,
                        List.of(new Origin.Other("charms:FP1", "charms", "ADA", true))));
        assertThat(origin(whole, "family_name").rule()).isEqualTo(Origin.Rule.OWNER);
        assertThat(origin(whole, "family_name").others())
                .containsExactly(new Origin.Other("charms:FP1", "charms", "Khann", false));
        assertThat(origin(whole, "email").winner()).contains("charms:FP1");
        assertThat(origin(whole, "email").rule()).isEqualTo(Origin.Rule.ONLY_ONE);
        assertThat(origin(whole, "upn").rule()).isEqualTo(Origin.Rule.NOTHING_SAID);
        assertThat(whole.trace().said()).extracting(Trace.Said::system).containsExactly("charms", "lcs");
    }

    @Test
    void aChangeSaysWhatBecameOfItAtEachTarget() {
        lcs("100001,Ada,Khan-Evans,1981-05-03,9990000018");
        long change = Long.parseLong(hub.one("select change_id from hub.outgoing order by 1 desc limit 1"));
        hub.execute("update hub.outgoing set target = 'mosaic'");
        assertThat(whole().toldOf(change)).extracting(Told::state).containsExactly("waiting");
        hub.execute("insert into hub.receipt (target, change_id, changed_at, entity_id, record_type, state, answer,"
                + " target_key, attempts) select 'mosaic', change_id, changed_at, entity_id, 'person', 'refused',"
                + " 'is locked', '', 1 from hub.outgoing");
        hub.execute("delete from hub.outgoing");
        assertThat(whole().toldOf(change))
                .extracting(told -> told.target() + " " + told.state() + " " + told.answer())
                .containsExactly("mosaic refused is locked");
        assertThat(whole().trace().history().get(0).change()).isEqualTo(change);
    }

    @Test
    void recordsThatPointToEachOtherAreShownFromBothSides() {
        assertThat(whole().pointedAtBy())
                .singleElement()
                .extracting(Pointing::recordType, Pointing::field, Pointing::count)
                .containsExactly("household", "primary_carer", 1L);
        long household = Long.parseLong(hub.one("select id from fostering.household"));
        assertThat(records.of(RecordTypes.HOUSEHOLD, household, false)
                        .orElseThrow()
                        .pointsTo())
                .extracting(Link::record)
                .extracting(FoundRecord::label)
                .containsExactly("Ada Khan");
    }

    @Test
    void aNewerVersionThatFailedIsSaid() {
        lcs("100001,Ada,Khan,1981-05-03,1234567890");
        assertThat(whole().failures())
                .singleElement()
                .extracting(OpenFailure::feed, OpenFailure::key, OpenFailure::state)
                .containsExactly("lcs-persons", "100001", "open");
    }

    @Test
    void whatConcernsARestrictedPersonIsNotThereForOthers() {
        hub.execute("update fostering.person set restricted = true");
        long household = Long.parseLong(hub.one("select id from fostering.household"));
        assertThat(records.of(RecordTypes.PERSON, person, false)).isEmpty();
        assertThat(records.of(RecordTypes.HOUSEHOLD, household, false)).isEmpty();
        assertThat(records.of(RecordTypes.PERSON, person, true)).isPresent();
        assertThat(records.of(RecordTypes.PERSON, 77, true)).isEmpty();
    }

    @Test
    void theLineThatAValueCameFromIsReadBackFromTheArchive() throws Exception {
        RawLines raw = new RawLines(
                hub.with(List.of(HubFixture.system("lcs", Optional.empty(), List.of(LCS, HOUSEHOLDS, CHARMS)))));
        Trace.Said said = whole().trace().said().get(1);
        RawLine line = raw.read(said.feed(), said.delivery(), said.line());
        assertThat(line.rows().get(0))
                .contains(new RawLine.Cell("SURNAME", "Khan"), new RawLine.Cell("NHS_NUMBER", "9990000018"));
        assertThat(line.line()).isEqualTo(2);
        assertThatThrownBy(() -> raw.read(said.feed(), said.delivery(), 99))
                .isInstanceOf(RawLines.CannotRead.class)
                .hasMessageContaining("no record that begins in line 99");
        try (Stream<Path> files = Files.walk(folder.resolve("archive"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        assertThatThrownBy(() -> raw.read(said.feed(), said.delivery(), said.line()))
                .isInstanceOf(RawLines.CannotRead.class)
                .hasMessageContaining("archive");
    }

    @Test
    void everyReferenceHasAnIndexSoThatWhatPointsToARecordIsFoundQuickly() {
        List<String> missing = RecordTypes.all().stream()
                .flatMap(type -> type.fields().stream()
                        .filter(field -> field.type() == FieldType.REFERENCE)
                        .map(Field::name)
                        .filter(field -> hub.query(
                                        "select 1 from pg_indexes where schemaname = 'fostering' and tablename = '"
                                                + type.name() + "' and indexdef like '%(" + field + ")%'")
                                .isEmpty())
                        .map(field -> type.name() + "." + field))
                .toList();
        assertThat(missing).isEmpty();
    }

    private WholeRecord whole() {
        return records.of(RecordTypes.PERSON, person, false).orElseThrow();
    }

    private static Origin origin(WholeRecord whole, String field) {
        return whole.origins().stream()
                .filter(origin -> origin.field().equals(field))
                .findFirst()
                .orElseThrow();
    }

    private void lcs(String row) {
        hub.deliver(LCS, "DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM,NHS_NUMBER\n" + row + "\n");
    }
}
