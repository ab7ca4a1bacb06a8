package uk.fosteringhub.console.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/** What is asked fits what the two records are, whichever of them comes first. */
class QuestionTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            person,     person,     Are these one person?,                                two persons
            enquiry,    enquiry,    Are these one enquiry?,                               two enquiries
            enquiry,    person,     Is this enquiry this person's?,                       enquiry and person
            person,     check,      Is this check this person's?,                         check and person
            touchpoint, person,     Is this touchpoint this person's?,                    touchpoint and person
            enquiry,    touchpoint, Are this touchpoint and this enquiry one person's?,   touchpoint and enquiry
            touchpoint, enquiry,    Are this touchpoint and this enquiry one person's?,   touchpoint and enquiry""")
    void aPairIsAskedAboutAsWhatItIs(String one, String other, String asks, String kind) {
        Question question = Question.of(type(one), type(other));
        assertThat(question.asks()).isEqualTo(asks);
        assertThat(question.kind()).isEqualTo(kind);
    }

    private static RecordType type(String name) {
        return RecordTypes.named(name).orElseThrow();
    }
}
