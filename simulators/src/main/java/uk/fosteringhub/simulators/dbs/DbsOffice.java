package uk.fosteringhub.simulators.dbs;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import uk.fosteringhub.simulators.imports.ImportDesk;
import uk.fosteringhub.simulators.imports.RequestsOffice;

/**
 * The team that applies to the DBS: takes requests and chasers as import files in {@code import/}, lodges the applications
 * and puts e-Bulk files beside. The first time it {@linkplain #answer answers} a request there is a receipt, the next time
 * the result; a chaser is answered with the result at once. Every fourth certificate has to be seen.
 */
public final class DbsOffice extends RequestsOffice {
    private static final String LODGED = "lodged";
    private static final String ANSWERED = "answered";
    private static final int DIGITS_OF_A_REFERENCE = 8;
    private static final int TO_BE_SEEN = 4;
    private static final DateTimeFormatter BRITISH = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    /** @param home where its files go, with {@code import/} below */
    public DbsOffice(Path home) {
        super(home);
    }

    /** Takes files as they come, until closed. */
    public DbsOffice watching() {
        watch();
        return this;
    }

    /** Goes a step on with all that was taken. */
    public void answer(LocalDate today) throws IOException {
        goOn(LODGED, ANSWERED, (number, rows) -> results(number + "-2", requestsIn(rows), today));
        goOn(ImportDesk.TAKEN, LODGED, (number, rows) -> {
            receipts(number, requestsIn(rows), today);
            results(number + "-1", chasersIn(rows), today);
        });
    }

    private static List<Map<String, String>> requestsIn(List<Map<String, String>> rows) {
        return rows.stream().filter(row -> row.get("ACTION").equals("REQUEST")).toList();
    }

    private static List<Map<String, String>> chasersIn(List<Map<String, String>> rows) {
        return rows.stream().filter(row -> row.get("ACTION").equals("CHASER")).toList();
    }

    private void receipts(String number, List<Map<String, String>> rows, LocalDate today) throws IOException {
        write("eBulkApplicationReceipts", number, rows, (xml, row) -> {
            xml.writeStartElement("Receipt");
            element(xml, "ApplicationReference", application(row));
            element(xml, "ExternalReference", row.get("HUB_REFERENCE"));
            element(xml, "ReceivedDate", today.toString());
            xml.writeEndElement();
        });
    }

    private void results(String number, List<Map<String, String>> rows, LocalDate today) throws IOException {
        write("eBulkResults", number, rows, (xml, row) -> {
            xml.writeStartElement("Result");
            element(xml, "ApplicationReference", application(row));
            element(xml, "ExternalReference", row.get("HUB_REFERENCE"));
            xml.writeStartElement("Applicant");
            element(xml, "Forename", row.get("FORENAME"));
            element(xml, "Surname", row.get("SURNAME"));
            element(
                    xml,
                    "DateOfBirth",
                    LocalDate.parse(row.get("DATE_OF_BIRTH"), BRITISH).toString());
            xml.writeEndElement();
            xml.writeStartElement("Disclosure");
            element(xml, "Number", "0021" + digits(row));
            element(xml, "IssueDate", today.toString());
            boolean toBeSeen = Long.parseLong(row.get("HUB_REFERENCE")) % TO_BE_SEEN == 0;
            element(
                    xml,
                    "Result",
                    toBeSeen ? "Please wait to view applicant certificate" : "Certificate contains no information");
            xml.writeEndElement();
            xml.writeEndElement();
        });
    }

    @FunctionalInterface
    private interface Element {
        void write(XMLStreamWriter xml, Map<String, String> row) throws XMLStreamException;
    }

    private void write(String kind, String number, List<Map<String, String>> rows, Element element) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
            xml.writeStartDocument();
            xml.writeStartElement(kind);
            for (Map<String, String> row : rows) {
                element.write(xml, row);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("writing to memory cannot fail", impossible);
        }
        put(kind + "-" + number + ".xml", out.toString());
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static String application(Map<String, String> row) {
        String known = row.getOrDefault("APPLICATION_REFERENCE", "");
        return known.isEmpty() ? "F21" + digits(row) : known;
    }

    private static String digits(Map<String, String> row) {
        String reference = row.get("HUB_REFERENCE");
        return "0".repeat(Math.max(0, DIGITS_OF_A_REFERENCE - reference.length())) + reference;
    }
}
