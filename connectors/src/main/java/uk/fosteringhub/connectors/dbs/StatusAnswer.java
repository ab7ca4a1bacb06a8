package uk.fosteringhub.connectors.dbs;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An answer of the Update Service, as its technical guidance describes it. What an answer does not hold is empty: a
 * "no match" has only its type and status.
 *
 * @param resultType {@code SUCCESS}, or the name of a failure
 * @param status one of the four statuses; two of them are parts of others, so only whole words are compared
 * @param forename in capitals, whatever was asked
 * @param surname the same
 * @param printDate of the certificate, ISO 8601
 */
record StatusAnswer(String resultType, String status, String forename, String surname, String printDate) {
    private static final String ROOT = "statusCheckResult";
    private static final int MOST_ELEMENTS = 100;
    private static final XMLInputFactory XML = secure();

    /** Nothing can be made of it. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /** @throws Unreadable without a word of the answer, which may hold personal data */
    static StatusAnswer read(byte[] bytes) throws Unreadable {
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(bytes));
            Map<String, String> members = members(xml);
            return new StatusAnswer(
                    members.getOrDefault("statusCheckResultType", ""),
                    members.getOrDefault("status", ""),
                    members.getOrDefault("forename", ""),
                    members.getOrDefault("surname", ""),
                    members.getOrDefault("printDate", ""));
        } catch (XMLStreamException | RuntimeException broken) {
            throw new Unreadable("not well-formed XML, or XML with a document type");
        }
    }

    private static Map<String, String> members(XMLStreamReader xml) throws XMLStreamException, Unreadable {
        Map<String, String> members = new HashMap<>();
        boolean inside = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new Unreadable("XML with a document type");
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (inside) {
                if (members.size() == MOST_ELEMENTS
                        || members.put(xml.getLocalName(), xml.getElementText().strip()) != null) {
                    throw new Unreadable("more than one answer");
                }
            } else if (xml.getLocalName().equals(ROOT)) {
                inside = true;
            } else {
                throw new Unreadable("another document");
            }
        }
        return members;
    }

    private static XMLInputFactory secure() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    /** Keeps personal data out of logs. */
    @Override
    public String toString() {
        return "StatusAnswer[" + resultType + "]";
    }
}
