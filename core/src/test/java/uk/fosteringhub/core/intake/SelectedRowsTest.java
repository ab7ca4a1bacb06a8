package uk.fosteringhub.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Looking for some rows finds what reading all of them finds there. */
class SelectedRowsTest {

    private record Seen(int ordinal, long line, List<String> values) {}

    @Property(tries = 2000)
    void someRowsOfAnyFileAreTheSameAsWhenAllAreRead(@ForAll("files") String file, @ForAll Set<Byte> numbers)
            throws Exception {
        BitSet wanted = new BitSet();
        numbers.forEach(number -> wanted.set(Math.abs(number)));
        List<Seen> all;
        try {
            all = read(plain(file));
        } catch (DeliveryRefused unsound) {
            return; // such a file never gets to the second pass
        }

        // Only data rows are ever looked for, never the trailer behind them.
        wanted.clear(all.size(), Math.max(all.size(), wanted.length()));
        List<Seen> some = read(selected(file, wanted));

        assertThat(some)
                .as(file.replace("\r", "<CR>").replace("\n", "<LF>"))
                .isEqualTo(all.stream().filter(row -> wanted.get(row.ordinal())).toList());
    }

    @Test
    void rowsThatLieAcrossItsBuffersAreWhole() throws Exception {
        String file = "ID,NOTE\n"
                + IntStream.range(0, 20_000)
                        .mapToObj(i -> i + ",\"line " + i + "\r\nand more, \"\"quoted\"\"\"\r\n")
                        .collect(Collectors.joining());
        BitSet wanted = new BitSet();
        IntStream.iterate(0, i -> i < 20_000, i -> i + 7).forEach(wanted::set);

        List<Seen> all = read(plain(file));

        assertThat(read(selected(file, wanted)))
                .hasSize(2858)
                .isEqualTo(all.stream().filter(row -> wanted.get(row.ordinal())).toList());
    }

    private static CsvRows plain(String file) throws IOException, DeliveryRefused {
        return new CsvRows(bytes(file), StandardCharsets.UTF_8, ',', 1 << 20);
    }

    private static CsvRows selected(String file, BitSet wanted) throws IOException, DeliveryRefused {
        return new CsvRows(new SelectedRows(bytes(file), ',', wanted), StandardCharsets.UTF_8, ',', 1 << 20);
    }

    private static ByteArrayInputStream bytes(String file) {
        return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Seen> read(CsvRows rows) throws IOException, DeliveryRefused {
        List<Seen> seen = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                seen.add(new Seen(
                        rows.ordinal(),
                        rows.row().line(),
                        Arrays.asList(rows.row().toRawRecord().values())));
            }
        }
        return seen;
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(
                        "\"",
                        "\"\"",
                        ",",
                        ",",
                        "\n",
                        "\n",
                        "\r",
                        "\r\n",
                        "a",
                        "b ",
                        "é",
                        "\"x,\ny\"",
                        "\"\rz\"",
                        "TRAILER,1\n")
                .list()
                .ofMaxSize(60)
                .map(pieces -> "ID,NAME\n" + String.join("", pieces));
    }
}
