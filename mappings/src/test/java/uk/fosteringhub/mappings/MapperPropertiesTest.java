package uk.fosteringhub.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import uk.fosteringhub.core.intake.RawRecord;
import uk.fosteringhub.core.mapping.HeaderProblem;
import uk.fosteringhub.core.mapping.MappedColumn;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.mapping.MappingResult;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.mapping.RowMapper;

class MapperPropertiesTest {
    private static final Mappings MAPPINGS = TheMappingsFolder.load();

    @Property(tries = 500)
    void noRowWhateverMakesTheMapperThrow(@ForAll("mappings") String name, @ForAll("rows") List<String> row)
            throws HeaderProblem {
        RecordMapping mapping = MAPPINGS.named(name);
        RowMapper mapper = mapping.bind(header(mapping));
        RawRecord raw = RawRecord.of(2, row.toArray(String[]::new));
        MappingResult result = mapper.map(raw);
        assertThat(result.failed()).isEqualTo(result.record() == null);
        if (!result.failed()) {
            assertThat(result.record().key()).isEqualTo(mapper.key(raw)).isNotBlank();
            assertThat(result.record().values()).doesNotContain("");
        }
    }

    @Property(tries = 300)
    void theSameRowGivesTheSameResult(@ForAll("mappings") String name, @ForAll("rows") List<String> row)
            throws HeaderProblem {
        RecordMapping mapping = MAPPINGS.named(name);
        assertThat(said(mapping, header(mapping), row)).isEqualTo(said(mapping, header(mapping), row));
    }

    @Property(tries = 300)
    void theOrderOfColumnsDoesNotMatter(
            @ForAll("mappings") String name, @ForAll("rows") List<String> row, @ForAll long seed) throws HeaderProblem {
        RecordMapping mapping = MAPPINGS.named(name);
        List<String> header = header(mapping);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        List<String> otherHeader = order.stream().map(header::get).toList();
        List<String> otherRow =
                order.stream().map(i -> i < row.size() ? row.get(i) : "").toList();
        assertThat(said(mapping, otherHeader, otherRow)).isEqualTo(said(mapping, header, row));
    }

    @Property(tries = 300)
    void noMessageRepeatsTheValue(@ForAll("mappings") String name, @ForAll("rows") List<String> row)
            throws HeaderProblem {
        RecordMapping mapping = MAPPINGS.named(name);
        for (MappingProblem problem : result(mapping, header(mapping), row).problems()) {
            assertThat(problem.message()).isNotBlank();
            if (problem.value().length() > 7) {
                assertThat(problem.message()).doesNotContain(problem.value());
            }
        }
    }

    @Property
    void namesKeepTheirLetters(@ForAll @From("words") String name) throws HeaderProblem {
        RecordMapping mapping = MAPPINGS.named("lcs/persons");
        MappingResult result = result(
                mapping,
                List.of("DIM_PERSON_ID", "SURNAME", "BIRTH_DTTM"),
                List.of("1", "  " + name + "\u00A0 ", "1990-01-01"));
        assertThat(result.record().value("family_name")).isEqualTo(name);
    }

    @Provide
    Arbitrary<String> mappings() {
        return Arbitraries.of(MAPPINGS.names());
    }

    /** Rows of any width, with likely values, near misses and nonsense. */
    @Provide
    Arbitrary<List<String>> rows() {
        Arbitrary<String> likely = Arbitraries.of(
                "",
                "-1",
                "1",
                "Y",
                "N",
                "100001",
                "2020-02-30",
                "2020-02-29 00:00:00",
                "29/02/2020",
                "99991231",
                "XXX XX",
                "F",
                "WBRI",
                "S",
                "L",
                "U6",
                "PR1",
                "V2",
                "N1",
                "E8",
                "bn1 1aa",
                "ZZ99 3VZ",
                "none@",
                "ada@example.org",
                "07700 900123",
                "+44 1632 960123 ext 3",
                "9990000042",
                "2026-03-06T01:49:00Z",
                "2026-03-06T01:49",
                "9".repeat(300),
                "a\u0000b",
                "|",
                "\\",
                "\uD800",
                "1e999999999",
                "+",
                "0",
                "@",
                "--",
                "00");
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(30);
        Arbitrary<String> digits =
                Arbitraries.strings().withChars("0123456789-/: +.TZ").ofMaxLength(25);
        return Arbitraries.frequencyOf(Tuple.of(6, likely), Tuple.of(2, any), Tuple.of(2, digits))
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings()
                .withChars("aAzZéÉñŁłÓøßŵŷ'’-–.ÇşğİıЖ中")
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(word -> !word.isBlank());
    }

    private static List<String> header(RecordMapping mapping) {
        return mapping.columns().stream().map(MappedColumn::name).toList();
    }

    private static MappingResult result(RecordMapping mapping, List<String> header, List<String> row)
            throws HeaderProblem {
        return mapping.bind(header).map(RawRecord.of(2, row.toArray(String[]::new)));
    }

    private static List<Object> said(RecordMapping mapping, List<String> header, List<String> row)
            throws HeaderProblem {
        MappingResult result = result(mapping, header, row);
        return result.failed()
                ? List.of(result.problems())
                : List.of(
                        result.record().key(),
                        Arrays.asList(result.record().values()),
                        result.record().modifiedAt(),
                        result.unmapped());
    }
}
