package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.differences.DifferenceBook;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.SyncSettings;

/** Differences between LCS and CHARMS, on a real database with the project's own mappings. */
@Tag("servers")
class DifferenceBookTest {
    private static final FeedSettings LCS = HubFixture.persons();
    private static final FeedSettings LCS_HOUSEHOLDS =
            HubFixture.csv("lcs-households", "lcs/households", FeedKind.SNAPSHOT);
    private static final FeedSettings CHARMS = HubFixture.csv("charms-carers", "charms/carers", FeedKind.SNAPSHOT);
    private static final FeedSettings CHARMS_HOUSEHOLDS =
            HubFixture.csv("charms-households", "charms/households", FeedKind.SNAPSHOT);
    private static final String LCS_HEADER = "DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM,EMAIL,MOBILE_TELEPHONE\n";
    private static final String CHARMS_HEADER =
            "Foster Parent ID,LCS Number,First Name,Surname,Date of Birth,Email,Mobile Phone\n";
    private static final String SHOWN = "select p.key, d.field, d.owner_system, d.owner_value, d.other_system,"
            + " d.other_value from hub.difference d join hub.contribution p on p.entity_id = d.entity_id"
            + " join hub.source s on s.id = p.source_id and s.system = 'lcs' and s.record_type = d.record_type"
            + " order by 1, 2";

    @TempDir
    private Path folder;

    private HubFixture hub;
    private DifferenceBook book;

    @BeforeEach
    void start() {
        Map<String, Map<String, List<String>>> rules =
                Map.of("person", Map.of("*", List.of("lcs", "charms"), "email", List.of("charms", "lcs")));
        hub = new HubFixture(folder, rules, HubFixture.MAPPINGS, new SyncSettings(100, 2, 10_000), false);
        book = new DifferenceBook(hub.hub.database(), new Ownership(rules));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void theOwnersValueStandsBesideTheOthersAndHowItIsWrittenIsNoDifference() {
        lcs("100001,Ada,Khan,1981-05-03,ada@example.org,07700 900123\n100002,Bo,Evans,1982-05-03,bo@example.org,\n");
        charms("FP1,100001,ADA, Khan ,03/05/1981,Ada@EXAMPLE.org,+447700900123\n"
                + "FP2,100002,Bo,Evans-Grey,03/05/1982,other@example.org,07700 900456\n");

        book.refresh();

        assertThat(hub.query(SHOWN))
                .containsExactly(
                        "100002|email|charms|other@example.org|lcs|bo@example.org",
                        "100002|family_name|lcs|Evans|charms|Evans-Grey");
        assertThat(hub.one("select count(*) from hub.to_compare")).isEqualTo("0");
    }

    @Test
    void whatIsPutRightIsGoneAndWhatStaysKeepsItsNumberAndItsMoment() {
        lcs("100001,Ada,Khan,1981-05-03,,\n100002,Bo,Evans,1982-05-03,,\n");
        charms("FP1,100001,Ada,Khann,03/05/1981,,\nFP2,100002,Bob,Evans,03/05/1982,,\n");
        book.refresh();
        String stays = hub.one("select id, since from hub.difference where field = 'given_name'");

        charms("FP1,100001,Ada,Khan,03/05/1981,,\nFP2,100002,Bob,Evans,03/05/1983,,\n");
        book.refresh();

        assertThat(hub.query("select field, other_value from hub.difference order by 1"))
                .containsExactly("birth_date|1983-05-03", "given_name|Bob");
        assertThat(hub.one("select id, since from hub.difference where field = 'given_name'"))
                .isEqualTo(stays);
    }

    @Test
    void whoIsGoneFromASystemDiffersNoMore() {
        lcs("100001,Ada,Khan,1981-05-03,,\n100002,Bo,Evans,1982-05-03,,\n");
        charms("FP1,100001,Ada,Khann,03/05/1981,,\nFP2,100002,Bob,Evans,03/05/1982,,\n");
        book.refresh();
        charms("FP2,100002,Bob,Evans,03/05/1982,,\n");
        book.refresh();
        assertThat(hub.query(SHOWN)).containsExactly("100002|given_name|lcs|Bo|charms|Bob");
    }

    @Test
    void otherRulesOfOwnershipTurnDifferencesRound() {
        lcs("100001,Ada,Khan,1981-05-03,,\n");
        charms("FP1,100001,Ada,Khann,03/05/1981,,\n");
        book.refresh();
        assertThat(hub.query(SHOWN)).containsExactly("100001|family_name|lcs|Khan|charms|Khann");

        new DifferenceBook(hub.hub.database(), new Ownership(Map.of("person", Map.of("*", List.of("charms")))))
                .refresh();

        assertThat(hub.query(SHOWN)).containsExactly("100001|family_name|charms|Khann|lcs|Khan");
    }

    @Test
    void referencesThatLeadToOneRecordAreTheSame() {
        lcs("100001,Ada,Khan,1981-05-03,,\n100002,Bo,Khan,1982-05-03,,\n");
        charms("FP1,100001,Ada,Khan,03/05/1981,,\nFP2,100002,Bo,Khan,03/05/1982,,\n");
        hub.deliver(
                CHARMS_HOUSEHOLDS,
                "Household ID,LCS Household Number,Household Name,Foster Parent 1 ID,Foster Parent 2 ID\n"
                        + "CH1,20001,Khan household,FP1,FP2\n");
        hub.deliver(
                LCS_HOUSEHOLDS,
                "HOUSEHOLD_ID,HOUSEHOLD_NAME,PRIMARY_CARER_ID,SECONDARY_CARER_ID\n20001,Khan household,100001,100002\n");
        book.refresh();
        assertThat(hub.query(SHOWN)).isEmpty();
        hub.deliver(
                LCS_HOUSEHOLDS,
                "HOUSEHOLD_ID,HOUSEHOLD_NAME,PRIMARY_CARER_ID,SECONDARY_CARER_ID\n20001,Khan household,100002,100001\n");
        book.refresh();
        assertThat(hub.query("select field from hub.difference order by 1"))
                .containsExactly("primary_carer", "secondary_carer");
    }

    private void lcs(String rows) {
        hub.deliver(LCS, LCS_HEADER + rows);
    }

    private void charms(String rows) {
        hub.deliver(CHARMS, CHARMS_HEADER + rows);
    }
}
