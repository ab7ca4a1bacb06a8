package uk.fosteringhub.connectors.dbs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.fosteringhub.core.checks.DueCheck;

class AnswerRowTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "Grey, GREY",
                "Núñez, NÚÑEZ",
                "Núñez, NUNEZ",
                "Łukasiewicz, LUKASIEWICZ",
                "O'Brien, O'BRIEN",
                "O'Brien, OBRIEN",
                "O'Brien, O BRIEN",
                "O’Brien, O'BRIEN",
                "Evans-Grey, EVANS-GREY",
                "Evans-Grey, EVANS GREY",
                "Evans-Grey, EVANSGREY",
                "de la  Cruz, DE LA CRUZ",
                "St. John, ST JOHN",
                "Grey, ||"
            })
    void oneNameWrittenInTwoWaysIsTheSame(String asked, String answered) {
        assertThat(AnswerRow.sameName(check(asked), answer(answered))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "Grey, GRAY",
                "Núñez, NUNES",
                "O'Brien, BRIEN",
                "Evans-Grey, EVANS",
                "Evans-Grey, GREY EVANS",
                "-, '"
            })
    void anotherNameIsAnother(String asked, String answered) {
        assertThat(AnswerRow.sameName(check(asked), answer(answered))).isFalse();
    }

    private static DueCheck check(String familyName) {
        return new DueCheck(1, "001234567890", Optional.empty(), Optional.of(familyName), "");
    }

    private static StatusAnswer answer(String surname) {
        return new StatusAnswer("SUCCESS", "BLANK_NO_NEW_INFO", "ADA", surname, "2024-06-10");
    }
}
