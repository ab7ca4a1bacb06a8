package uk.fosteringhub.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import org.junit.jupiter.api.Test;

class WholeStreamTest {

    @Test
    void aTransferThatBringsWhatWasPromisedIsRead() throws Exception {
        assertThat(new WholeStream(new ByteArrayInputStream(new byte[10]), 10).readAllBytes())
                .hasSize(10);
    }

    @Test
    void aTransferThatEndsEarlyIsAFailureAndNotAnEnd() {
        assertThatThrownBy(() -> new WholeStream(new ByteArrayInputStream(new byte[9]), 10).readAllBytes())
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("9 of 10 bytes");
    }
}
