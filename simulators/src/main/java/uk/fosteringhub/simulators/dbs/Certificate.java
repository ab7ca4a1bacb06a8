package uk.fosteringhub.simulators.dbs;

import java.time.LocalDate;

/**
 * A certificate as the Update Service knows it.
 *
 * @param number 12 digits
 * @param status what the service says of it: {@code BLANK_NO_NEW_INFO}, {@code NON_BLANK_NO_NEW_INFO} or {@code NEW_INFO}
 */
public record Certificate(
        String number, LocalDate birthDate, String forename, String surname, String status, LocalDate printedOn) {

    public Certificate saying(String other) {
        return new Certificate(number, birthDate, forename, surname, other, printedOn);
    }
}
