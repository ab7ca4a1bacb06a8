package uk.fosteringhub.connectors.dbs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.fosteringhub.connectors.transport.HttpService;
import uk.fosteringhub.core.checks.DueCheck;
import uk.fosteringhub.core.settings.StatusCheckSettings;
import uk.fosteringhub.simulators.dbs.DbsSimulator;
import uk.fosteringhub.simulators.dbs.Fault;

class AskStatusTest {
    private static final String CERTIFICATE = "001234567890";
    private static final StatusCheckSettings SETTINGS = new StatusCheckSettings(
            DbsSimulator.PATH,
            "Wexhurst County Council",
            "Pat",
            "Green",
            Duration.ofDays(365),
            100,
            10,
            65_536,
            Duration.ofSeconds(30));

    private DbsSimulator dbs;

    @BeforeEach
    void start() throws Exception {
        dbs = DbsSimulator.start();
    }

    @AfterEach
    void stop() {
        dbs.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422})
    void aRefusalThatMayBeForOneCertificateIsItsOwnAndIsNotAskedAgain(int status) throws Exception {
        dbs.next(1, new Fault.Refused(status));

        Exception failure = failure();

        assertThat(failure).isInstanceOfSatisfying(Unanswered.class, refused -> assertThat(refused.problem())
                .isEqualTo("refused"));
        assertThat(failure.toString()).doesNotContain(CERTIFICATE, "Grey", "1981");
        assertThat(dbs.lookUps(CERTIFICATE)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 302})
    void aRefusalThatEveryQuestionWouldGetSaysSo(int status) throws Exception {
        dbs.next(1, new Fault.TurnedAway(status));

        assertThat(failure()).isInstanceOf(TurnedAway.class).hasMessageContaining("(" + status + ")");
    }

    private Exception failure() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new StatusCheckRoute(Duration.ofMillis(1)));
            context.start();
            try (ProducerTemplate camel = context.createProducerTemplate();
                    HttpService server = HttpService.answering(
                            context, dbs.location() + DbsSimulator.PATH, SETTINGS.timeout(), Optional.empty())) {
                DueCheck check =
                        new DueCheck(1, CERTIFICATE, Optional.of(LocalDate.of(1981, 5, 3)), Optional.of("Grey"), "");
                return camel.send(StatusCheckRoute.ASK, exchange -> {
                            exchange.setProperty(StatusCheckRoute.PACE, SETTINGS.requestsPerSecond());
                            exchange.getMessage().setBody(new Question(server.endpoint(), SETTINGS, check));
                        })
                        .getException();
            }
        }
    }
}
