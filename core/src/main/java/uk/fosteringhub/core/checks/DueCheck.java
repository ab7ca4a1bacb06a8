package uk.fosteringhub.core.checks;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A certificate whose status is to be asked for.
 *
 * @param check the check's hub id
 * @param certificate its number as the source writes it; a right one has 12 digits, leading zeros among them
 * @param birthDate of the person it was made out to
 * @param familyName the same
 * @param details fingerprint of the three
 */
public record DueCheck(
        long check, String certificate, Optional<LocalDate> birthDate, Optional<String> familyName, String details) {

    /** Why it cannot be asked about, as a word for the mapping's rules; empty if it can. */
    public Optional<String> unaskable() {
        if (!certificate.matches("[0-9]{12}")) {
            return Optional.of("certificate-number");
        }
        if (birthDate.isEmpty()) {
            return Optional.of("no-birth-date");
        }
        return familyName.isEmpty() ? Optional.of("no-family-name") : Optional.empty();
    }

    /** Keeps personal data out of logs. */
    @Override
    public String toString() {
        return "DueCheck[" + check + "]";
    }
}
