package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import uk.fosteringhub.connectors.medical.MllpListener;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.routes.MllpListening;
import uk.fosteringhub.simulators.ftps.SelfSigned;
import uk.fosteringhub.simulators.medical.EngineSimulator;

/** From the medical adviser's office, by file and by HL7, to golden checks. */
@Tag("servers")
class MedicalJourneyTest {
    private static final String OUTCOMES =
            "REFERENCE,PERSON_ID,FORM,SENT_TO_GP_DATE,CHASED_DATE,OUTCOME,OUTCOME_DATE,VALID_UNTIL\n";

    @TempDir
    private Path temp;

    private JourneyHub hub;
    private Path inbox;

    @BeforeEach
    void start() throws IOException {
        hub = new JourneyHub(temp.resolve("data"));
        inbox = Files.createDirectories(temp.resolve("inbox"));
        hub.settings.put("hub.systems.medical.location", "file:" + inbox);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void outcomesByFileBecomeChecksAndABadOneFailsAlone() throws Exception {
        Files.writeString(
                inbox.resolve("medical-outcomes.csv"),
                OUTCOMES + "MA-1,100001,AH,02/02/2026,,Fit,27/02/2026,26/02/2028\n"
                        + "MA-2,100002,AH2,02/02/2026,20/02/2026,,,\n"
                        + "MA-3,100003,AH,02/02/2026,,Fit,31/02/2026,\n");
        RunResult result = hub.sync();
        assertThat(result.verdict()).isEqualTo(Verdict.AMBER);
        assertThat(hub.query("select kind, sent_on, chased_on, outcome, returned_on, valid_until from fostering.check"
                        + " order by kind"))
                .containsExactly(
                        "ADULT_HEALTH|2026-02-02|null|SUITABLE|2026-02-27|2028-02-26",
                        "ADULT_HEALTH_UPDATE|2026-02-02|2026-02-20|null|null|null");
        assertThat(Files.readString(inbox.resolve("ack/medical-outcomes.csv.ack.csv")))
                .contains(",AE,")
                .contains("4,OUTCOME_DATE,date,");
    }

    @Test
    void messagesInAFileAreTakenLikeRowsAndAcknowledged() throws Exception {
        String batch = "BHS|^~\\&\r"
                + EngineSimulator.outcome("M1", "MA-1", "100001", "SUITABLE^Fit to foster", "20260227")
                + EngineSimulator.outcome("M2", "MA-2", "100002", "D^Unfit", "20260231")
                + "BTS|2\r";
        Files.writeString(inbox.resolve("outcomes.hl7"), batch);
        hub.sync();
        assertThat(hub.query("select kind, outcome, returned_on from fostering.check"))
                .containsExactly("ADULT_HEALTH|SUITABLE|2026-02-27");
        assertThat(Files.readString(inbox.resolve("ack/outcomes.hl7.ack.csv"))).contains(",AE,");
        Files.writeString(inbox.resolve("cut.hl7"), batch.replace("BTS|2", "BTS|3"));
        RunResult cut = hub.sync();
        assertThat(cut.verdict()).isEqualTo(Verdict.RED);
        assertThat(Files.readString(inbox.resolve("ack/cut.hl7.ack.csv"))).contains(",AR,");
    }

    @Test
    void aMessageByMllpIsKeptBeforeItIsAcknowledgedAndAppliedOnce() throws Exception {
        hub.settings.put("hub.systems.medical.mllp.port", "0");
        String message = EngineSimulator.outcome("M1", "MA-1", "100001", "SUITABLE^Fit to foster", "20260227");
        hub.serving(serving -> {
            try (EngineSimulator engine = EngineSimulator.connect(port(serving))) {
                assertThat(engine.send(message)).contains("MSA|AA|M1");
                assertThat(hub.query("select count(*) from hub.hl7_message where not taken"))
                        .containsExactly("1");
                assertThat(engine.send(message)).contains("MSA|AA|M1");
                assertThat(engine.send(message.replace("|M1|", "|M2|").replace("MA-1|MA-1", "MA-2|MA-1")))
                        .contains("MSA|AA|M2");
            }
            return null;
        });
        RunResult result = hub.sync("medical-mllp");
        assertThat(JourneyHub.feed(result, "medical-mllp").books())
                .extracting("received", "added")
                .containsExactly(2L, 2L);
        assertThat(hub.query("select outcome, returned_on from fostering.check"))
                .containsExactly("SUITABLE|2026-02-27", "SUITABLE|2026-02-27");
        RunResult again = hub.sync("medical-mllp");
        assertThat(JourneyHub.feed(again, "medical-mllp").books().received()).isZero();
    }

    @Test
    void aMessageThatBreaksTheMappingIsAnsweredWithThePlaceAndOneOfAnotherKindIsRejected() throws Exception {
        hub.settings.put("hub.systems.medical.mllp.port", "0");
        String right = EngineSimulator.outcome("M1", "MA-1", "100001", "SUITABLE^Fit to foster", "20260227");
        hub.serving(serving -> {
            try (EngineSimulator engine = EngineSimulator.connect(port(serving))) {
                assertThat(engine.send(right.replace("AH^Adult health report", "")))
                        .contains("MSA|AE|M1")
                        .contains("ERR|OBR^1^4^101&");
                assertThat(engine.send(right.replace("OBX|2|DT|ADVISED||20260227", "OBX|2|DT|ADVISED||20990101")))
                        .contains("MSA|AE|M1")
                        .contains("ERR|OBX^1^5^102&");
                assertThat(engine.send(right.replace("ORU^R01", "ADT^A08")))
                        .contains("MSA|AR|M1")
                        .contains("ERR|MSH^1^9^200&");
                assertThat(engine.send(right.replace("|P|2.4", "|P|2.8")))
                        .contains("MSA|AR|M1")
                        .contains("ERR|MSH^1^12^203&");
                assertThat(engine.send(right.replace("|P|2.4", "|T|2.4")))
                        .contains("MSA|AR|M1")
                        .contains("ERR|MSH^1^11^202&");
                assertThat(engine.send(right.replace("||||||F\rOBX|2", "||||||W\rOBX|2")))
                        .contains("MSA|AE|M1")
                        .contains("ERR|OBX^1^11^102&");
                assertThat(engine.send(right.replace("|M1|", "||"))).contains("MSA|AE|");
                assertThat(engine.send("MSH|^~\\&|broken")).contains("MSA|AR|");
                assertThat(engine.send(right)).contains("MSA|AA|M1");
            }
            return null;
        });
        assertThat(hub.query("select count(*) from hub.hl7_message")).containsExactly("1");
    }

    @Test
    void aMessageOfAnyOtherTypeIsRejectedForItsTypeAndTheLogSaysSoWithoutAValue() throws Exception {
        hub.settings.put("hub.systems.medical.mllp.port", "0");
        String right = EngineSimulator.outcome("M1", "MA-1", "100001", "SUITABLE^Fit to foster", "20260227");
        List<String> types = List.of("ORM^O01", "ADT^A08^ADT_A01", "ORU^R30", "ACK", "ZZZ^Z99", "");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger desk = (Logger) LoggerFactory.getLogger(MllpListener.class.getPackageName() + ".MessageDesk");
        hub.serving(serving -> {
            desk.addAppender(lines);
            try (EngineSimulator engine = EngineSimulator.connect(port(serving))) {
                for (String type : types) {
                    assertThat(engine.send(right.replace("ORU^R01", type)))
                            .as(type)
                            .contains("MSA|AR|M1|The message is no ORU")
                            .contains("ERR|MSH^1^9^200&");
                }
            }
            return null;
        });
        desk.detachAppender(lines);
        assertThat(lines.list)
                .hasSameSizeAs(types)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsOnly("feed=medical-mllp outcome=message-refused code=AR error=200 at=MSH-9");
        assertThat(hub.query("select count(*) from hub.hl7_message")).containsExactly("0");
    }

    @Test
    void whatBreaksTheStandardIsToldInTheSameWordsByMllpAndInAFile() throws Exception {
        hub.settings.put("hub.systems.medical.mllp.port", "0");
        String broken = EngineSimulator.outcome("M1", "MA-1", "100001", "SUITABLE^Fit to foster", "20260227")
                .replace("||||||F\rOBX|2", "||||||F|||a day in May\rOBX|2");
        String answer = hub.serving(serving -> {
            try (EngineSimulator engine = EngineSimulator.connect(port(serving))) {
                return engine.send(broken);
            }
        });
        assertThat(answer)
                .contains("MSA|AE|M1|OBX-14 does not fit HL7 version 2.4")
                .contains("ERR|OBX^1^14^102&");
        assertThat(answer).doesNotContain("a day in May");
        Files.writeString(inbox.resolve("broken.hl7"), broken);
        hub.sync("medical-messages");
        assertThat(hub.query("select source_key, rule, column_name, message from hub.failure"))
                .singleElement()
                .asString()
                .startsWith("MA-1|standard|OBX-14|OBX-14 does not fit HL7 version 2.4");
        Files.writeString(inbox.resolve("mended.hl7"), broken.replace("a day in May", "20260227"));
        hub.sync("medical-messages");
        assertThat(hub.query("select state from hub.failure")).containsExactly("resolved");
    }

    @Test
    void aMessageWithSeveralReportsIsRefusedWholeByMllpAndInAFile() throws Exception {
        hub.settings.put("hub.systems.medical.mllp.port", "0");
        String one = EngineSimulator.outcome("M1", "MA-1", "100001", "SUITABLE^Fit to foster", "20260227");
        String other = EngineSimulator.outcome("M1", "MA-2", "100002", "NOT_SUITABLE^Unfit", "20260226");
        String further = other.substring(other.indexOf("PID"));
        String answer = hub.serving(serving -> {
            try (EngineSimulator engine = EngineSimulator.connect(port(serving))) {
                return engine.send(one.replaceAll("OBX.*\r", "OBX|1|TX|NOTE||Forms came\r") + further);
            }
        });
        assertThat(answer)
                .contains("MSA|AE|M1|The message holds more than one PID")
                .contains("ERR|OBR");
        assertThat(hub.query("select count(*) from hub.hl7_message")).containsExactly("0");
        // also where the hub has the first of them already
        Files.writeString(inbox.resolve("one.hl7"), one);
        hub.sync("medical-messages");
        Files.writeString(inbox.resolve("both.hl7"), one + further);
        hub.sync("medical-messages");
        assertThat(hub.query("select source_key, rule, state from hub.failure"))
                .containsExactly("MA-1|one-report|open");
        assertThat(hub.query("select outcome from fostering.check")).containsExactly("SUITABLE");
        Files.writeString(inbox.resolve("each.hl7"), one + other.replace("|M1|", "|M2|"));
        hub.sync("medical-messages");
        assertThat(hub.query("select outcome from fostering.check order by 1"))
                .containsExactly("NOT_SUITABLE", "SUITABLE");
        assertThat(hub.query("select state from hub.failure")).containsExactly("resolved");
    }

    @Test
    void aReportWithTwoOutcomesOrTwoPersonsNumbersIsRefusedByMllpAndInAFile() throws Exception {
        hub.settings.put("hub.systems.medical.mllp.port", "0");
        String one = EngineSimulator.outcome("M1", "MA-1", "100001", "SUITABLE^Fit to foster", "20260227");
        String twoOutcomes = one + "OBX|9|CE|OUTCOME||NOT_SUITABLE^Unfit||||||F\r";
        String repeated = one.replace("SUITABLE^Fit to foster", "SUITABLE^Fit to foster~NOT_SUITABLE^Unfit");
        String twoNumbers = one.replace("100001^^^LCS", "100001^^^LCS~100002^^^LCS");
        assertThat(List.of(repeated, twoNumbers)).doesNotContain(one);
        hub.serving(serving -> {
            try (EngineSimulator engine = EngineSimulator.connect(port(serving))) {
                assertThat(engine.send(twoOutcomes))
                        .contains("MSA|AE|M1|The message holds more than one OUTCOME")
                        .contains("ERR|OBX^1^^102&");
                assertThat(engine.send(repeated)).contains("MSA|AE|M1|The message holds more than one OUTCOME");
                assertThat(engine.send(twoNumbers))
                        .contains("MSA|AE|M1|The message's person has two different numbers")
                        .contains("ERR|PID^1^3^102&");
            }
            return null;
        });
        assertThat(hub.query("select count(*) from hub.hl7_message")).containsExactly("0");
        Files.writeString(inbox.resolve("twice.hl7"), twoOutcomes + twoNumbers.replace("MA-1", "MA-2"));
        hub.sync("medical-messages");
        assertThat(hub.query("select source_key, rule from hub.failure order by 1"))
                .containsExactly("MA-1|one-outcome", "MA-2|one-person");
        assertThat(hub.query("select outcome from fostering.check")).isEmpty();
        Files.writeString(inbox.resolve("once.hl7"), one.replace("100001^^^LCS", "100001^^^LCS~100001^^^LCS"));
        hub.sync("medical-messages");
        assertThat(hub.query("select outcome from fostering.check")).containsExactly("SUITABLE");
    }

    @Test
    void aReportThatAnswersNoRequestIsNotTakenByANumberThatCouldBeTheHubsOwn() throws Exception {
        hub.settings.put("hub.systems.medical.mllp.port", "0");
        String right = EngineSimulator.outcome("M1", "1043", "100001", "SUITABLE^Fit to foster", "20260227");
        String unasked = right.replace("|1043|MA-1|", "||1043|").replace("|M1|", "|M2|");
        hub.serving(serving -> {
            try (EngineSimulator engine = EngineSimulator.connect(port(serving))) {
                assertThat(engine.send(unasked))
                        .contains("MSA|AE|M2|The message has no placer order number")
                        .contains("ERR|ORC^1^3^102&");
                assertThat(engine.send(right)).contains("MSA|AA|M1");
                assertThat(engine.send(
                                right.replace("|1043|MA-1|", "|1044|1043|").replace("|M1|", "|M3|")))
                        .contains("MSA|AA|M3");
                assertThat(engine.send(unasked.replace("|1043|", "|MA-1043|").replace("|M2|", "|M4|")))
                        .contains("MSA|AA|M4");
            }
            return null;
        });
    }

    @Test
    void aMessageUnderTheReferenceOfAnotherPersonsReportIsKeptButItsOutcomeIsNotTaken() throws Exception {
        hub.settings.put("hub.systems.medical.mllp.port", "0");
        requestForAdaAndBen();
        String ada = reportOf("Ada");
        String ben = reportOf("Ben");
        String ofAda = EngineSimulator.outcome("M1", ben, "1", "NOT_SUITABLE^Unfit", "20260227");
        hub.serving(serving -> {
            try (EngineSimulator engine = EngineSimulator.connect(port(serving))) {
                assertThat(engine.send(ofAda)).contains("MSA|AA|M1");
            }
            return null;
        });
        RunResult result = hub.sync("medical-mllp");
        assertThat(result.verdict()).isEqualTo(Verdict.AMBER);
        assertThat(JourneyHub.feed(result, "medical-mllp").books())
                .extracting("received", "added", "failed")
                .containsExactly(1L, 0L, 1L);
        assertThat(hub.query("select source_key, rule, column_name, state from hub.failure"))
                .containsExactly(ben + "|another-person|PID-7|open");
        assertThat(hub.query("select outcome from fostering.check where outcome is not null"))
                .isEmpty();
        Files.writeString(inbox.resolve("right.hl7"), ofAda.replace("|" + ben + "|", "|" + ada + "|"));
        hub.sync("medical-messages");
        assertThat(hub.query("select id, outcome from fostering.check where outcome is not null"))
                .containsExactly(ada + "|NOT_SUITABLE");
    }

    private void requestForAdaAndBen() throws Exception {
        Path lcs = Files.createDirectories(temp.resolve("lcs"));
        hub.settings.put("hub.systems.lcs.location", "file:" + lcs);
        hub.settings.put("hub.checks.adult-health.request-within", "180d");
        Files.writeString(
                lcs.resolve("DIM_PERSON.csv"),
                "DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM\n1,Ada,Grey,1981-05-03\n2,Ben,Grey,1980-01-09\n");
        Files.writeString(
                lcs.resolve("FACT_FOSTER_HOUSEHOLD.csv"), "HOUSEHOLD_ID,PRIMARY_CARER_ID,SECONDARY_CARER_ID\n10,1,2\n");
        Files.writeString(
                lcs.resolve("FACT_FOSTER_ASSESSMENT.csv"),
                "ASSESSMENT_ID,HOUSEHOLD_ID,START_DTTM\n80,10,"
                        + LocalDate.now().minusDays(10) + "\n");
        hub.sync();
    }

    private String reportOf(String givenName) {
        return hub.query("select c.id from fostering.check c join fostering.person p on p.id = c.person"
                        + " where p.given_name = '" + givenName + "'")
                .get(0);
    }

    @Test
    void aMessageThatIsTooLongIsNotHeldAndTheNextIsHeard() throws Exception {
        hub.settings.put("hub.systems.medical.mllp.port", "0");
        hub.settings.put("hub.systems.medical.feeds.mllp.max-row-bytes", "2000");
        String right = EngineSimulator.outcome("M1", "MA-1", "100001", "SUITABLE^Fit to foster", "20260227");
        hub.serving(serving -> {
            try (EngineSimulator engine = EngineSimulator.connect(port(serving))) {
                assertThat(engine.send(right + "NTE|1||" + "x".repeat(3_000_000) + "\r"))
                        .contains("MSA|AE|M1|The message is longer than 2000 bytes");
                assertThat(engine.send(right)).contains("MSA|AA|M1");
            }
            return null;
        });
        assertThat(hub.query("select length(body) < 2000 from hub.hl7_message")).containsExactly("t");
    }

    @Test
    void anEngineThatSpeaksTlsIsHeard() throws Exception {
        SelfSigned certificate = SelfSigned.forLocalhost();
        listenWithTls(certificate);
        String message = EngineSimulator.outcome("M1", "MA-1", "100001", "SUITABLE^Fit to foster", "20260227");
        String answer = hub.serving(serving -> {
            try (EngineSimulator engine = EngineSimulator.connect(port(serving), tls(certificate, Optional.empty()))) {
                return engine.send(message);
            }
        });
        assertThat(answer).contains("MSA|AA|M1");
    }

    @Test
    void onlyAnEngineWithACertificateFromTheTrustStoreIsHeard() throws Exception {
        SelfSigned own = SelfSigned.forLocalhost();
        SelfSigned known = SelfSigned.forLocalhost();
        SelfSigned foreign = SelfSigned.forLocalhost();
        listenWithTls(own);
        hub.settings.put(
                "hub.systems.medical.mllp.trust-store",
                Files.writeString(temp.resolve("senders.pem"), pem(known)).toString());
        String message = EngineSimulator.outcome("M1", "MA-1", "100001", "SUITABLE^Fit to foster", "20260227");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger listener = (Logger) LoggerFactory.getLogger(MllpListener.class);
        String answer = hub.serving(serving -> {
            listener.addAppender(lines);
            for (Optional<SelfSigned> stranger : List.of(Optional.<SelfSigned>empty(), Optional.of(foreign))) {
                assertThatThrownBy(() -> send(serving, tls(own, stranger), message))
                        .isInstanceOf(IOException.class);
            }
            assertThatThrownBy(() -> send(serving, SocketFactory.getDefault(), message))
                    .isInstanceOf(IOException.class);
            assertThat(hub.query("select count(*) from hub.hl7_message")).containsExactly("0");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> List.copyOf(lines.list).size() >= 3);
            return send(serving, tls(own, Optional.of(known)), message);
        });
        listener.detachAppender(lines);
        assertThat(lines.list).allSatisfy(line -> assertThat(line.getFormattedMessage())
                .startsWith("feed=medical-mllp outcome=sender-not-let-in cause="));
        assertThat(answer).contains("MSA|AA|M1");
        assertThat(hub.query("select count(*) from hub.hl7_message")).containsExactly("1");
    }

    @Test
    void aTrustStoreWithoutACertificateKeepsTheHubFromStarting() throws Exception {
        listenWithTls(SelfSigned.forLocalhost());
        hub.settings.put(
                "hub.systems.medical.mllp.trust-store",
                Files.writeString(temp.resolve("senders.pem"), "\n").toString());
        assertThatThrownBy(() -> hub.serving(ConfigurableApplicationContext::isRunning))
                .hasStackTraceContaining(
                        "senders.pem holds no certificates in PEM form. Correct hub.systems.medical.mllp.");
    }

    @Test
    void anEngineIsToldToComeLaterWhileTheStoreIsAwayAndNothingIsLost() throws Exception {
        hub.settings.put("hub.systems.medical.mllp.port", "0");
        String message = EngineSimulator.outcome("M1", "MA-1", "100001", "SUITABLE^Fit to foster", "20260227");
        hub.serving(serving -> {
            try (EngineSimulator engine = EngineSimulator.connect(port(serving))) {
                hub.storeAway();
                try {
                    assertThat(engine.send(message)).contains("MSA|AR|M1").contains("ERR|MSH^1^^207&");
                } finally {
                    hub.storeBack();
                }
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> engine.send(message).contains("MSA|AA|M1"));
            }
            return null;
        });
        assertThat(hub.query("select count(*) from hub.hl7_message")).containsExactly("1");
        hub.sync("medical-mllp");
        assertThat(hub.query("select outcome, returned_on from fostering.check"))
                .containsExactly("SUITABLE|2026-02-27");
    }

    @Test
    void theSameOutcomesAgainChangeNothingAndNewOnesBesideThemCount() throws Exception {
        String first = OUTCOMES + "MA-1,100001,AH,02/02/2026,,Fit,27/02/2026,26/02/2028\n";
        Files.writeString(inbox.resolve("medical-outcomes.csv"), first);
        hub.sync("medical-outcomes");
        List<String> changes = hub.query("select count(*) from hub.change");
        Files.writeString(inbox.resolve("medical-outcomes-again.csv"), first);
        RunResult again = hub.sync("medical-outcomes");
        assertThat(again.verdict()).as("%s", again).isEqualTo(Verdict.GREEN);
        assertThat(Files.readString(inbox.resolve("ack/medical-outcomes-again.csv.ack.csv")))
                .contains(",AA,")
                .contains("0,,duplicate,");
        assertThat(hub.query("select count(*) from hub.change")).isEqualTo(changes);
        Files.writeString(
                inbox.resolve("medical-outcomes-more.csv"), first + "MA-2,100002,AH2,02/02/2026,20/02/2026,,,\n");
        RunResult more = hub.sync("medical-outcomes");
        assertThat(JourneyHub.feed(more, "medical-outcomes").books())
                .extracting("received", "added", "unchanged")
                .containsExactly(2L, 1L, 1L);
        assertThat(hub.query("select count(*) from fostering.check")).containsExactly("2");
    }

    @Test
    void theSameMessagesAgainInAFileChangeNothing() throws Exception {
        String message = EngineSimulator.outcome("M1", "MA-1", "100001", "SUITABLE^Fit to foster", "20260227");
        Files.writeString(inbox.resolve("outcomes.hl7"), message);
        hub.sync("medical-messages");
        List<String> changes = hub.query("select count(*) from hub.change");
        Files.writeString(inbox.resolve("again.hl7"), message);
        hub.sync("medical-messages");
        assertThat(Files.readString(inbox.resolve("ack/again.hl7.ack.csv"))).contains(",AA,", "0,,duplicate,");
        Files.writeString(inbox.resolve("batch.hl7"), "BHS|^~\\&\r" + message + "BTS|1\r");
        RunResult batch = hub.sync("medical-messages");
        assertThat(JourneyHub.feed(batch, "medical-messages").books())
                .extracting("received", "unchanged")
                .containsExactly(1L, 1L);
        assertThat(hub.query("select count(*) from hub.change")).isEqualTo(changes);
        assertThat(hub.query("select count(*) from fostering.check")).containsExactly("1");
    }

    @Test
    void aFileWithARowThatIsTooLongIsRejectedWholeAndToldSo() throws Exception {
        hub.settings.put("hub.systems.medical.feeds.outcomes.max-row-bytes", "256");
        String right = "MA-1,100001,AH,02/02/2026,,Fit,27/02/2026,26/02/2028\n";
        Files.writeString(
                inbox.resolve("medical-outcomes.csv"),
                OUTCOMES + right + "MA-2,100002,AH,02/02/2026,," + "Fit ".repeat(100) + ",27/02/2026,\n");
        RunResult result = hub.sync();
        assertThat(result.verdict()).isEqualTo(Verdict.RED);
        assertThat(files("rejected")).singleElement().asString().startsWith("medical-outcomes-");
        assertThat(files("done")).isEmpty();
        assertThat(Files.readString(inbox.resolve("ack/medical-outcomes.csv.ack.csv")))
                .contains(",AR,", "3,,row-too-long,")
                .doesNotContain("Fit Fit");
        assertThat(hub.query("select count(*) from fostering.check")).containsExactly("0");
        Files.writeString(inbox.resolve("medical-outcomes.csv"), OUTCOMES + right);
        hub.sync();
        assertThat(files("done")).hasSize(1);
        assertThat(hub.query("select count(*) from fostering.check")).containsExactly("1");
    }

    private List<String> files(String below) throws IOException {
        Path folder = inbox.resolve(below);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String send(ConfigurableApplicationContext serving, SocketFactory sockets, String message)
            throws IOException {
        try (EngineSimulator engine = EngineSimulator.connect(port(serving), sockets)) {
            return engine.send(message);
        }
    }

    /** At any free port. */
    private void listenWithTls(SelfSigned own) throws GeneralSecurityException, IOException {
        Path store = temp.resolve("mllp.p12");
        try (OutputStream out = new FileOutputStream(store.toFile())) {
            keys(own).store(out, "secret".toCharArray());
        }
        hub.settings.put("hub.systems.medical.mllp.port", "0");
        hub.settings.put("hub.systems.medical.mllp.key-store", store.toString());
        hub.settings.put("hub.systems.medical.mllp.key-store-password", "secret");
    }

    private static KeyStore keys(SelfSigned own) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("own", own.keys().getPrivate(), "secret".toCharArray(), new Certificate[] {own.certificate()});
        return keys;
    }

    private static String pem(SelfSigned one) throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(one.certificate().getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /** Trusts one server, and shows it a certificate or none. */
    private static SocketFactory tls(SelfSigned server, Optional<SelfSigned> shown)
            throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("hub", server.certificate());
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown.isPresent() ? showing(shown.get()) : null, managers.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    /** Whatever authorities the server names. */
    private static KeyManager[] showing(SelfSigned own) {
        return new KeyManager[] {
            new X509ExtendedKeyManager() {
                @Override
                public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
                    return "own";
                }

                @Override
                public X509Certificate[] getCertificateChain(String alias) {
                    return new X509Certificate[] {own.certificate()};
                }

                @Override
                public PrivateKey getPrivateKey(String alias) {
                    return own.keys().getPrivate();
                }

                @Override
                public String[] getClientAliases(String type, Principal[] issuers) {
                    return new String[] {"own"};
                }

                @Override
                public String[] getServerAliases(String type, Principal[] issuers) {
                    return new String[0];
                }

                @Override
                public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
                    return "";
                }
            }
        };
    }

    private static int port(ConfigurableApplicationContext serving) {
        return serving.getBean(MllpListening.Listeners.class).ports().get("medical");
    }
}
