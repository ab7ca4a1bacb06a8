package uk.fosteringhub.core.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.core.records.Personal;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

class MaskTest {
    private static final List<Personal> KINDS = Arrays.stream(Personal.values())
            .filter(kind -> kind != Personal.OPEN)
            .toList();

    @ParameterizedTest
    @CsvSource({
        "NAME, Ada, A•••",
        "NAME, 'Ó Briain, Áine Mary', ••• B••• Á••• M•••",
        "NAME, J, •••",
        "DAY, 1984-03-02, 1984-••-••",
        "DAY, 31.02.1999, ••.••.1999",
        "DAY, 02/03/84, ••/••/••",
        "DAY, 1999, ••••",
        "EMAIL, ada.grey@example.org, a•••@•••.org",
        "EMAIL, not an address, ••••••••••••••",
        "PHONE, 07700 900123, ••••••••123",
        "PHONE, 900123, ••••••",
        "POSTCODE, TN12 6QT, TN12 •••",
        "POSTCODE, me1 1aa, me1 •••",
        "POSTCODE, nopostcode, ••••••••••",
        "IDENTIFIER, 9990000018, •••••••018",
        "IDENTIFIER, 123456, ••••••",
        "HIDDEN, 12 High Street, ••••••••••••••"
    })
    void aRowCanBeKnownAgainByWhatIsLeft(Personal kind, String value, String masked) {
        assertThat(Mask.personal(kind, value)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "DATE, 2026-11-22, 2026-11-22",
        "DATE, rang Mrs Grey, •••••••••••••",
        "INTEGER, 07700900123, •••••••••••",
        "CODE, DBS, DBS",
        "CODE, Mrs Grey said so, ••••••••••••••••",
        "BOOLEAN, true, true",
        "TIMESTAMP, 2026-11-22T02:15:00Z, 2026-11-22T02:15:00Z",
        "DECIMAL, -12.50, -12.50",
        "REFERENCE, lcs:70001, lcs:70001",
        "TEXT, Radio in spring, Radio in spring"
    })
    void anOpenFieldIsShownOnlyIfItHoldsWhatItShould(FieldType type, String value, String shown) {
        assertThat(Mask.of(Field.open("any", type), value)).isEqualTo(shown);
    }

    @Test
    void emptyStaysEmpty() {
        for (Personal kind : Personal.values()) {
            assertThat(Mask.of(new Field("any", FieldType.TEXT, "", kind), " ")).isEmpty();
        }
    }

    @Property
    void whatIsMaskedNeverContainsTheValue(@ForAll("anything") String value) {
        for (Personal kind : KINDS) {
            assertThat(Mask.personal(kind, value))
                    .as(kind + " of <" + value + ">")
                    .doesNotContain(value.strip());
        }
        assertThat(Mask.unknown(value)).doesNotContain(value.strip());
    }

    @Property
    void ofAValueOfFreeTextNoCharacterIsShown(@ForAll("anything") String value) {
        assertThat(Mask.personal(Personal.HIDDEN, value)).matches("•{1,24}");
    }

    @Provide
    Arbitrary<String> anything() {
        Arbitrary<String> wild = Arbitraries.strings().all().ofMinLength(1).ofMaxLength(40);
        Arbitrary<String> likely = Arbitraries.strings()
                .withChars("aB1 9.@-/•'é\u202E,")
                .ofMinLength(1)
                .ofMaxLength(20);
        Arbitrary<String> realistic = Arbitraries.of(
                "TN12",
                "TN12 6QT",
                "1999",
                "a@b",
                "a@b.org",
                "19991999",
                "A B",
                "2001-2002",
                "•",
                "A•",
                "07700900123",
                "x");
        return Arbitraries.oneOf(wild, likely, realistic)
                .filter(text -> text.chars().anyMatch(Character::isLetterOrDigit));
    }

    @Test
    void everyFieldThatNamesAPersonIsMasked() {
        for (RecordType type : RecordTypes.all()) {
            for (Field field : type.fields()) {
                boolean personal = field.name()
                        .matches(".*(given_name|family_name|full_name|middle_names|birth_date|nhs|email|phone_|postcode"
                                + "|certificate|street|one_line|staff_id).*");
                if (personal && field.type() != FieldType.BOOLEAN) {
                    assertThat(field.personal()).as(type + "." + field.name()).isNotEqualTo(Personal.OPEN);
                }
            }
        }
    }

    @Test
    void aGoldenRecordIsMaskedFieldByField() {
        assertThat(MaskedRecord.of(
                        RecordTypes.PERSON,
                        Map.of("given_name", "Ada", "gender", "F", "birth_date", "1984-03-02", "shoe_size", "41")))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("given_name", "A•••", "gender", "F", "birth_date", "1984-••-••", "shoe_size", "••"));
        assertThat(MaskedRecord.json(
                        RecordTypes.PERSON, "{\"given_name\":\"Ada\",\"is_client\":true,\"ethnicity\":\"WBRI\"}"))
                .isEqualTo("{\"given_name\":\"A•••\",\"is_client\":true,\"ethnicity\":\"••••\"}");
    }
}
