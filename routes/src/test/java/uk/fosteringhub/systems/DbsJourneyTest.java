package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.routes.settings.WrongSettings;
import uk.fosteringhub.simulators.dbs.Certificate;
import uk.fosteringhub.simulators.dbs.DbsSimulator;
import uk.fosteringhub.simulators.dbs.Fault;

/** From the council's register and the Update Service to golden checks, with everything that can go wrong between. */
@Tag("servers")
class DbsJourneyTest {
    private static final String REGISTER =
            "CERTIFICATE_NUMBER,PERSON_ID,FORENAME,SURNAME,DATE_OF_BIRTH,UPDATE_SERVICE,CONSENT_DATE\n";
    private static final LocalDate BORN = LocalDate.of(1981, 5, 3);
    private static final LocalDate PRINTED = LocalDate.of(2024, 6, 10);

    @TempDir
    private Path temp;

    private JourneyHub hub;
    private DbsSimulator dbs;
    private Path inbox;

    @BeforeEach
    void start() throws IOException {
        Midnight.dayThatLasts();
        hub = new JourneyHub(temp.resolve("data"));
        dbs = DbsSimulator.start();
        inbox = Files.createDirectories(temp.resolve("inbox"));
        hub.settings.put("hub.systems.dbs.location", dbs.location());
        hub.settings.put("hub.systems.dbs.feeds.certificates.location", "file:" + inbox);
        String check = "hub.systems.dbs.feeds.status-checks.status-check.";
        hub.settings.put(check + "organisation", "Wexhurst County Council");
        hub.settings.put(check + "employee-forename", "Pat");
        hub.settings.put(check + "employee-surname", "Green");
        hub.settings.put(check + "requests-per-second", "100");
        hub.settings.put(check + "timeout", "20s");
    }

    @AfterEach
    void stop() {
        dbs.close();
        hub.close();
    }

    @Test
    void everyStatusIsToldFromTheOthersAndNobodyIsAskedTwiceOnOneDay() throws Exception {
        known("001234567890", "Grey", "BLANK_NO_NEW_INFO");
        known("001234567891", "O'Brien", "NON_BLANK_NO_NEW_INFO");
        known("001234567892", "Núñez", "NEW_INFO");
        register(
                row("001234567890", "Grey", "Y", "01/02/2026"),
                row("001234567891", "O'Brien", "Y", "01/02/2026"),
                row("001234567892", "Núñez", "Y", "01/02/2026"),
                row("001234567893", "Nobody", "Y", "01/02/2026"),
                row("001234567894", "Silent", "Y", ""),
                row("001234567895", "Elsewhere", "N", "01/02/2026"),
                row("1234567896", "Short", "Y", "01/02/2026"));
        RunResult result = hub.sync();
        assertThat(JourneyHub.feed(result, "dbs-status-checks").books())
                .extracting("received", "changed", "added", "failed")
                .containsExactly(4L, 0L, 3L, 1L);
        assertThat(hub.query("select certificate_number, outcome, status, checked_at is not null, printed_on"
                        + " from fostering.check where outcome is not null order by 1"))
                .containsExactly(
                        "001234567890|BLANK_NO_NEW_INFO|CURRENT|t|2024-06-10",
                        "001234567891|NON_BLANK_NO_NEW_INFO|CURRENT|t|2024-06-10",
                        "001234567892|NEW_INFO|NOT_CURRENT|t|2024-06-10");
        assertThat(hub.query("select count(*) from fostering.check")).containsExactly("6");
        assertThat(hub.query("select feed, rule from hub.failure order by 1"))
                .containsExactly("dbs-certificates|dbs-certificate", "dbs-status-checks|no-match");
        RunResult again = hub.sync();
        assertThat(JourneyHub.feed(again, "dbs-status-checks").books().received())
                .isZero();
        assertThat(dbs.mostLookUpsOfOne()).isEqualTo(1);
        assertThat(dbs.lookUps()).isEqualTo(4);
        assertThat(dbs.lookUps("001234567894")).isZero();
        assertThat(dbs.lookUps("001234567895")).isZero();
    }

    @Test
    void anAnswerThatCannotBeTrustedFailsItsCheckAloneAndIsNotAskedForAgainToday() throws Exception {
        List<Fault> faults = List.of(
                new Fault.WrongCertificate(),
                new Fault.Dripping(Duration.ofMillis(200)),
                new Fault.ResultType("FAILURE"),
                new Fault.CutOff(),
                new Fault.Slow(Duration.ofSeconds(15)));
        hub.settings.put("hub.systems.dbs.feeds.status-checks.status-check.timeout", "5s");
        String[] rows = new String[faults.size() + 3];
        for (int i = 0; i < rows.length; i++) {
            known("00000000000" + i, "Grey", "BLANK_NO_NEW_INFO");
            rows[i] = row("00000000000" + i, "Grey", "Y", "01/02/2026");
        }
        faults.forEach(fault -> dbs.next(1, fault));
        register(rows);
        RunResult result = hub.sync();
        assertThat(hub.query("select rule, count(*) from hub.failure group by 1 order by 1"))
                .containsExactly("another-name|1", "no-answer|2", "result-type|1", "unreadable|1");
        assertThat(JourneyHub.feed(result, "dbs-status-checks").books())
                .extracting("received", "added", "failed")
                .containsExactly(8L, 3L, 5L);
        hub.sync("dbs-status-checks");
        assertThat(dbs.mostLookUpsOfOne()).isEqualTo(1);
        tomorrow();
        RunResult next = hub.sync("dbs-status-checks");
        assertThat(JourneyHub.feed(next, "dbs-status-checks").books())
                .extracting("received", "added", "failed")
                .containsExactly(4L, 4L, 0L);
        assertThat(hub.query("select rule from hub.failure where state = 'open'"))
                .as("asked the same, the service would answer the same: it waits for somebody to correct it")
                .containsExactly("another-name");
        register(row("000000000000", "Gray", "Y", "01/02/2026"));
        known("000000000000", "Gray", "BLANK_NO_NEW_INFO");
        hub.sync();
        assertThat(hub.query("select count(*) from hub.failure where state = 'open'"))
                .containsExactly("0");
    }

    @Test
    void aNameWithoutItsAccentsAndMarksIsTheSameName() throws Exception {
        known("001234567890", "Núñez", "BLANK_NO_NEW_INFO");
        known("001234567891", "O'Brien", "BLANK_NO_NEW_INFO");
        known("001234567892", "Evans-Grey", "BLANK_NO_NEW_INFO");
        register(
                row("001234567890", "Núñez", "Y", "01/02/2026"),
                row("001234567891", "O'Brien", "Y", "01/02/2026"),
                row("001234567892", "Evans-Grey", "Y", "01/02/2026"));
        dbs.next(3, new Fault.PlainNames());

        hub.sync();

        assertThat(hub.query("select rule from hub.failure")).isEmpty();
        assertThat(hub.query("select certificate_family_name, status from fostering.check order by certificate_number"))
                .as("the council's own spelling stays")
                .containsExactly("Núñez|CURRENT", "O'Brien|CURRENT", "Evans-Grey|CURRENT");
    }

    @Test
    void aServiceThatAsksForPatienceIsGivenItAndOneThatIsAwayStopsTheFeed() throws Exception {
        known("000000000001", "Grey", "BLANK_NO_NEW_INFO");
        known("000000000002", "Grey", "BLANK_NO_NEW_INFO");
        register(row("000000000001", "Grey", "Y", "01/02/2026"), row("000000000002", "Grey", "Y", "01/02/2026"));
        dbs.next(1, new Fault.TooManyRequests(1));
        dbs.next(1, new Fault.TurnedAway(403));
        RunResult refused = hub.sync();
        assertThat(refused.verdict()).as("%s", refused).isEqualTo(Verdict.RED);
        assertThat(JourneyHub.feed(refused, "dbs-status-checks").reasons())
                .anyMatch(reason -> reason.contains("refused the question (403)"));
        assertThat(dbs.lookUps()).isZero();
        RunResult better = hub.sync("dbs-status-checks");
        assertThat(JourneyHub.feed(better, "dbs-status-checks").books().added()).isEqualTo(2);
        assertThat(dbs.mostLookUpsOfOne()).isEqualTo(1);
        tomorrow();
        hub.execute("update fostering.check set checked_at = now() - interval '400 days'");
        String location = dbs.location();
        dbs.close();
        RunResult away = hub.sync("dbs-status-checks");
        assertThat(JourneyHub.feed(away, "dbs-status-checks").reasons())
                .anyMatch(reason -> reason.contains("refused the connection")
                        && reason.startsWith(location)
                        && !reason.contains("000000000001"));
        dbs = DbsSimulator.start();
    }

    @Test
    void answersTooLongAndDocumentTypesAreRefusedAndThreeInARowStopTheFeed() throws Exception {
        String[] rows = new String[5];
        for (int i = 0; i < rows.length; i++) {
            known("00000000000" + i, "Grey", "BLANK_NO_NEW_INFO");
            rows[i] = row("00000000000" + i, "Grey", "Y", "01/02/2026");
        }
        register(rows);
        dbs.next(1, new Fault.Huge(200_000));
        dbs.next(1, new Fault.WithDocumentType());
        dbs.next(1, new Fault.Failing(500));
        RunResult result = hub.sync();
        assertThat(JourneyHub.feed(result, "dbs-status-checks").reasons())
                .anyMatch(reason -> reason.contains("left 3 questions one after the other without a usable answer"));
        assertThat(hub.query("select rule from hub.failure order by 1"))
                .containsExactly("answer-too-long", "no-answer", "unreadable");
        assertThat(dbs.lookUps()).isEqualTo(3);
    }

    @Test
    void aQuestionThatIsRefusedFailsItsCheckAloneAndIsNotPutAgainToday() throws Exception {
        String[] rows = new String[4];
        for (int i = 0; i < rows.length; i++) {
            known("00000000000" + i, "Grey", "BLANK_NO_NEW_INFO");
            rows[i] = row("00000000000" + i, "Grey", "Y", "01/02/2026");
        }
        dbs.next(1, new Fault.Refused(400));
        dbs.next(1, new Fault.Refused(422));
        register(rows);
        RunResult result = hub.sync();
        assertThat(JourneyHub.feed(result, "dbs-status-checks").books())
                .extracting("received", "added", "failed")
                .containsExactly(4L, 2L, 2L);
        assertThat(hub.query("select rule from hub.failure")).containsExactly("refused", "refused");
        assertThat(hub.query("select distinct message from hub.failure"))
                .singleElement()
                .asString()
                .contains("family name in the register")
                .contains("status-check.organisation");
        hub.sync("dbs-status-checks");
        assertThat(dbs.lookUps()).as("put once, though not answered").isEqualTo(4);
        assertThat(dbs.mostLookUpsOfOne()).isEqualTo(1);
        tomorrow();
        hub.sync("dbs-status-checks");
        assertThat(hub.query("select status from fostering.check")).hasSize(4).containsOnly("CURRENT");
        assertThat(hub.query("select count(*) from hub.failure where state = 'open'"))
                .containsExactly("0");
    }

    @Test
    void aServiceThatRefusesThreeQuestionsInARowStopsTheFeedAndSaysWhichSettingsToCheck() throws Exception {
        String[] rows = new String[5];
        for (int i = 0; i < rows.length; i++) {
            known("00000000000" + i, "Grey", "BLANK_NO_NEW_INFO");
            rows[i] = row("00000000000" + i, "Grey", "Y", "01/02/2026");
        }
        register(rows);
        dbs.next(5, new Fault.Refused(400));
        RunResult result = hub.sync();
        assertThat(JourneyHub.feed(result, "dbs-status-checks").reasons())
                .anyMatch(reason -> reason.startsWith(
                                dbs.location() + " refused 3 questions one after the other (400 or 422)")
                        && reason.contains("status-check.organisation, employee-forename and employee-surname"));
        assertThat(dbs.lookUps()).isEqualTo(3);
        assertThat(hub.query("select rule from hub.failure")).containsExactly("refused", "refused", "refused");
    }

    @Test
    void aHubThatWasStoppedBetweenQuestionAndAnswerDoesNotAskAgainOnThatDay() throws Exception {
        known("000000000001", "Grey", "BLANK_NO_NEW_INFO");
        register(row("000000000001", "Grey", "Y", "01/02/2026"));
        hub.sync("dbs-certificates");
        hub.execute("""
                insert into hub.status_check (certificate, asked_on, check_id, details, state)
                select certificate_number, (now() at time zone 'Europe/London')::date, id, '', 'asking'
                from fostering.check""");
        hub.sync("dbs-status-checks");
        assertThat(dbs.lookUps()).isZero();
        assertThat(hub.query("select rule from hub.failure")).containsExactly("interrupted");
        tomorrow();
        hub.sync("dbs-status-checks");
        assertThat(dbs.lookUps()).isEqualTo(1);
        assertThat(hub.query("select status from fostering.check")).containsExactly("CURRENT");
    }

    @Test
    void aQuestionThatWasTurnedAwayAndThenLeftWithoutAnAnswerIsSpent() throws Exception {
        known("000000000001", "Grey", "BLANK_NO_NEW_INFO");
        register(row("000000000001", "Grey", "Y", "01/02/2026"));
        dbs.next(1, new Fault.TooManyRequests(0));
        dbs.next(1, new Fault.Failing(502));
        hub.sync();
        assertThat(dbs.lookUps()).isEqualTo(1);
        assertThat(hub.query("select rule from hub.failure")).containsExactly("no-answer");
    }

    @Test
    void detailsThatDoNotMatchAreAskedAboutAgainOnlyWhenTheyChange() throws Exception {
        known("000000000001", "Grey", "BLANK_NO_NEW_INFO");
        register(row("000000000001", "Gray", "Y", "01/02/2026"));
        hub.sync();
        tomorrow();
        hub.sync("dbs-status-checks");
        assertThat(dbs.lookUps()).isEqualTo(1);
        register(row("000000000001", "Grey", "Y", "01/02/2026"));
        hub.sync();
        assertThat(dbs.lookUps()).isEqualTo(2);
        assertThat(hub.query("select status from fostering.check")).containsExactly("CURRENT");
        assertThat(hub.query("select count(*) from hub.failure where state = 'open'"))
                .containsExactly("0");
    }

    @Test
    void noLogLineNamesACertificateOrItsHolder() throws Exception {
        known("000000000001", "Grey", "BLANK_NO_NEW_INFO");
        register(
                row("000000000001", "Grey", "Y", "01/02/2026"),
                row("000000000002", "Greyling", "Y", "01/02/2026"),
                row("000000000003", "Greyson", "Y", "01/02/2026"));
        dbs.next(1, new Fault.Failing(500));
        dbs.next(1, new Fault.Refused(400));
        dbs.next(4, new Fault.TurnedAway(503));
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        try (ConfigurableApplicationContext started = hub.start(false)) {
            // the start sets up logging anew
            Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            root.setLevel(Level.INFO);
            root.addAppender(lines);
            lines.start();
            try {
                JourneyHub.sync(started);
            } finally {
                root.detachAppender(lines);
            }
        }
        assertThat(lines.list).isNotEmpty().allSatisfy(line -> assertThat(line.getFormattedMessage() + trace(line))
                .doesNotContain("00000000000")
                .doesNotContain("Grey")
                // whole days: four digits alone come up by chance, in the name of a temporary folder or in a port
                .doesNotContain("1981-05-03", "03/05/1981", "03.05.1981", "19810503", "03051981", "May 1981"));
    }

    @Test
    void aFeedInUseSaysWhoAsks() {
        hub.settings.remove("hub.systems.dbs.feeds.status-checks.status-check.organisation");
        assertThatThrownBy(() -> hub.sync())
                .isInstanceOf(WrongSettings.class)
                .hasMessageContaining("status-check.organisation is missing");
    }

    private static String trace(ILoggingEvent line) {
        return line.getThrowableProxy() == null
                ? ""
                : ch.qos.logback.classic.spi.ThrowableProxyUtil.asString(line.getThrowableProxy());
    }

    /** As if all questions had been put the day before. */
    private void tomorrow() {
        hub.execute("update hub.status_check set asked_on = asked_on - 1");
    }

    private void known(String number, String surname, String status) {
        dbs.put(new Certificate(number, BORN, "Ada", surname, status, PRINTED));
    }

    private static String row(String number, String surname, String subscribed, String consent) {
        return number + ",100001,Ada," + surname + ",03/05/1981," + subscribed + "," + consent;
    }

    private void register(String... rows) throws IOException {
        Files.writeString(inbox.resolve("dbs-certificates.csv"), REGISTER + String.join("\n", rows) + "\n");
    }
}
