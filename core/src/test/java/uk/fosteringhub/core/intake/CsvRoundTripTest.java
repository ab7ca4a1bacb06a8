package uk.fosteringhub.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple3;

/** Whatever a source writes by the rules of RFC 4180 comes out as it went in. */
class CsvRoundTripTest {
    private final Reading csv = Reading.csv().withRowsUpTo(1 << 20);

    @Property(tries = 500)
    void anyRowsComeOutAsTheyWentIn(
            @ForAll("rows") List<List<String>> rows, @ForAll("styles") Tuple3<String, Boolean, Boolean> style)
            throws Exception {
        StringWriter file = new StringWriter().append("ID,NAME,NOTE").append(style.get1());
        for (List<String> row : rows) {
            file.append(line(row, style.get2())).append(style.get1());
        }
        String text = file.toString();
        String ended = style.get3()
                ? text
                : text.substring(0, text.length() - style.get1().length());

        assertThat(csv.values(ended)).isEqualTo(rows);
    }

    @Property(tries = 500)
    void noFileAtAllMakesTheReaderStumble(@ForAll("dirt") String dirt) throws Exception {
        try {
            csv.read("ID,NAME,NOTE\n" + dirt)
                    .forEach(seen -> assertThat(seen.values()).hasSize(3));
        } catch (DeliveryRefused refused) {
            assertThat(refused.rule()).isIn("open-quote", "quotes", "trailer-count");
            assertThat(refused.line())
                    .isBetween(
                            2L,
                            2 + dirt.chars().filter(c -> c == '\n' || c == '\r').count());
        }
    }

    private static String line(List<String> row, boolean quoteAll) {
        return row.stream()
                .map(value -> quoteAll || value.isEmpty() || value.matches("(?s).*[\",\r\n].*")
                        ? '"' + value.replace("\"", "\"\"") + '"'
                        : value)
                .collect(Collectors.joining(","));
    }

    @Provide
    Arbitrary<List<List<String>>> rows() {
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.strings().withChars(",;\"\r\n\t ab\u0001").ofMaxLength(8),
                Arbitraries.strings().ofMaxLength(20).filter(CsvRoundTripTest::isText));
        return value.list().ofSize(3).list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<Tuple3<String, Boolean, Boolean>> styles() {
        return Combinators.combine(
                        Arbitraries.of("\n", "\r\n", "\r"), Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as(Tuple::of);
    }

    @Provide
    Arbitrary<String> dirt() {
        return Arbitraries.of(
                        "\"", ",", "\n", "\r", "\r\n", "a", " ", "\0", "TRAILER,", "EOF", "1", "é", "\uFEFF", "\u0001")
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }

    private static boolean isText(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
