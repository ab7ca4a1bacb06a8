package uk.fosteringhub.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.Reference;

/** Whatever is put into a COPY arrives as it was. */
class CopyTextTest {
    private final CopyText text = new CopyText("hub.sample (a, b)");

    @Property
    void anyTextsArriveAsTheyWere(@ForAll("rows") List<List<String>> rows) throws SQLException {
        CopyText copy = new CopyText("hub.sample (a, b)");
        for (List<String> row : rows) {
            row.forEach(copy::add);
            copy.endRow();
        }

        assertThat(send(copy).rows()).isEqualTo(rows);
    }

    @Property
    void aFewRowsAreTheSameValuesForAStatement(@ForAll("rows") List<List<String>> rows) {
        CopyText copy = new CopyText("hub.sample (a, b)");
        for (List<String> row : rows) {
            row.forEach(copy::add);
            copy.endRow();
        }

        assertThat(copy.few().values())
                .isEqualTo(rows.stream()
                        .flatMap(List::stream)
                        .map(Optional::ofNullable)
                        .toList());
    }

    @Property
    void jsonWrittenStraightInArrivesAsItWas(@ForAll("texts") String value, @ForAll("texts") String before)
            throws SQLException {
        StringBuilder json = new StringBuilder();
        CanonicalJson.quote(value, json);
        CopyText copy = new CopyText("hub.sample (a, b)");
        copy.add(before).add(out -> CanonicalJson.quote(value, out)).endRow();

        assertThat(send(copy).rows()).containsExactly(List.of(before, json.toString()));
    }

    @Test
    void everyKindOfValueHasItsDatabaseForm() throws SQLException {
        UUID uuid = new UUID(1, 2);
        text.add(7L).add(uuid).addValue(8L).addValue(true).addValue(LocalDate.of(2026, 3, 6));
        text.addValue(Instant.parse("2026-03-06T01:49:00.123456Z")).addValue(new BigDecimal("1.50"));
        text.addValue(new Reference("lcs", "a\tb"))
                .addValue("\\N")
                .addValue(null)
                .add((String) null);
        text.endRow();

        assertThat(send(text).rows())
                .containsExactly(Arrays.asList(
                        "7",
                        uuid.toString(),
                        "8",
                        "true",
                        "2026-03-06",
                        "2026-03-06T01:49:00.123456Z",
                        "1.50",
                        "lcs:a\tb",
                        "\\N",
                        null,
                        null));
    }

    @Test
    void muchIsSentInPiecesThatCutNoCharacterInTwo() throws SQLException {
        for (int shift = 0; shift < 2; shift++) {
            String value = "x".repeat(shift) + "😀".repeat(100_000);
            text.add(value).endRow();

            CopyLines sent = send(text);

            assertThat(sent.rows()).containsExactly(List.of(value));
            assertThat(sent.pieces()).hasSizeGreaterThan(2);
        }
    }

    @Test
    void afterwardsItIsEmptyAndCanBeFilledAgain() throws SQLException {
        assertThat(text.isEmpty()).isTrue();
        text.add("a").endRow();
        assertThat(text.isEmpty()).isFalse();
        send(text);

        assertThat(text.isEmpty()).isTrue();
        text.add("b").add("c").endRow();
        assertThat(send(text).rows()).containsExactly(List.of("b", "c"));
    }

    @Test
    void withoutRowsNothingIsAskedOfTheDatabase() throws SQLException {
        assertThat(text.copyTo(null)).isZero();
    }

    private static CopyLines send(CopyText copy) throws SQLException {
        CopyLines lines = new CopyLines();
        copy.copyTo(connectionInto(lines.copyIn()));
        return lines;
    }

    /** Just enough of a connection to catch the bytes. */
    private static Connection connectionInto(CopyIn copy) throws SQLException {
        CopyManager manager = new CopyManager(proxy(BaseConnection.class, null)) {
            @Override
            public CopyIn copyIn(String sql) {
                assertThat(sql).isEqualTo("copy hub.sample (a, b) from stdin");
                return copy;
            }
        };
        return proxy(Connection.class, proxy(PGConnection.class, manager));
    }

    /** Answers every question with the same. */
    private static <T> T proxy(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer));
    }

    @Provide
    Arbitrary<List<List<String>>> rows() {
        return texts().injectNull(0.1).list().ofSize(2).list().ofMaxSize(10);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings()
                                .withChars("\\\n\r\t\b\f\u000BNnrt. \"é😀")
                                .ofMaxLength(10),
                        Arbitraries.strings().ofMaxLength(20))
                .filter(StandardCharsets.UTF_8.newEncoder()::canEncode);
    }
}
