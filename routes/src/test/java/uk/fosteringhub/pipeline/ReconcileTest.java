package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.failures.FailureQuery;
import uk.fosteringhub.core.reconcile.Brought;
import uk.fosteringhub.core.reconcile.Condition;
import uk.fosteringhub.core.reconcile.FieldResult;
import uk.fosteringhub.core.reconcile.Finding;
import uk.fosteringhub.core.reconcile.Finding.Kind;
import uk.fosteringhub.core.reconcile.FindingsFile;
import uk.fosteringhub.core.reconcile.NotCompared;
import uk.fosteringhub.core.reconcile.Reconciler;
import uk.fosteringhub.core.reconcile.Reconciliation;
import uk.fosteringhub.core.reconcile.RecordResult;
import uk.fosteringhub.core.reconcile.Scope;
import uk.fosteringhub.core.reconcile.Waiting;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.routes.ReconciliationTable;

/** A move from LCS to CHARMS with planted differences, on a real database with the project's own mappings. */
@Tag("servers")
class ReconcileTest {
    private static final FeedSettings LCS_PERSONS = HubFixture.persons();
    private static final FeedSettings LCS_HOUSEHOLDS =
            HubFixture.csv("lcs-households", "lcs/households", FeedKind.SNAPSHOT);
    private static final FeedSettings CARERS = HubFixture.csv("charms-carers", "charms/carers", FeedKind.SNAPSHOT);
    private static final FeedSettings HOUSEHOLDS =
            HubFixture.csv("charms-households", "charms/households", FeedKind.SNAPSHOT);
    private static final FeedSettings ADDRESSES = HubFixture.csv("lcs-addresses", "lcs/addresses", FeedKind.SNAPSHOT);
    private static final FeedSettings PROGRESS = HubFixture.csv("charms-progress", "charms/progress", FeedKind.DELTA);
    private static final Brought CHARMS = new Brought(
            "charms",
            Map.of(
                    "person",
                    List.of("charms-carers"),
                    "household",
                    List.of("charms-households"),
                    "workflow_step",
                    List.of("charms-progress")));
    private static final Brought LCS = new Brought(
            "lcs",
            Map.of(
                    "person",
                    List.of("lcs-persons"),
                    "household",
                    List.of("lcs-households"),
                    "address",
                    List.of("lcs-addresses")));
    private static final String LCS_HEADER = "DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM,EMAIL,IS_FOSTER,WAS_FOSTER\n";
    private static final String CHARMS_HEADER =
            "Foster Parent ID,LCS Number,First Name,Surname,Date of Birth,Email,Status\n";
    private static final Scope PERSON = scope(
            RecordTypes.PERSON,
            "given_name",
            "family_name",
            "birth_date",
            "email",
            "is_foster_carer",
            "was_foster_carer");
    private static final Scope HOUSEHOLD =
            scope(RecordTypes.HOUSEHOLD, "name", "primary_carer", "secondary_carer", "supervising_worker");

    @TempDir
    Path folder;

    private final List<Finding> findings = new ArrayList<>();
    private HubFixture hub;

    @BeforeEach
    void start() {
        hub = new HubFixture(folder);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void whatIsWrittenInAnotherWayAndMeansTheSameIsEqual() {
        charms("FP1,100001,Siân,O'Brien,03/05/1981,Sian@EXAMPLE.org,Approved\n");
        lcs("100001,Siân,O'Brien,1981-05-03 00:00:00,Sian@example.org,Y,N\n");

        Reconciliation result = compare(PERSON);

        assertThat(result.isEqual()).isTrue();
        assertThat(findings).isEmpty();
        assertThat(only(result).equal()).isEqualTo(1);
        assertThat(only(result).fields()).isEmpty();
    }

    @Test
    void everyPlantedDifferenceIsFoundAndNothingElse() {
        charms("FP1,100001,Ada,Khan,03/05/1981,ada@example.org,Approved\n"
                + "FP2,100002,Bo,Evans-Grey,03/05/1982,,Approved\n"
                + "FP3,100003,Cy,Nowak,04/05/1983,cy@example.org,Approved\n"
                + "FP4,,Di,Lovell,03/05/1984,,Approved\n"
                + "FP5,100099,Ed,Marsh,03/05/1985,,Approved\n");
        lcs("100001,Ada,Khan,1981-05-03,ada@example.org,Y,N\n"
                + "100002,Bo,Evans,1982-05-03,bo@example.org,Y,N\n"
                + "100003,Cy,Nowak,1983-05-03,,Y,N\n"
                + "100007,Flo,Hart,2015-01-01,,N,N\n");

        Reconciliation result = compare(PERSON);

        RecordResult persons = only(result);
        assertThat(result.isEqual()).isFalse();
        assertThat(List.of(persons.inSystem(), persons.inOther(), persons.equal(), persons.different()))
                .containsExactly(5L, 4L, 1L, 2L);
        assertThat(List.of(persons.onlyInSystem(), persons.onlyInOther(), persons.awaitedOfOther()))
                .containsExactly(2L, 1L, 1L);
        assertThat(persons.fields())
                .containsExactly(
                        new FieldResult("family_name", 1, 0, 0),
                        new FieldResult("birth_date", 1, 0, 0),
                        new FieldResult("email", 0, 1, 1));
        assertThat(findings.stream().map(ReconcileTest::plain))
                .containsExactlyInAnyOrder(
                        "DIFFERENT [FP2] [100002] family_name Evans-Grey/Evans",
                        "EMPTY_IN_SYSTEM [FP2] [100002] email /bo@example.org",
                        "DIFFERENT [FP3] [100003] birth_date 1983-05-04/1983-05-03",
                        "EMPTY_IN_OTHER [FP3] [100003] email cy@example.org/",
                        "MISSING_IN_OTHER [FP4] []  /",
                        "MISSING_IN_OTHER [FP5] [100099]  /",
                        "MISSING_IN_SYSTEM [] [100007]  /");
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.toString()).doesNotContain("Evans"));
    }

    @Test
    void onlyWhatIsAskedForIsCompared() {
        charms("FP1,100001,Ada,Khan,03/05/1981,,Approved\n");
        lcs("100001,Ada,Khan,1981-05-03,,Y,N\n100007,Flo,Hart,2015-01-01,,N,N\n");

        Reconciliation carers = compare(List.of(new Condition("is_foster_carer", "true")), PERSON);

        assertThat(carers.isEqual()).isTrue();
        assertThat(only(carers).inOther()).isEqualTo(1);
        assertThat(compare(PERSON).isEqual()).isFalse();
    }

    @Test
    void referencesAreEqualIfTheyPointToTheSameRecord() {
        charms("FP1,100001,Ada,Khan,03/05/1981,,Approved\nFP2,100002,Bo,Khan,03/05/1982,,Approved\n");
        lcs("100001,Ada,Khan,1981-05-03,,Y,N\n100002,Bo,Khan,1982-05-03,,Y,N\n");
        hub.deliver(
                HOUSEHOLDS,
                "Household ID,LCS Household Number,Household Name,Foster Parent 1 ID,Foster Parent 2 ID,"
                        + "Supervising Social Worker\nCH1,20001,Khan household,FP1,FP2,5001\n"
                        + "CH2,20002,Khan household,FP2,FP1,5001\n");
        hub.deliver(
                LCS_HOUSEHOLDS,
                "HOUSEHOLD_ID,HOUSEHOLD_NAME,PRIMARY_CARER_ID,SECONDARY_CARER_ID,SUPERVISING_WORKER_ID\n"
                        + "20001,Khan household,100001,100002,5001\n20002,Khan household,100002,-1,5002\n");

        RecordResult households = only(compare(HOUSEHOLD));

        assertThat(List.of(households.equal(), households.different())).containsExactly(1L, 1L);
        assertThat(findings.stream().map(ReconcileTest::plain))
                .containsExactlyInAnyOrder(
                        "EMPTY_IN_OTHER [CH2] [20002] secondary_carer charms:FP1/",
                        "DIFFERENT [CH2] [20002] supervising_worker lcs:5001/lcs:5002");
    }

    @Test
    void twoRecordsOfOnePersonAreNotPairedAndSaid() {
        charms("FP1,100001,Ada,Khan,03/05/1981,,Approved\nFP2,100001,Ada,Khan,03/05/1981,,Approved\n");
        lcs("100001,Ada,Khan,1981-05-03,,Y,N\n");

        RecordResult persons = only(compare(PERSON));

        assertThat(persons.notPaired()).isEqualTo(1);
        assertThat(persons.isEqual()).isFalse();
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.NOT_PAIRED);
            assertThat(finding.systemKeys()).containsExactly("FP1", "FP2");
            assertThat(finding.otherKeys()).containsExactly("100001");
        });
    }

    @Test
    void whatHasEndedIsNotThereAnyMore() {
        charms(carers(1, 5));
        lcs(persons(1, 5));
        assertThat(compare(PERSON).isEqual()).isTrue();

        hub.deliver(LCS_PERSONS, LCS_HEADER + persons(1, 4));

        assertThat(compare(PERSON).isEqual()).isFalse();
        assertThat(findings.stream().map(ReconcileTest::plain)).containsExactly("MISSING_IN_OTHER [FP4] []  /");
    }

    @Test
    void whatFailedOfEitherSystemIsCountedAndKeepsTwoSystemsFromBeingEqual() throws Exception {
        charms("FP1,100001,Ada,Khan,03/05/1981,,Approved\n");
        lcs("100001,Ada,Khan,1981-05-03,,Y,N\n");
        charms("FP1,100001,Ada,Evans,31/02/1981,,Approved\nFP2,100002,Bo,Evans,31/02/1982,,Approved\n");
        lcs("100001,Ada,Khan,1981-05-03,,Y,N\n100003,Cy,Nowak,31/02/1983,,Y,N\n");

        Reconciliation result = compare(PERSON);

        assertThat(findings).isEmpty();
        assertThat(List.of(
                        only(result).equal(),
                        only(result).inSystem(),
                        only(result).inOther()))
                .as("what failed is compared as it was before, or is not there")
                .containsExactly(1L, 1L, 1L);
        assertThat(only(result).waitingOfSystem()).isEqualTo(new Waiting(2, 0, 0, 0, List.of("charms-carers")));
        assertThat(only(result).waitingOfOther()).isEqualTo(new Waiting(1, 0, 0, 0, List.of("lcs-persons")));
        assertThat(List.of(result.isEqual(), result.differs())).containsExactly(false, false);
        assertThat(ReconciliationTable.of(result))
                .contains("  person: of what charms sent, 2 records failed.")
                .contains("  person: of what lcs sent, 1 record failed.")
                .anySatisfy(line -> assertThat(line).contains("Correct, replay or discard what failed"))
                .last()
                .isEqualTo("charms and lcs agree in what was compared, but nobody can say that they are equal while"
                        + " 3 failures wait.");
        String toSeeThem = ReconciliationTable.of(result).stream()
                .filter(line -> line.contains("./hub failures list"))
                .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
                .collect(Collectors.joining());
        assertThat(FailureWork.of(hub.hub).search().page(FailureQuery.of(toSeeThem), 0, 50))
                .hasSize(3);

        charms("FP1,100001,Ada,Khan,03/05/1981,,Approved\n");
        lcs("100001,Ada,Khan,1981-05-03,,Y,N\n");
        assertThat(compare(PERSON).isEqual()).isTrue();
    }

    @Test
    void aDeliveryRefusedWholeKeepsTwoSystemsFromBeingEqual() {
        charms("FP1,100001,Ada,Khan,03/05/1981,,Approved\n");
        lcs("100001,Ada,Khan,1981-05-03,,Y,N\n");
        hub.deliver(LCS_PERSONS, "NOT,WHAT,IS,EXPECTED\n1,2,3,4\n");

        Reconciliation result = compare(PERSON);

        assertThat(only(result).waitingOfOther()).isEqualTo(new Waiting(0, 1, 0, 0, List.of("lcs-persons")));
        assertThat(result.isEqual()).isFalse();
        assertThat(ReconciliationTable.of(result))
                .contains("  person: of what lcs sent, 1 delivery was refused whole.");
    }

    @Test
    void whatIsToEndAndIsHeldIsNotSaidToBeThere() {
        charms(carers(1, 11));
        lcs(persons(1, 11));
        hub.deliver(LCS_PERSONS, LCS_HEADER + persons(1, 5));

        Reconciliation result = compare(PERSON);

        assertThat(only(result).equal()).isEqualTo(10);
        assertThat(only(result).waitingOfOther()).isEqualTo(new Waiting(0, 0, 1, 6, List.of("lcs-persons")));
        assertThat(result.isEqual()).isFalse();
        assertThat(ReconciliationTable.of(result))
                .contains("  person: of what lcs sent, the ending of 6 records is held.")
                .last()
                .asString()
                .endsWith("while 1 failure waits.");
    }

    @Test
    void failuresOfOtherKindsOfRecordDoNotConcernWhatIsCompared() {
        charms("FP1,100001,Ada,Khan,03/05/1981,,Approved\n");
        lcs("100001,Ada,Khan,1981-05-03,,Y,N\n");
        hub.deliver(
                ADDRESSES, "DIM_PERSON_ADDRESS_ID,DIM_PERSON_ID,POSTCODE,START_DTTM\n1,100001,RG1 1AA,31/02/2020\n");
        hub.deliver(HOUSEHOLDS, "Household ID,Start Date\nCH1,31/02/2020\n");

        Reconciliation result = compare(PERSON);

        assertThat(result.isEqual()).isTrue();
        assertThat(result.notCompared())
                .containsExactly(
                        new NotCompared(
                                "address",
                                false,
                                0,
                                0,
                                Waiting.NOTHING,
                                new Waiting(1, 0, 0, 0, List.of("lcs-addresses"))),
                        new NotCompared(
                                "household",
                                true,
                                0,
                                0,
                                new Waiting(1, 0, 0, 0, List.of("charms-households")),
                                Waiting.NOTHING));
    }

    @Test
    void whatOnlyOneSystemBringsIsNamedWithItsNumberAndIsNoDifference() {
        charms("FP1,100001,Ada,Khan,03/05/1981,,Approved\n");
        lcs("100001,Ada,Khan,1981-05-03,,Y,N\n");
        hub.deliver(ADDRESSES, "DIM_PERSON_ADDRESS_ID,DIM_PERSON_ID,POSTCODE\n1,100001,RG1 1AA\n2,100001,RG1 1AB\n");
        hub.deliver(PROGRESS, "Progress ID,Foster Parent ID,Stage\n1,FP1,Panel\n");
        hub.deliver(HOUSEHOLDS, "Household ID,Household Name\nCH1,Khan household\n");

        Reconciliation result = compare(PERSON);

        assertThat(result.isEqual()).isTrue();
        assertThat(ReconciliationTable.of(result))
                .contains("  address: not compared, since only lcs brings any: 2 records.")
                .contains("  workflow_step: not compared, since only charms brings any: 1 record.")
                .contains("  household: not compared, since only another record was asked for: 1 in charms, 0 in lcs.")
                .last()
                .isEqualTo("charms and lcs are equal in what was compared: 1 person record in 6 fields."
                        + " Other records were not.");
        assertThat(ReconciliationTable.of(compare(List.of(new Condition("is_foster_carer", "true")), PERSON)))
                .last()
                .asString()
                .contains("1 person record in 6 fields, of those with is_foster_carer=true.");
    }

    @Test
    void moreRecordsThanOneBatchHoldsAreAllCompared() {
        int count = 2_345;
        charms(IntStream.range(0, count)
                .mapToObj(i -> "FP" + i + "," + i + ",Ada,Name" + i + ",03/05/1981,,Approved\n")
                .collect(Collectors.joining()));
        lcs(IntStream.range(0, count)
                .mapToObj(i -> i + ",Ada,Name" + (i == 1_999 ? "X" : i) + ",1981-05-03,,Y,N\n")
                .collect(Collectors.joining()));

        RecordResult persons = only(compare(PERSON));

        assertThat(List.of(persons.equal(), persons.different())).containsExactly(count - 1L, 1L);
        assertThat(findings.stream().map(ReconcileTest::plain))
                .containsExactly("DIFFERENT [FP1999] [1999] family_name Name1999/NameX");
    }

    @Test
    void theCommandExitsWithZeroIfEqualAndOneIfNotOrUnknownAndWritesValuesOnlyOnDemand() throws Exception {
        charms("FP1,100001,Ada,Khan,03/05/1981,,Approved\n");
        lcs("100001,Ada,Khan,1981-05-03,,Y,N\n");

        HubProcess equal = reconcile("charms", "lcs", "--record", "person", "--json");

        assertThat(equal.exitCode()).as(equal.errors()).isZero();
        JsonNode document = new ObjectMapper().readTree(equal.output());
        assertThat(document.path("equal").asBoolean()).isTrue();
        assertThat(document.path("records").get(0).path("equal").asInt()).isEqualTo(1);

        assertThat(document.path("records").get(0).path("compared").toString()).contains("family_name");

        hub.deliver(ADDRESSES, "DIM_PERSON_ADDRESS_ID,DIM_PERSON_ID,POSTCODE\n1,100001,RG1 1AA\n");
        hub.deliver(LCS_PERSONS, LCS_HEADER + "100001,Ada,Khan,31/02/1981,,Y,N\n");
        HubProcess waiting = reconcile("charms", "lcs", "--record", "person", "--json");
        assertThat(waiting.exitCode()).as(waiting.errors()).isEqualTo(1);
        document = new ObjectMapper().readTree(waiting.output());
        assertThat(List.of(
                        document.path("equal").asBoolean(),
                        document.path("differs").asBoolean()))
                .containsExactly(false, false);
        assertThat(document.path("records").get(0).path("waitingOfOther").toString())
                .isEqualTo("{\"failedRecords\":1,\"refusedDeliveries\":0,\"heldEndings\":0,"
                        + "\"recordsOfHeldEndings\":0,\"feeds\":[\"lcs-persons\"]}");
        assertThat(document.path("notCompared").get(0).toString())
                .startsWith("{\"record\":\"address\",\"shared\":false,\"inSystem\":0,\"inOther\":1,");

        hub.deliver(LCS_PERSONS, LCS_HEADER + "100001,Ada,Khan-Lovell,1981-05-03,,Y,N\n");
        Path out = folder.resolve("differences.csv");
        HubProcess different = reconcile("charms", "lcs", "--record", "person", "--out", out.toString());
        assertThat(different.exitCode()).as(different.errors()).isEqualTo(1);
        assertThat(different.output())
                .containsPattern("person +1 +1 +0 +1 +0 +0 +0")
                .containsPattern("person +family_name +1 +0 +0")
                .contains("not compared, since only lcs tells them: birth_date_estimated, nhs_number")
                .contains("charms and lcs differ.");
        assertThat(Files.readString(out))
                .isEqualTo("record,hub_id,charms_key,lcs_key,finding,field\r\n"
                        + "person," + hub.one("select id from fostering.person")
                        + ",FP1,100001,different,family_name\r\n");

        assertThat(reconcile("charms", "lcs", "--record", "person", "--out", out.toString(), "--values")
                        .exitCode())
                .isEqualTo(1);
        assertThat(Files.readString(out))
                .contains(",charms_value,lcs_value\r\n")
                .contains("Khan,Khan-Lovell");
    }

    @Test
    void whatConcernsARestrictedPersonIsCountedAndLeftOutOfTheFileUnlessAskedFor() throws Exception {
        charms("FP1,100001,Ada,Khan,03/05/1981,,Approved\nFP2,100002,Bo,Evans,03/05/1982,,Approved\n");
        lcs("100001,Ada,Kahn,1981-05-03,,Y,N\n100002,Bo,Evens,1982-05-03,,Y,N\n");
        hub.execute("update fostering.person set restricted = true where given_name = 'Ada'");

        assertThat(only(compare(PERSON)).different()).isEqualTo(2);
        assertThat(lines(new FindingsFile.Shown(true, false)))
                .hasSize(2)
                .last()
                .asString()
                .endsWith(",FP2,100002,different,family_name,Evans,Evens");
        assertThat(lines(new FindingsFile.Shown(true, true))).hasSize(3);
    }

    private List<String> lines(FindingsFile.Shown shown) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long left;
        try (FindingsFile file = new FindingsFile(out, "charms", "lcs", shown)) {
            new Reconciler(hub.onStore()).compare(CHARMS, LCS, List.of(PERSON), List.of(), file);
            left = file.leftOut();
        }
        assertThat(left).isEqualTo(shown.restricted() ? 0 : 1);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void theCommandSaysWhatCannotBeCompared() throws Exception {
        HubProcess unknown = reconcile("charms", "nonsense");
        assertThat(unknown.exitCode()).isEqualTo(64);
        assertThat(unknown.errors()).contains("There is no system 'nonsense'");

        HubProcess nothing = reconcile("charms", "lcs");
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.errors()).contains("no such records of charms").contains("./hub sync");

        charms("FP1,100001,Ada,Khan,31/02/1981,,Approved\n");
        HubProcess failed = reconcile("charms", "lcs");
        assertThat(failed.exitCode()).isEqualTo(2);
        assertThat(failed.errors()).contains("no such records of charms").contains("of what it sent, 1 record failed");
    }

    private HubProcess reconcile(String... arguments) {
        List<String> all = new ArrayList<>(List.of("reconcile"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--set", "hub.database.url=" + hub.url(), "--data", folder.toString()));
        all.addAll(List.of("--set", "hub.encryption.keyset-file=" + folder.resolve("keys/keyset.json")));
        return HubProcess.start(folder, all.toArray(String[]::new));
    }

    private static String carers(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "FP" + i + "," + (100_000 + i) + ",Ada,Khan,03/05/1981,,Approved\n")
                .collect(Collectors.joining());
    }

    private static String persons(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> (100_000 + i) + ",Ada,Khan,1981-05-03,,Y,N\n")
                .collect(Collectors.joining());
    }

    private void charms(String rows) {
        hub.deliver(CARERS, CHARMS_HEADER + rows);
    }

    private void lcs(String rows) {
        hub.deliver(LCS_PERSONS, LCS_HEADER + rows);
    }

    private Reconciliation compare(Scope scope) {
        return compare(List.of(), scope);
    }

    private Reconciliation compare(List<Condition> where, Scope scope) {
        findings.clear();
        return new Reconciler(hub.onStore()).compare(CHARMS, LCS, List.of(scope), where, findings::add);
    }

    private static RecordResult only(Reconciliation result) {
        assertThat(result.records()).hasSize(1);
        return result.records().get(0);
    }

    private static String plain(Finding finding) {
        return finding.kind() + " " + finding.systemKeys() + " " + finding.otherKeys() + " " + finding.field() + " "
                + finding.systemValue() + "/" + finding.otherValue();
    }

    private static Scope scope(RecordType type, String... fields) {
        return new Scope(type, List.of(fields), List.of(), List.of());
    }
}
