package uk.fosteringhub.core.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Canonical values survive being written as JSON and read again, whatever they hold. */
class CanonicalJsonTest {
    private static final RecordType EVERYTHING = RecordType.named("everything")
            .text("text")
            .code("code")
            .date("date")
            .timestamp("timestamp")
            .flag("flag")
            .integer("integer")
            .decimal("decimal")
            .reference("by_key", "person")
            .reference("by_id", "person")
            .build();

    @Property(tries = 2_000)
    void anyValuesComeBackAsTheyWere(@ForAll("values") Object[] values) throws Exception {
        String json = CanonicalJson.write(EVERYTHING, values);

        assertThat(CanonicalJson.same(CanonicalJson.read(EVERYTHING, json), values))
                .as("%s", json)
                .isTrue();
        assertThat(new ObjectMapper().readTree(json).size())
                .as("members of %s", json)
                .isEqualTo((int) EVERYTHING.fields().stream()
                        .filter(field -> values[EVERYTHING.indexOf(field.name())] != null)
                        .count());
    }

    @Property(tries = 2_000)
    void anyTextIsQuotedAsJsonWantsIt(@ForAll("texts") String text) throws Exception {
        StringBuilder json = new StringBuilder();
        CanonicalJson.quote(text, json);
        JsonNode read = new ObjectMapper().readTree(json.toString());

        assertThat(read.asText()).isEqualTo(text);
        assertThat(json.chars()).as("line ends and other controls are escaped").allMatch(c -> c >= 0x20);
    }

    @Test
    void membersAreInTheOrderOfTheFieldsAndThoseWithoutAValueAreLeftOut() {
        Object[] values = {
            "a\"b\\c\n\u0001é😀",
            null,
            LocalDate.of(2026, 3, 6),
            Instant.parse("2026-03-06T01:49:00.123456Z"),
            true,
            7L,
            new BigDecimal("1E+3"),
            new Reference("lcs", "P:1"),
            42L
        };

        assertThat(CanonicalJson.write(EVERYTHING, values))
                .isEqualTo("{\"text\":\"a\\\"b\\\\c\\u000a\\u0001é😀\",\"date\":\"2026-03-06\","
                        + "\"timestamp\":\"2026-03-06T01:49:00.123456Z\",\"flag\":true,\"integer\":7,\"decimal\":1000,"
                        + "\"by_key\":\"lcs:P:1\",\"by_id\":42}");
        assertThat(CanonicalJson.write(EVERYTHING, new Object[9])).isEqualTo("{}");
    }

    @Test
    void decimalsKeepAllTheirDigits() {
        Object[] values = CanonicalJson.read(EVERYTHING, "{\"decimal\":12345678901234567890.12345}");

        assertThat(values[EVERYTHING.indexOf("decimal")]).isEqualTo(new BigDecimal("12345678901234567890.12345"));
    }

    @Test
    void timesInAnotherZoneAndMembersThatNobodyKnowsAreRead() {
        Object[] values = CanonicalJson.read(
                EVERYTHING, "{\"timestamp\":\"2026-07-01T10:00:00+01:00\",\"gone\":1,\"text\":null}");

        assertThat(values[EVERYTHING.indexOf("timestamp")]).isEqualTo(Instant.parse("2026-07-01T09:00:00Z"));
        assertThat(values[EVERYTHING.indexOf("text")]).isNull();
    }

    @Test
    void whatIsNotJsonIsAnErrorThatNamesTheRecordTypeAndNotTheValues() {
        assertThatThrownBy(() -> CanonicalJson.read(EVERYTHING, "{\"text\":\"Zebedee"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stored values of a everything are not JSON");
    }

    @Test
    void numbersAreTheSameWhateverTheirScaleAndNothingIsOnlyTheSameAsNothing() {
        assertThat(CanonicalJson.same(new BigDecimal("1.0"), new BigDecimal("1.00")))
                .isTrue();
        assertThat(CanonicalJson.same(new BigDecimal("1.0"), new BigDecimal("1.01")))
                .isFalse();
        assertThat(CanonicalJson.same(null, (Object) null)).isTrue();
        assertThat(CanonicalJson.same("a", (Object) null)).isFalse();
        assertThat(CanonicalJson.same((Object) null, "a")).isFalse();
        assertThat(CanonicalJson.same("a", "b")).isFalse();
        assertThat(CanonicalJson.same(new Object[] {"a", 1L}, new Object[] {"a", 2L}))
                .isFalse();
    }

    @Test
    void timesAreKeptToTheMicrosecond() {
        assertThat(CanonicalJson.micros(Instant.parse("2026-03-06T01:49:00.123456789Z")))
                .isEqualTo(Instant.parse("2026-03-06T01:49:00.123456Z"));
    }

    @Provide
    Arbitrary<Object[]> values() {
        Arbitrary<LocalDate> dates = Arbitraries.longs()
                .between(
                        LocalDate.of(1, 1, 1).toEpochDay(),
                        LocalDate.of(9999, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
        Arbitrary<Instant> times = Combinators.combine(
                        dates, Arbitraries.longs().between(0, 86_399_999_999L))
                .as((date, micros) ->
                        date.atStartOfDay(java.time.ZoneOffset.UTC).toInstant().plus(micros, ChronoUnit.MICROS));
        Arbitrary<BigDecimal> decimals = Combinators.combine(
                        Arbitraries.bigIntegers().between(BigInteger.TEN.pow(30).negate(), BigInteger.TEN.pow(30)),
                        Arbitraries.integers().between(-5, 12))
                .as(BigDecimal::new);
        Arbitrary<Reference> references = texts().filter(key -> !key.isBlank()).map(key -> new Reference("lcs", key));
        List<Arbitrary<?>> inOrder = List.of(
                texts(),
                texts(),
                dates,
                times,
                Arbitraries.of(true, false),
                Arbitraries.longs(),
                decimals,
                references,
                Arbitraries.longs().greaterOrEqual(1));
        return Combinators.combine(inOrder.stream()
                        .map(values -> values.asGeneric().injectNull(0.2))
                        .toList())
                .as(List::toArray);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings()
                                .withChars("\0\u0001\u001F \"\\/\b\f\n\r\t\u007F\u2028é😀")
                                .ofMaxLength(12),
                        Arbitraries.strings().ofMaxLength(20))
                .filter(java.nio.charset.StandardCharsets.UTF_8.newEncoder()::canEncode);
    }
}
