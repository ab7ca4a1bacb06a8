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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.reconcile.Condition;
import uk.fosteringhub.core.reconcile.FieldResult;
import uk.fosteringhub.core.reconcile.Finding;
import uk.fosteringhub.core.reconcile.Finding.Kind;
import uk.fosteringhub.core.reconcile.FindingsFile;
import uk.fosteringhub.core.reconcile.Reconciler;
import uk.fosteringhub.core.reconcile.Reconciliation;
import uk.fosteringhub.core.reconcile.RecordResult;
import uk.fosteringhub.core.reconcile.Scope;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;

/** A move from LCS to CHARMS with planted differences, on a real database with the project's own mappings. */
@Tag("servers")
class ReconcileTest {
    private static final FeedSettings LCS_PERSONS = HubFixture.persons();
    private static final FeedSettings LCS_HOUSEHOLDS =
            HubFixture.csv("lcs-households", "lcs/households", FeedKind.SNAPSHOT);
    private static final FeedSettings CARERS = HubFixture.csv("charms-carers", "charms/carers", FeedKind.SNAPSHOT);
    private static final FeedSettings HOUSEHOLDS =
            HubFixture.csv("charms-households", "charms/households", FeedKind.SNAPSHOT);
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
        charms(IntStream.range(1, 5)
                .mapToObj(i -> "FP" + i + ",10000" + i + ",Ada,Khan,03/05/1981,,Approved\n")
                .collect(Collectors.joining()));
        lcs(IntStream.range(1, 5)
                .mapToObj(i -> "10000" + i + ",Ada,Khan,1981-05-03,,Y,N\n")
                .collect(Collectors.joining()));
        assertThat(compare(PERSON).isEqual()).isTrue();

        hub.deliver(
                LCS_PERSONS,
                LCS_HEADER
                        + IntStream.range(1, 4)
                                .mapToObj(i -> "10000" + i + ",Ada,Khan,1981-05-03,,Y,N\n")
                                .collect(Collectors.joining()));

        assertThat(compare(PERSON).isEqual()).isFalse();
        assertThat(findings.stream().map(ReconcileTest::plain)).containsExactly("MISSING_IN_OTHER [FP4] []  /");
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
    void theCommandExitsWithZeroIfEqualAndOneIfNotAndWritesValuesOnlyOnDemand() throws Exception {
        charms("FP1,100001,Ada,Khan,03/05/1981,,Approved\n");
        lcs("100001,Ada,Khan,1981-05-03,,Y,N\n");

        HubProcess equal = reconcile("charms", "lcs", "--record", "person", "--json");

        assertThat(equal.exitCode()).as(equal.errors()).isZero();
        JsonNode document = new ObjectMapper().readTree(equal.output());
        assertThat(document.path("equal").asBoolean()).isTrue();
        assertThat(document.path("records").get(0).path("equal").asInt()).isEqualTo(1);

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
            new Reconciler(hub.onStore()).compare("charms", "lcs", List.of(PERSON), List.of(), file);
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
    }

    private HubProcess reconcile(String... arguments) {
        List<String> all = new ArrayList<>(List.of("reconcile"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--set", "hub.database.url=" + hub.url(), "--data", folder.toString()));
        all.addAll(List.of("--set", "hub.encryption.keyset-file=" + folder.resolve("keys/keyset.json")));
        return HubProcess.start(folder, all.toArray(String[]::new));
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
        return new Reconciler(hub.onStore()).compare("charms", "lcs", List.of(scope), where, findings::add);
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
