package uk.fosteringhub.connectors.medical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.app.DefaultApplication;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.fosteringhub.connectors.transport.ImportAnswer;
import uk.fosteringhub.connectors.transport.ParcelForm.Unfit;
import uk.fosteringhub.core.deliver.Handover;
import uk.fosteringhub.core.deliver.OutgoingRecord;
import uk.fosteringhub.core.deliver.Receipt;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.settings.OutgoingWay;
import uk.fosteringhub.core.settings.SystemSettings;
import uk.fosteringhub.simulators.ftps.SelfSigned;
import uk.fosteringhub.simulators.medical.EngineListener;

class Hl7OrdersTest {
    private final OrderMessage messages = new OrderMessage();

    @Test
    void anOrderIsAMessageOfTheStandardWithItsValuesEscaped() throws Exception {
        String order = messages.of(order(4711, Map.of("PID-5.1", "O|Brien & Söhne")));
        assertThat(order.split("\r"))
                .satisfiesExactly(
                        msh -> assertThat(msh)
                                .startsWith("MSH|^~\\&|FOSTERING HUB|")
                                .contains("||ORM^O01^ORM_O01|FH4711|P|2.4|")
                                .endsWith("|UNICODE UTF-8"),
                        pid -> assertThat(pid).isEqualTo("PID|||100001^^^LCS||O\\F\\Brien \\T\\ Söhne^Ada||19810503"),
                        orc -> assertThat(orc).isEqualTo("ORC|NW|1001"),
                        obr -> assertThat(obr).isEqualTo("OBR|1|1001||AH^Adult health report"));
    }

    @Test
    void aPlaceThatAnOrderDoesNotHaveAndAValueThatDoesNotFitAreRefusedWithoutTheValue() {
        assertThatThrownBy(() -> messages.of(order(1, Map.of("ZZ-1", "Grey"))))
                .isInstanceOf(Unfit.class)
                .hasMessageNotContaining("Grey");
        assertThatThrownBy(() -> messages.of(order(1, Map.of("PID-7", "third of May"))))
                .isInstanceOf(Unfit.class)
                .hasMessageStartingWith("PID-7")
                .hasMessageNotContaining("third");
        assertThatThrownBy(() -> messages.of(order(1, Map.of("MSH-9.1", "ADT"))))
                .isInstanceOf(Unfit.class);
    }

    @Test
    void aFileIsABatchAndItsAnswerHoldsAnAcknowledgementForEachMessage() throws Exception {
        OrderFile file = new OrderFile(messages, Clock.systemUTC());
        String content = new String(
                file.content(List.of(order(1, Map.of()), order(2, Map.of()), order(3, Map.of()))),
                StandardCharsets.UTF_8);
        assertThat(content).startsWith("BHS|^~\\&|FOSTERING HUB|").endsWith("\rBTS|3\r");
        assertThat(content.split("\rMSH", -1)).hasSize(4);

        String answer = "BHS|^~\\&\nMSH|^~\\&|E|||||ACK|1|P|2.4\nMSA|AA|FH1\n"
                + "MSH|^~\\&|E|||||ACK|2|P|2.4\nMSA|AE|FH2|No such clinic\nBTS|2\n";
        ImportAnswer read = file.read("x", answer.getBytes(StandardCharsets.UTF_8), Map.of(1, 1L, 2, 2L, 3, 3L));
        assertThat(read.receipts())
                .extracting(Receipt::change, Receipt::state, Receipt::answer)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, Receipt.State.DELIVERED, "accepted (AA)"),
                        org.assertj.core.groups.Tuple.tuple(2L, Receipt.State.REFUSED, "AE, No such clinic"));
        assertThat(read.problem()).isEmpty();
        assertThat(file.read("x", "line,state\n".getBytes(StandardCharsets.UTF_8), Map.of(1, 1L))
                        .problem())
                .get()
                .asString()
                .contains("cannot be understood");
    }

    @Test
    void cutOffAnywhereAnAnswerToAFileSpeaksOfNoOtherMessage() {
        OrderFile file = new OrderFile(messages, Clock.systemUTC());
        Map<Integer, Long> changes = Map.of(1, 12L, 2, 1L, 3, 13L);
        String whole =
                "BHS|^~\\&\rMSH|^~\\&|E|||||ACK|1|P|2.4\rMSA|AA|FH13\rMSH|^~\\&|E|||||ACK|2|P|2.4\rMSA|AR|FH12|Gone\r"
                        + "MSH|^~\\&|E|||||ACK|3|P|2.4\rMSA|AA|FH1\rBTS|3\r";
        for (int length = 0; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            ImportAnswer read = file.read("x", cut.getBytes(StandardCharsets.UTF_8), changes);
            assertThat(read.receipts())
                    .as(cut)
                    .extracting(Receipt::change)
                    .isEqualTo(List.of(13L, 12L, 1L)
                            .subList(
                                    0,
                                    cut.contains("FH1\r") || cut.endsWith("FH1") && cut.contains("Gone")
                                            ? 3
                                            : cut.contains("Gone\r") ? 2 : cut.contains("FH13\r") ? 1 : 0));
        }
    }

    @Test
    void anAcknowledgementIsAReceiptAndARefusalHoldsNothingUp() throws Exception {
        try (EngineListener engine = EngineListener.start();
                OrderLine line = line("mllp://localhost:" + engine.port(), Optional.empty())) {
            engine.next(1, EngineListener.Fault.REFUSED);
            Handover handover = line.hand(List.of(order(1, Map.of()), order(2, Map.of()), order(3, Map.of("Z", "z"))));
            assertThat(handover.outage()).isEmpty();
            assertThat(handover.receipts())
                    .extracting(Receipt::change, Receipt::state)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(1L, Receipt.State.REFUSED),
                            org.assertj.core.groups.Tuple.tuple(2L, Receipt.State.DELIVERED),
                            org.assertj.core.groups.Tuple.tuple(3L, Receipt.State.REFUSED));
            assertThat(handover.receipts().get(0).answer()).isEqualTo("AE, No such clinic");
            assertThat(engine.taken()).containsOnlyKeys("FH2");
        }
    }

    @Test
    void anOrderThatTheEngineCannotStoreIsRefusedAndThoseBehindItGoOn() throws Exception {
        try (EngineListener engine = EngineListener.start();
                OrderLine line = line("mllp://localhost:" + engine.port(), Optional.empty())) {
            engine.next(1, EngineListener.Fault.NOT_STORED);
            Handover handover = line.hand(List.of(order(1, Map.of()), order(2, Map.of())));
            assertThat(handover.outage()).isEmpty();
            assertThat(handover.receipts())
                    .extracting(Receipt::change, Receipt::state, Receipt::answer)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(1L, Receipt.State.REFUSED, "AE, Cannot store Grey"),
                            org.assertj.core.groups.Tuple.tuple(2L, Receipt.State.DELIVERED, "accepted (AA)"));
        }
    }

    @Test
    void anOrderThatAnEngineBuiltOnHapiHasNoDestinationForIsRefusedAndThoseBehindItGoOn() throws Exception {
        try (EngineListener engine = EngineListener.start();
                OrderLine line = line("mllp://localhost:" + engine.port(), Optional.empty())) {
            engine.next(1, EngineListener.Fault.UNROUTABLE);
            Handover handover = line.hand(List.of(order(1, Map.of()), order(2, Map.of())));
            assertThat(handover.outage()).isEmpty();
            assertThat(handover.receipts())
                    .extracting(Receipt::change, Receipt::state, Receipt::answer)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(
                                    1L,
                                    Receipt.State.REFUSED,
                                    "AR, No appropriate destination could be found to which this message could be"
                                            + " routed."),
                            org.assertj.core.groups.Tuple.tuple(2L, Receipt.State.DELIVERED, "accepted (AA)"));
        }
    }

    @Test
    void whatHapiItselfAnswersWithoutADestinationIsNoNotNow() throws Exception {
        for (String version : List.of("2.4", "2.5")) {
            DefaultHapiContext hapi = new DefaultHapiContext(new GenericModelClassFactory());
            Message order = hapi.getPipeParser()
                    .parse(messages.of(order(1, Map.of())).replace("|P|2.4|", "|P|" + version + "|"));
            String answer = hapi.getPipeParser().encode(new DefaultApplication().processMessage(order, Map.of()));
            assertThat(answer).contains("MSA|AR|FH1").contains("207");
            assertThat(OrderAnswer.in(answer)).singleElement().satisfies(read -> {
                assertThat(read.notNow()).isEmpty();
                assertThat(read.state()).isEqualTo(Receipt.State.REFUSED);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AR, 207, 'AR, error 207'",
        "CR, 207, 'CR, error 207'",
        "AE, 207, ",
        "CE, 207, ",
        "AR, 200, ",
        "AA, 207, "
    })
    void onlyARejectionThatIsNotForTheContentAsksForTheMessageLater(String code, String error, String notNow) {
        String older = "MSH|^~\\&|E|||||ACK|1|P|2.4\rMSA|" + code + "|FH1|Grey\rERR|MSH^1^^" + error + "&Grey\r";
        String newer = "MSH|^~\\&|E|||||ACK|1|P|2.5\rMSA|" + code + "|FH1|Grey\rERR||MSH^1|" + error + "^Grey|E\r";
        assertThat(OrderAnswer.in(older + newer)).hasSize(2).allSatisfy(answer -> assertThat(answer.notNow())
                .isEqualTo(Optional.ofNullable(notNow)));
    }

    @Test
    void anEngineThatIsBusyOrHangsUpGetsTheOrderAgainUnderTheSameControlId() throws Exception {
        try (EngineListener engine = EngineListener.start();
                OrderLine line = line("mllp://localhost:" + engine.port(), Optional.empty())) {
            engine.next(1, EngineListener.Fault.NOT_NOW);
            engine.next(1, EngineListener.Fault.HUNG_UP);
            Handover busy = line.hand(List.of(order(1, Map.of()), order(2, Map.of())));
            assertThat(busy.outage())
                    .contains(
                            "mllp://localhost:" + engine.port() + " cannot take messages just now (AR, error 207). They"
                                    + " are sent again by themselves. If it stays so, ask the engine's owner what holds it up.");
            assertThat(busy.tried()).as("the other was not sent").containsExactly(1L);
            Handover hungUp = line.hand(List.of(order(1, Map.of()), order(2, Map.of())));
            assertThat(hungUp.outage().orElseThrow()).contains(" What waits for it is sent by itself;");
            assertThat(hungUp.tried()).containsExactly(1L);
            assertThat(line.hand(List.of(order(1, Map.of()))).receipts())
                    .extracting(Receipt::state)
                    .containsExactly(Receipt.State.DELIVERED);
            assertThat(engine.received()).isEqualTo(3);
            assertThat(engine.taken()).containsOnlyKeys("FH1");
        }
    }

    @Test
    void anEngineThatIsNotThereIsAway() throws Exception {
        int port;
        try (EngineListener engine = EngineListener.start()) {
            port = engine.port();
        }
        try (OrderLine line = line("mllp://localhost:" + port, Optional.empty())) {
            assertThat(line.hand(List.of(order(1, Map.of()))).outage())
                    .get()
                    .asString()
                    .contains("refused");
        }
    }

    @Test
    void withTlsOnlyATrustedEngineGetsOrders(@TempDir Path temp) throws Exception {
        SelfSigned certificate = SelfSigned.forLocalhost();
        Path pem = temp.resolve("engine.pem");
        Files.writeString(
                pem,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(certificate.certificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        try (EngineListener engine = EngineListener.start(with(certificate).getServerSocketFactory());
                OrderLine trusting = line("mllps://localhost:" + engine.port(), Optional.of(pem));
                OrderLine other = line("mllps://localhost:" + engine.port(), Optional.empty())) {
            assertThat(other.hand(List.of(order(1, Map.of()))).outage())
                    .get()
                    .asString()
                    .contains("not trusted");
            assertThat(trusting.hand(List.of(order(1, Map.of()))).receipts())
                    .extracting(Receipt::state)
                    .containsExactly(Receipt.State.DELIVERED);
        }
    }

    private static SSLContext with(SelfSigned certificate) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                "engine", certificate.keys().getPrivate(), new char[0], new Certificate[] {certificate.certificate()});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private OrderLine line(String location, Optional<Path> trustStore) {
        OutgoingSettings out = new OutgoingSettings(
                "medical",
                OutgoingWay.HL7,
                "medical-hl7",
                location,
                "",
                List.of("check"),
                100,
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                Duration.ofDays(14),
                Map.of());
        SystemSettings system = new SystemSettings(
                "medical",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                trustStore,
                Optional.empty(),
                List.of(),
                Optional.of(out),
                List.of(),
                Optional.empty());
        return new OrderLine("medical", location, messages, MllpConnection.to(new DefaultCamelContext(), system, out));
    }

    private static OutgoingRecord order(long change, Map<String, String> other) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("MSH-3", "FOSTERING HUB");
        fields.put("MSH-9.1", "ORM");
        fields.put("MSH-9.2", "O01");
        fields.put("PID-3.1", "100001");
        fields.put("PID-3.4", "LCS");
        fields.put("PID-5.1", "Grey");
        fields.put("PID-5.2", "Ada");
        fields.put("PID-7", "19810503");
        fields.put("ORC-1", "NW");
        fields.put("ORC-2", "1001");
        fields.put("OBR-1", "1");
        fields.put("OBR-2", "1001");
        fields.put("OBR-4.1", "AH");
        fields.put("OBR-4.2", "Adult health report");
        fields.put("NTE-3", "");
        fields.putAll(other);
        return new OutgoingRecord(change, "check", 1001, 1, "created", Optional.empty(), fields, Set.of(), Set.of());
    }
}
