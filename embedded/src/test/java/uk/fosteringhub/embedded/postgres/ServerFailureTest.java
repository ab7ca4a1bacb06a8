package uk.fosteringhub.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerFailureTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "could not write to file: No space left on device       | disk of the embedded database is full",
                "could not open file: Permission denied                 | may not read or write its files",
                "could not bind IPv4 address: Address already in use    | took the port",
                "could not create shared memory segment                 | not enough memory",
                "FATAL: something nobody thought of                     | something nobody thought of"
            })
    void theServersWordsBecomeWhatHappenedAndWhere(String words, String told) {
        ServerFailure failure = ServerFailure.of("pg_ctl start", new DataFolder(Path.of("/srv/hub")), words);
        assertThat(failure).hasMessageContaining(told).hasMessageContaining("/srv/hub");
        assertThat(failure.portTaken()).isEqualTo(words.contains("already in use"));
    }
}
