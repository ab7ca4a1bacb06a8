package uk.fosteringhub.routes.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.routes.settings.WrongSettings;

class JsonLinesTest {
    private static JsonNode line(String message, Throwable thrown, Object... values) throws Exception {
        LoggerContext context = new LoggerContext();
        Logger logger = context.getLogger("uk.fosteringhub.Some");
        LoggingEvent event = new LoggingEvent("", logger, Level.INFO, message, thrown, values);
        event.setMDCPropertyMap(Map.of("run", "7"));
        String line = new String(new JsonLines().encode(event), StandardCharsets.UTF_8);
        assertThat(line).endsWith("\n").doesNotContain("\n\n");
        assertThat(line.strip()).doesNotContain("\n");
        return new ObjectMapper().readTree(line);
    }

    @Test
    void whatStandsBeforeTheSentenceBecomesMembers() throws Exception {
        JsonNode line = line("feed={} change={} outcome=refused It is \"over\".\nReally.", null, "lcs-persons", 42);
        assertThat(line.path("run").asText()).isEqualTo("7");
        assertThat(line.path("feed").asText()).isEqualTo("lcs-persons");
        assertThat(line.path("change").asText()).isEqualTo("42");
        assertThat(line.path("outcome").asText()).isEqualTo("refused");
        assertThat(line.path("message").asText()).isEqualTo("It is \"over\".\nReally.");
        assertThat(line.path("level").asText()).isEqualTo("INFO");
    }

    @Test
    void aFailureBringsItsStack() throws Exception {
        assertThat(line("outcome=failed", new IllegalStateException("why"))
                        .path("stack")
                        .asText())
                .contains("IllegalStateException: why", "JsonLinesTest");
    }

    @Test
    void aFormatThatIsNoneIsNamed() throws Exception {
        assertThat(LogFormat.of(null)).isEqualTo(LogFormat.TEXT);
        assertThat(LogFormat.of("json")).isEqualTo(LogFormat.JSON);
        assertThatThrownBy(() -> LogFormat.of("xml"))
                .isInstanceOf(WrongSettings.class)
                .hasMessageContaining("HUB_LOG_FORMAT");
    }
}
