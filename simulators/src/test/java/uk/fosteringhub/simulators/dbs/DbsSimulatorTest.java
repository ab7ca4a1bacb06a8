package uk.fosteringhub.simulators.dbs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DbsSimulatorTest {
    private static final String CHECKER =
            "&hasAgreedTermsAndConditions=true&organisationName=Wexhurst&employeeSurname=Green&employeeForename=Pat";

    private DbsSimulator dbs;

    @BeforeEach
    void start() throws Exception {
        dbs = DbsSimulator.start();
        dbs.put(new Certificate(
                "001234567890",
                LocalDate.of(1981, 5, 3),
                "Billy",
                "Jones",
                "BLANK_NO_NEW_INFO",
                LocalDate.of(2013, 6, 10)));
    }

    @AfterEach
    void stop() {
        dbs.close();
    }

    @Test
    void itAnswersAsItsGuidanceSays() throws Exception {
        assertThat(ask("001234567890", "dateOfBirth=03/05/1981&surname=JONES" + CHECKER))
                .isEqualTo("200 <statusCheckResult><statusCheckResultType>SUCCESS</statusCheckResultType>"
                        + "<status>BLANK_NO_NEW_INFO</status><forename>BILLY</forename><surname>JONES</surname>"
                        + "<printDate class=\"sql-date\">2013-06-10</printDate></statusCheckResult>");
        assertThat(dbs.lookUps("001234567890")).isEqualTo(1);
    }

    @Test
    void itCanWriteNamesInTheLettersAToZAlone() throws Exception {
        LocalDate day = LocalDate.of(1981, 5, 3);
        dbs.put(new Certificate("001234567891", day, "Siân", "O'Brien-Núñez", "NEW_INFO", day));
        dbs.next(1, new Fault.PlainNames());
        String question = "dateOfBirth=03/05/1981&surname=O%27Brien-N%C3%BA%C3%B1ez" + CHECKER;
        assertThat(ask("001234567891", question)).contains("<forename>SIAN</forename><surname>OBRIEN NUNEZ</surname>");
        assertThat(ask("001234567891", question)).contains("<forename>SIÂN</forename><surname>O'BRIEN-NÚÑEZ</surname>");
    }

    @Test
    void detailsThatDoNotMatchGetTypeAndStatusOnlyAndCountAsALookUp() throws Exception {
        assertThat(ask("001234567890", "dateOfBirth=1981-05-03&surname=JONES" + CHECKER))
                .isEqualTo("200 <statusCheckResult><statusCheckResultType>SUCCESS</statusCheckResultType>"
                        + "<status>NO_MATCH_FOUND</status></statusCheckResult>");
        assertThat(dbs.lookUps("001234567890")).isEqualTo(1);
    }

    @Test
    void aCallWithoutTheDeclarationOrTheCheckerIsTurnedAwayUnread() throws Exception {
        String question = "dateOfBirth=03/05/1981&surname=JONES";
        assertThat(ask("001234567890", question)).startsWith("400 ");
        assertThat(ask("001234567890", question + CHECKER.replace("=true", "=false")))
                .startsWith("400 ");
        assertThat(ask("001234567890", question + CHECKER.replace("=Green", "=")))
                .startsWith("400 ");
        dbs.next(1, new Fault.TooManyRequests(3));
        assertThat(ask("001234567890", question + CHECKER)).startsWith("429 ");
        assertThat(dbs.lookUps()).isZero();
    }

    private String ask(String certificate, String query) throws Exception {
        URI uri = URI.create(dbs.location() + DbsSimulator.PATH + "/" + certificate + "?" + query);
        var answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }
}
