package uk.fosteringhub.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
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

    @Test
    void aTransferThatFailsSaysHowFarItCameAndWhy() {
        IOException lost = new IOException("error");
        InputStream breaking = new SequenceInputStream(new ByteArrayInputStream(new byte[4]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw lost;
            }
        });

        assertThatThrownBy(() -> new WholeStream(breaking, 10).readAllBytes())
                .hasMessageContaining("broke off after 4 of 10 bytes")
                .hasCause(lost);
    }
}
