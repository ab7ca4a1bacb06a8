package uk.fosteringhub.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Credit is given and money is counted by channel, so what people name as a source must be a channel too. */
class ChannelsTest {

    @Test
    void everySourceThatAnEnquirerCanNameIsAChannel() throws IOException {
        assertThat(codes("channel")).containsAll(codes("enquiry-source"));
    }

    private static List<String> codes(String table) throws IOException {
        return Files.readAllLines(TheMappingsFolder.path().resolve("codes").resolve(table + ".csv")).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
    }
}
