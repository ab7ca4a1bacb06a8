package uk.fosteringhub.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersAtRestTest {
    private static final String NAME = "hub-enquiry-0000000001.csv.ack.csv";

    @TempDir
    private Path folder;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Deque<String> writtenMeanwhile = new ArrayDeque<>();
    private Path answer;
    private AnswersAtRest atRest;

    @BeforeEach
    void start() throws Exception {
        camel.start();
        answer = Files.createDirectories(folder.resolve("import")).resolve(NAME);
        atRest = new AnswersAtRest(new ImportFolder(camel, Samples.open("lcs"), "file:" + folder), () -> {
            if (!writtenMeanwhile.isEmpty()) {
                write(writtenMeanwhile.pop());
            }
        });
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private void write(String more) {
        try {
            Files.writeString(answer, more, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @Test
    void anAnswerIsLeftWhileItIsBeingWrittenAndTakenOnceItIsAtRest() throws Exception {
        assertThat(atRest.of(List.of(NAME), Map.of())).isEmpty();
        write("line,state,key,reason\n2,accepted,700");
        writtenMeanwhile.add("01,");
        writtenMeanwhile.add("\n");

        assertThat(atRest.of(List.of(NAME), Map.of())).isEmpty();
        assertThat(atRest.of(List.of(NAME, "another"), Map.of())).isEmpty();

        assertThat(atRest.of(List.of(NAME, "another"), Map.of()))
                .containsOnlyKeys(NAME)
                .allSatisfy((name, content) -> assertThat(new String(content, StandardCharsets.UTF_8))
                        .isEqualTo("line,state,key,reason\n2,accepted,70001,\n"));
    }

    @Test
    void anAnswerThatIsKnownIsNotWaitedForUntilItHoldsMore() throws Exception {
        write("line,state,key,reason\n2,accepted,70001,\n");
        Map<String, byte[]> known = atRest.of(List.of(NAME), Map.of());
        writtenMeanwhile.add("if a quiet period went by");

        assertThat(atRest.of(List.of(NAME), known)).isEmpty();
        assertThat(writtenMeanwhile).hasSize(1);

        writtenMeanwhile.clear();
        write("3,accepted,70002,\n");
        assertThat(atRest.of(List.of(NAME), known)).containsOnlyKeys(NAME);
    }
}
