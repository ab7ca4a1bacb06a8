package uk.fosteringhub.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.mapping.HeaderProblem;
import uk.fosteringhub.core.mapping.RecordMapping;

class HeadersTest {
    private final RecordMapping persons = TheMappingsFolder.load().named("lcs/persons");

    @Test
    void aMissingColumnIsNamedWithTheNearestOneAndWhatThereIs() {
        assertThat(message("DIM_PERSN_ID", "SURNAME", "BIRTH_DTTM"))
                .isEqualTo("The header lacks DIM_PERSON_ID, which lcs/persons needs as the record's key. It has: "
                        + "DIM_PERSN_ID, SURNAME, BIRTH_DTTM. The nearest to DIM_PERSON_ID is DIM_PERSN_ID. Add the column "
                        + "to the extract, or name the column that holds it in mappings/lcs/persons.yml.");
        assertThat(message("DIM_PERSON_ID", "SURNAME"))
                .startsWith("The header lacks BIRTH_DTTM, which lcs/persons needs in every delivery.");
    }

    @Test
    void anotherDelimiterIsRecognised() {
        assertThat(message("DIM_PERSON_ID;SURNAME;BIRTH_DTTM")).contains("separated by semicolons");
        assertThat(message("DIM_PERSON_ID\tSURNAME\tBIRTH_DTTM")).contains("separated by tabs");
        assertThat(message("DIM_PERSON_ID|SURNAME|BIRTH_DTTM")).contains("separated by bars");
    }

    @Test
    void aFirstLineThatIsNoHeaderIsNotRepeated() {
        assertThat(message("100001", "Grey", "Ada", "1990-01-01"))
                .contains("None of the 4 columns of the first line is known")
                .doesNotContain("Grey");
        assertThat(message("Grey")).contains("only one column").doesNotContain("Grey");
        assertThat(message("")).contains("The first line is empty");
    }

    @Test
    void aColumnThatIsReadAndStandsThereTwiceIsRefused() {
        assertThat(message("DIM_PERSON_ID", "SURNAME", "BIRTH_DTTM", " surname"))
                .startsWith("The header has the column SURNAME twice");
        assertThatCode(() -> persons.bind(List.of("DIM_PERSON_ID", "SURNAME", "BIRTH_DTTM", "OTHER", "OTHER")))
                .doesNotThrowAnyException();
    }

    @Test
    void namesAreComparedWithoutRegardToCaseBlanksAndByteOrderMark() throws HeaderProblem {
        var mapper = persons.bind(List.of("\uFEFFdim_person_id ", "EXTRA", " Surname", "birth_dttm"));
        assertThat(mapper.columns().key()).containsExactly(0);
        assertThat(mapper.columns().all()).as("in the order of their names").containsExactly(3, 0, 2);
    }

    @Test
    void requiredColumnsComeFirst() {
        assertThat(persons.columns().subList(0, 3))
                .allMatch(column -> column.required())
                .extracting(column -> column.name())
                .containsExactly("DIM_PERSON_ID", "SURNAME", "BIRTH_DTTM");
        assertThat(persons.columns().subList(3, persons.columns().size())).noneMatch(column -> column.required());
    }

    private String message(String... header) {
        return catchThrowableOfType(HeaderProblem.class, () -> persons.bind(List.of(header)))
                .getMessage();
    }
}
