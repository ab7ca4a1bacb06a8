package uk.fosteringhub.core.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.checks.ResultOfAnother.Difference;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

class WhoseTest {
    private static final LocalDate BORN = LocalDate.of(1981, 5, 3);
    private static final LocalDate OTHER = LocalDate.of(1981, 1, 1);

    private static Object[] values(RecordType type, Map<String, Object> said) {
        Object[] values = new Object[type.fields().size()];
        said.forEach((field, value) -> values[type.indexOf(field)] = value);
        return values;
    }

    private static Whose check(Map<String, Object> person) {
        Whose whose = new Whose();
        whose.addPerson(values(RecordTypes.PERSON, person));
        return whose;
    }

    private static Optional<Difference> difference(Map<String, Object> result, Whose check) {
        Whose said = new Whose();
        said.addCheck(values(RecordTypes.CHECK, result));
        return said.difference(new Whose(), check);
    }

    @Test
    void namesAreComparedInWhateverWayTheyAreWritten() {
        Whose nunez = check(Map.of("given_name", "Zoë", "family_name", "Núñez-O'Brien"));
        assertThat(difference(
                        Map.of("certificate_given_name", "ANN", "certificate_family_name", "NUNEZ OBRIEN"), nunez))
                .isEmpty();
        assertThat(difference(Map.of("certificate_given_name", "ZOE", "certificate_family_name", "GREY"), nunez))
                .isEmpty();
        assertThat(difference(Map.of("certificate_given_name", "ANN", "certificate_family_name", "GREY"), nunez))
                .contains(Difference.NAME);
        assertThat(difference(Map.of("certificate_given_name", "ANN", "certificate_family_name", "-"), nunez))
                .as("a dash is no name")
                .isEmpty();
    }

    @Test
    void anEarlierFamilyNameCountsAsWell() {
        Whose married = check(Map.of("given_name", "Ada", "family_name", "Grey", "previous_family_name", "Evans"));
        assertThat(difference(Map.of("certificate_given_name", "Adeline", "certificate_family_name", "EVANS"), married))
                .isEmpty();
    }

    @Test
    void anEstimatedDateOfBirthSpeaksNeitherForNorAgainstAnybody() {
        Map<String, Object> result =
                Map.of("birth_date", BORN, "certificate_given_name", "Ben", "certificate_family_name", "Old");
        Map<String, Object> ada =
                Map.of("birth_date", OTHER, "birth_date_estimated", true, "given_name", "Ada", "family_name", "Old");
        assertThat(difference(result, check(ada))).isEmpty();
        assertThat(difference(
                        result,
                        check(Map.of(
                                "birth_date",
                                BORN,
                                "birth_date_estimated",
                                true,
                                "given_name",
                                "Ada",
                                "family_name",
                                "Grey"))))
                .contains(Difference.NAME);
    }

    @Test
    void anyDateOfBirthThatIsKnownWillDo() {
        Whose check = check(Map.of("birth_date", OTHER));
        assertThat(difference(Map.of("birth_date", BORN), check)).contains(Difference.BIRTH_DATE);
        check.addCheck(values(RecordTypes.CHECK, Map.of("birth_date", BORN)));
        assertThat(difference(Map.of("birth_date", BORN), check)).isEmpty();
    }
}
