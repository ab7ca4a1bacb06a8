package uk.fosteringhub.core.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of record types is fit to name tables, columns and members after. */
class RecordTypesTest {
    /** What every table of the data store has beside its fields. */
    private static final Set<String> RESERVED =
            Set.of("id", "version", "provenance", "valid_from", "ended_at", "changed_at");

    static List<RecordType> types() {
        return RecordTypes.all();
    }

    @ParameterizedTest
    @MethodSource("types")
    void namesAreSnakeCase(RecordType type) {
        assertThat(type.name()).matches("[a-z]+(_[a-z]+)*");
        assertThat(type.fields()).isNotEmpty().allSatisfy(field -> assertThat(field.name())
                .matches("[a-z]+(_[a-z]+)*"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void noFieldTakesANameThatEveryTableHas(RecordType type) {
        assertThat(type.fields()).extracting(Field::name).doesNotContainAnyElementsOf(RESERVED);
    }

    @ParameterizedTest
    @MethodSource("types")
    void referencesPointToTypesThatExistAndOtherFieldsPointNowhere(RecordType type) {
        assertThat(type.fields()).allSatisfy(field -> {
            if (field.type() == FieldType.REFERENCE) {
                assertThat(RecordTypes.named(field.refersTo())).isPresent();
            } else {
                assertThat(field.refersTo()).isEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("types")
    void aTypeIsFoundByItsNameAndItsFieldsByTheirs(RecordType type) {
        assertThat(RecordTypes.named(type.name())).containsSame(type);
        for (int i = 0; i < type.fields().size(); i++) {
            String name = type.fields().get(i).name();
            assertThat(type.indexOf(name)).isEqualTo(i);
            assertThat(type.has(name)).isTrue();
            assertThat(type.field(name)).isSameAs(type.fields().get(i));
        }
    }

    @Test
    void namesAreDifferent() {
        assertThat(RecordTypes.all()).extracting(RecordType::name).doesNotHaveDuplicates();
        assertThat(RecordTypes.named("horse")).isEmpty();
    }

    @Test
    void aFieldThatIsNotThereIsAnErrorThatNamesIt() {
        assertThat(RecordTypes.PERSON.has("shoe_size")).isFalse();
        assertThatThrownBy(() -> RecordTypes.PERSON.indexOf("shoe_size"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("person has no field shoe_size");
    }

    @Test
    void twoFieldsOfOneNameAreAnError() {
        assertThatThrownBy(() -> RecordType.named("odd").text("a").date("a").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("odd has two fields named a");
    }

    @Test
    void referencesAreReadAsTheyAreWrittenAlsoWithColonsInTheKey() {
        Reference reference = new Reference("lcs", "a:b:c");

        assertThat(Reference.parse(reference.toString())).isEqualTo(reference);
        assertThatThrownBy(() -> Reference.parse("nothing")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Reference.parse(":key")).isInstanceOf(IllegalArgumentException.class);
    }
}
