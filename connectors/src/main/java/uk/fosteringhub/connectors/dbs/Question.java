package uk.fosteringhub.connectors.dbs;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.apache.camel.Endpoint;
import uk.fosteringhub.core.checks.DueCheck;
import uk.fosteringhub.core.settings.StatusCheckSettings;

/**
 * One question to the Update Service. Number, name and date of birth go on their way as headers of the message to the
 * endpoint, whose own address, which logs may show, has none of them.
 *
 * @param server prepared with time-outs and trust; its address ends before the certificate's number
 */
record Question(Endpoint server, StatusCheckSettings settings, DueCheck check) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    /** Below the endpoint's address. */
    String path() {
        return "/" + check.certificate();
    }

    /** The holder has consented: checks without consent on record are never due. */
    String query() {
        LocalDate born = check.birthDate().orElseThrow();
        return "dateOfBirth=" + encoded(DAY.format(born))
                + "&surname=" + encoded(check.familyName().orElseThrow())
                + "&hasAgreedTermsAndConditions=true"
                + "&organisationName=" + encoded(settings.organisation())
                + "&employeeSurname=" + encoded(settings.employeeSurname())
                + "&employeeForename=" + encoded(settings.employeeForename());
    }

    /** As a query wants it; a plus sign for a blank is read as a plus sign by some servers. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Keeps personal data out of logs. */
    @Override
    public String toString() {
        return "Question[" + check + "]";
    }
}
