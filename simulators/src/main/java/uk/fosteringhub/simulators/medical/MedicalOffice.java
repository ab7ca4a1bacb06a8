package uk.fosteringhub.simulators.medical;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.simulators.imports.ImportDesk;
import uk.fosteringhub.simulators.imports.RequestsOffice;

/**
 * The medical adviser's office: takes requests and chasers as import files in {@code import/}, and {@linkplain #answer
 * answers} them with outcomes: those with an even reference as CSV, the others as HL7. Every fifth person is advised
 * something.
 */
public final class MedicalOffice extends RequestsOffice {
    /** Those of its usual file: one that lacked some would not be trusted. */
    private static final String COLUMNS =
            "REFERENCE,PERSON_ID,FORM,SENT_TO_GP_DATE,CHASED_DATE,OUTCOME,OUTCOME_DATE,VALID_UNTIL";

    private static final int ADVISED = 5;
    private static final int YEARS = 2;
    private static final DateTimeFormatter BRITISH = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    /** @param home where its files go, with {@code import/} below */
    public MedicalOffice(Path home) {
        super(home);
    }

    /** Takes files as they come, until closed. */
    public MedicalOffice watching() {
        watch();
        return this;
    }

    /** Answers all that was taken and is not answered. */
    public void answer(LocalDate today) throws IOException {
        goOn(ImportDesk.TAKEN, "answered", (number, rows) -> {
            outcomes(number, rows.stream().filter(MedicalOffice::byFile).toList(), today);
            messages(number, rows.stream().filter(row -> !byFile(row)).toList(), today);
        });
    }

    private static boolean byFile(Map<String, String> row) {
        return Long.parseLong(row.get("HUB_REFERENCE")) % 2 == 0;
    }

    private static OutcomeMessage.Patient patient(Map<String, String> row) {
        LocalDate bornOn = LocalDate.parse(row.get("DATE_OF_BIRTH"), BRITISH);
        return new OutcomeMessage.Patient(
                row.get("PERSON_ID"),
                row.get("SURNAME") + "^" + row.getOrDefault("FORENAME", ""),
                DateTimeFormatter.BASIC_ISO_DATE.format(bornOn));
    }

    private static boolean withAdvice(Map<String, String> row) {
        return Long.parseLong(row.get("HUB_REFERENCE")) % ADVISED == 0;
    }

    private void outcomes(String number, List<Map<String, String>> rows, LocalDate today) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        StringBuilder file = new StringBuilder(COLUMNS).append("\r\n");
        for (Map<String, String> row : rows) {
            file.append(row.get("HUB_REFERENCE"))
                    .append(',')
                    .append(row.get("PERSON_ID"))
                    .append(',')
                    .append(row.get("FORM"))
                    .append(withAdvice(row) ? ",,,Fit with advice," : ",,,Fit to foster,")
                    .append(BRITISH.format(today))
                    .append(',')
                    .append(BRITISH.format(today.plusYears(YEARS)))
                    .append("\r\n");
        }
        put("medical-outcomes-" + number + ".csv", file);
    }

    private void messages(String number, List<Map<String, String>> rows, LocalDate today) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        String day = DateTimeFormatter.BASIC_ISO_DATE.format(today);
        StringBuilder file = new StringBuilder("BHS|^~\\&|ENGINE|TRUST|HUB|COUNCIL|" + day + "\r");
        for (Map<String, String> row : rows) {
            String reference = row.get("HUB_REFERENCE");
            String outcome = withAdvice(row) ? "B^Fit with advice" : "A^Fit";
            String controlId = "A" + Integer.parseInt(number) + "-" + reference;
            file.append(OutcomeMessage.of(controlId, reference, patient(row), row.get("FORM"), outcome, today)
                    .text());
        }
        file.append("BTS|").append(rows.size()).append('\r');
        put("answers-" + number + ".hl7", file);
    }
}
