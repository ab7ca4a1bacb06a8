package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.checks.CheckLife;
import uk.fosteringhub.core.failures.FailureQuery;
import uk.fosteringhub.core.intake.DeliveryOutcome;
import uk.fosteringhub.core.push.PushLog;
import uk.fosteringhub.core.push.PushedMessage;
import uk.fosteringhub.core.replay.ReplaySet;
import uk.fosteringhub.core.replay.ReplaySets;
import uk.fosteringhub.core.replay.Replays;
import uk.fosteringhub.core.runs.Books;
import uk.fosteringhub.core.runs.Run;
import uk.fosteringhub.core.settings.CheckRule;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.sync.Fate;
import uk.fosteringhub.core.sync.Progress;

/** Results that were sent under the reference of another person's check. */
@Tag("servers")
class AnothersResultTest {
    private static final FeedSettings PERSONS = HubFixture.persons();
    private static final FeedSettings OUTCOMES = HubFixture.csv("medical-outcomes", "medical/outcomes", FeedKind.EVENT);
    private static final FeedSettings REGISTER = HubFixture.csv("dbs-certificates", "dbs/certificates", FeedKind.DELTA);
    private static final FeedSettings PUSHED = HubFixture.pushed("medical-pushed", "medical/outcomes", FeedKind.EVENT);
    private static final String HEADER =
            "REFERENCE,PERSON_ID,FORENAME,SURNAME,DATE_OF_BIRTH,FORM,OUTCOME,OUTCOME_DATE\n";
    private static final String FAILURES = "select rule, step, column_name, state from hub.failure order by id";
    private static final String BACK = "select p.given_name, c.outcome from fostering.check c"
            + " join fostering.person p on p.id = c.person where c.outcome is not null order by 1";
    /** LCS has Ada twice. */
    private static final String GREYS = """
            DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM
            1,Ada,Grey,1981-05-03
            2,Ben,Grey,1980-01-09
            3,ADA,GREY,1981-05-03
            4,Cy,Old,
            """;

    private final LocalDate today = LocalDate.now();

    @TempDir
    private Path folder;

    private HubFixture hub;
    private String ada;
    private String ben;

    @BeforeEach
    void twoOfACoupleAreRequested() {
        hub = new HubFixture(folder);
        hub.deliver(PERSONS, GREYS);
        hub.deliver(
                HubFixture.csv("lcs-households", "lcs/households", FeedKind.SNAPSHOT),
                "HOUSEHOLD_ID,PRIMARY_CARER_ID,SECONDARY_CARER_ID\n10,1,2\n11,4,-1\n");
        hub.deliver(
                HubFixture.csv("lcs-assessments", "lcs/assessments", FeedKind.SNAPSHOT),
                "ASSESSMENT_ID,HOUSEHOLD_ID,START_DTTM\n80,10," + today.minusDays(9) + "\n81,11," + today.minusDays(9)
                        + "\n");
        FeedSettings own = HubFixture.csv("hub-checks", "hub/checks", FeedKind.DELTA);
        CheckLife life = new CheckLife(
                hub.onStore(),
                List.of(new CheckRule(
                        "ADULT_HEALTH",
                        Optional.of(Duration.ofDays(99)),
                        Optional.empty(),
                        Duration.ofDays(1),
                        0,
                        Optional.empty())));
        hub.deliver(own, life.say(own.name(), today).orElseThrow());
        life.know(own.name());
        ada = check("Ada");
        ben = check("Ben");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private String check(String givenName) {
        return hub.one("select c.id from fostering.check c join fostering.person p on p.id = c.person"
                + " where p.given_name = '" + givenName + "'");
    }

    /** @param details LCS's number, forename, surname, date of birth */
    private String row(String reference, String details) {
        return reference + "," + details + ",AH,Fit," + today.minusDays(1) + "\n";
    }

    private Books deliver(String... rows) {
        return hub.deliver(OUTCOMES, HEADER + String.join("", rows)).books();
    }

    @Test
    void interchangedReferencesOfACoupleAreTakenForNeither() {
        Books books = deliver(row(ada, "2,Ben,Grey,09/01/1980"), row(ben, "1,Ada,Grey,03/05/1981"));

        assertThat(books).isEqualTo(new Books(2, 0, 0, 0, 2, 0, 0));
        assertThat(hub.query(FAILURES))
                .containsExactly("another-person|link|DATE_OF_BIRTH|open", "another-person|link|DATE_OF_BIRTH|open");
        assertThat(hub.query("select source_key from hub.failure")).containsExactlyInAnyOrder(ada, ben);
        assertThat(hub.query("select message from hub.failure"))
                .noneMatch(message -> message.matches("(?s).*(Ada|Ben|Grey|1980|1981).*"));
        assertThat(hub.query(BACK)).isEmpty();
        assertThat(hub.query("select count(*) from fostering.check")).containsExactly("3");

        deliver(row(ada, "1,Ada,Grey,03/05/1981"), row(ben, "2,Ben,Grey,09/01/1980"));
        assertThat(hub.query(BACK)).containsExactly("Ada|SUITABLE", "Ben|SUITABLE");
        assertThat(hub.query("select distinct state from hub.failure")).containsExactly("resolved");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,Ada,Grey,03/05/1981",
                "1,Ada,Okonkwo,03/05/1981",
                "1,Adeline,Okonkwo,03/05/1981",
                ",ADA,GREY,",
                ",Adeline,Grey,",
                ",,,03/05/1981",
                "1,,,",
                ",,,",
                "1,Adeline,Okonkwo,",
                "3,,,",
                "3,Ada,Okonkwo,03/05/1981",
                "999,Ada,Grey,03/05/1981"
            })
    void whatCanBeAdasIsTaken(String details) {
        assertThat(deliver(row(ada, details)).failed()).isZero();
        assertThat(hub.query(BACK)).containsExactly("Ada|SUITABLE");
        assertThat(hub.query(FAILURES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,Ada,Grey,04/05/1981|DATE_OF_BIRTH",
                ",,,09/01/1980|DATE_OF_BIRTH",
                "2,Ben,Grey,|PERSON_ID",
                "2,,,|PERSON_ID",
                "2,Benjamin,Old,03/05/1981|PERSON_ID",
                "4,,,|PERSON_ID",
                ",Cy,Old,|SURNAME"
            })
    void whatCannotBeAdasIsNot(String detailsAndColumn) {
        String[] parts = detailsAndColumn.split("[|]");
        assertThat(deliver(row(ada, parts[0])).failed()).isEqualTo(1);
        assertThat(hub.query(FAILURES)).containsExactly("another-person|link|" + parts[1] + "|open");
        assertThat(hub.query(BACK)).isEmpty();
    }

    @Test
    void aResultUnderAReferenceOfTheOfficesOwnMayCorrectItself() {
        deliver(row("MA-1", "1,Ada,Grey,03/05/1981"));
        assertThat(deliver(row("MA-1", "2,Ben,Grey,09/01/1980")).changed()).isEqualTo(1);
        assertThat(hub.query(BACK)).containsExactly("Ben|SUITABLE");
    }

    @Test
    void aRehearsalCountsWhatWouldNotBeTaken() throws Exception {
        try (Run run = hub.hub.runs().lead("command", true).orElseThrow()) {
            run.begin(OUTCOMES);
            DeliveryOutcome outcome = hub.take(
                    run,
                    OUTCOMES,
                    "delivery.csv",
                    (HEADER + row(ada, "1,Ada,Grey,03/05/1981") + row(ben, "1,Ada,Grey,03/05/1981")).getBytes(),
                    Optional.empty(),
                    Progress.SILENT);
            assertThat(outcome.books().failed()).isEqualTo(1);
            assertThat(outcome.books().added()).isEqualTo(1);
            run.done(OUTCOMES);
            run.finish(List.of(OUTCOMES));
        }
        assertThat(hub.query(FAILURES)).isEmpty();
    }

    @Test
    void afterThePersonsRecordWasPutRightAReplayTakesIt() throws Exception {
        String rightAfterAll = row(ada, "1,Ada,Grey,04/05/1981");
        deliver(rightAfterAll);
        Replays replays =
                Replays.of(hub.with(List.of(HubFixture.system("medical", Optional.empty(), List.of(OUTCOMES)))));
        FailureQuery all = FailureQuery.of("rule:another-person");
        assertThat(replays.previews().of(all, Optional.empty(), 100).counts()).isEqualTo(Map.of(Fate.Kind.FAILED, 1));
        assertThat(replayed(replays, "first").failed()).isEqualTo(1);
        assertThat(hub.query(FAILURES)).containsExactly("another-person|link|DATE_OF_BIRTH|open");
        assertThat(hub.query(BACK)).isEmpty();
        assertThat(hub.query("select received, added, failed from hub.delivery where name like 'replay%'"))
                .containsExactly("1|0|1");

        hub.deliver(PERSONS, GREYS.replace("1,Ada,Grey,1981-05-03", "1,Ada,Grey,1981-05-04"));
        assertThat(replays.previews().of(all, Optional.empty(), 100).counts()).isEqualTo(Map.of(Fate.Kind.APPLIED, 1));
        assertThat(replayed(replays, "second").applied()).isEqualTo(1);
        assertThat(hub.query(BACK)).containsExactly("Ada|SUITABLE");
        assertThat(hub.query("select state from hub.failure")).containsExactly("resolved");
    }

    private static ReplaySet replayed(Replays replays, String token) throws Exception {
        ReplaySet set = replays.sets()
                .confirm(new ReplaySets.Wanted(token, "a test", "rule:another-person", Optional.empty(), 100, "ada"));
        while (replays.replayer().advance(set.id(), 100).more()) {
            // until nothing is left
        }
        return replays.sets().one(set.id()).orElseThrow();
    }

    @Test
    void whatIsPushedIsKeptOutToo() {
        Hub pushing = hub.with(List.of(HubFixture.system("medical", Optional.empty(), List.of(PUSHED))));
        List<PushedMessage> messages = new ArrayList<>();
        for (String body : List.of(
                pushed(ada, "1980-01-09"), pushed(ben, "1980-01-09"), pushed(ben, "1981-05-03"), pushed("MA-9", ""))) {
            messages.add(PushedMessage.of(PUSHED.name(), "medical", body, body));
        }
        new PushLog(pushing.database(), pushing.sealer()).keep(messages);
        assertThat(pushing.live().take(PUSHED).messages()).isEqualTo(4);

        assertThat(hub.query("select state, problems::text like '%another-person%' from hub.pushed order by id"))
                .containsExactly("f|t", "s|null", "f|t", "s|null");
        assertThat(hub.query(BACK)).containsExactly("Ben|SUITABLE");
        assertThat(hub.query("select source_key, line, state from hub.failure order by line"))
                .containsExactly(ada + "|1|open", ben + "|3|open");
        assertThat(hub.query("select added, failed from hub.delivery where feed = 'medical-pushed'"))
                .containsExactly("2|2");
    }

    private String pushed(String reference, String bornOn) {
        return "{\"REFERENCE\":\"" + reference + "\",\"DATE_OF_BIRTH\":\"" + bornOn
                + "\",\"FORM\":\"AH\",\"OUTCOME\":\"Fit\",\"OUTCOME_DATE\":\"" + today.minusDays(1) + "\"}";
    }

    /** What the council itself writes down of a certificate counts beside the person's record, and is not doubted. */
    @Test
    void theRegisterMaySayThatACertificateIsMadeOutOtherwise() {
        String header = "CERTIFICATE_NUMBER,PERSON_ID,SURNAME,DATE_OF_BIRTH,CONSENT_DATE,UPDATE_SERVICE\n";
        Books books = hub.deliver(REGISTER, header + "001234567890,1,Okonkwo,05/03/1981,01/02/2026,Y\n")
                .books();
        assertThat(books.added()).isEqualTo(1);
        books = hub.deliver(REGISTER, header + "001234567890,2,Okonkwo,05/03/1981,01/02/2026,Y\n")
                .books();
        assertThat(books.changed()).isEqualTo(1);
    }
}
