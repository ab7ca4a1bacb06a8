package uk.fosteringhub.simulators.medical;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * An outcome as a hospital's integration engine passes it on: ORU^R01.
 *
 * @param controlId MSH-10
 * @param said when: yyyyMMddHHmmss
 * @param reference as placer order number
 * @param patient whose report it is
 * @param form AH or AH2
 * @param outcome code and words, such as {@code SUITABLE^Fit to foster}
 * @param advised on which day: yyyyMMdd
 */
record OutcomeMessage(
        String controlId, String said, String reference, Patient patient, String form, String outcome, String advised) {

    /**
     * As PID has them.
     *
     * @param number LCS's
     * @param name family name and given name: {@code GREY^ADA}
     * @param bornOn yyyyMMdd
     */
    record Patient(String number, String name, String bornOn) {}

    static OutcomeMessage of(
            String controlId, String reference, Patient patient, String form, String outcome, LocalDate advised) {
        String day = DateTimeFormatter.BASIC_ISO_DATE.format(advised);
        return new OutcomeMessage(controlId, day + "014900", reference, patient, form, outcome, day);
    }

    String text() {
        return "MSH|^~\\&|ENGINE|TRUST|HUB|COUNCIL|" + said + "||ORU^R01|" + controlId + "|P|2.4\r"
                + "PID|1||" + patient.number() + "^^^LCS||" + patient.name() + "||" + patient.bornOn() + "|F\r"
                + "OBR|1|" + reference + "|MA-1|" + form + "^Adult health report|||" + advised + "\r"
                + "OBX|1|CE|OUTCOME||" + outcome + "||||||F\r"
                + "OBX|2|DT|ADVISED||" + advised + "||||||F\r";
    }
}
