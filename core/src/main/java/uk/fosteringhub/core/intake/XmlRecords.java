package uk.fosteringhub.core.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The records of an XML file, one element each. The header is the paths that the mapping reads, relative to that element:
 * {@code Applicant/Surname}, {@code @id}, {@code Result/@code}, {@code .} for its own text; a path that begins with a slash
 * goes from the root and gives what stood there before the record: {@code /Results/@batch}. Names are compared without
 * their namespaces. {@code A | B} is A, or B where A is empty. Texts of several elements of one path are joined by "; ".
 * One record at a time is in memory.
 *
 * <p>Document types are refused, so there are no entities and nothing is fetched.
 */
final class XmlRecords implements RowCursor {
    private static final int MOST_NESTING = 50;
    private static final String BETWEEN = "; ";
    private static final Pattern OR = Pattern.compile(" +[|] +");
    private static final XMLInputFactory XML = secure();

    private final InputStream bytes;
    private final XMLStreamReader xml;
    private final String recordAt;
    private final List<String> header;
    /** For each column its paths, the first that has a value counting. */
    private final List<List<String>> columns;

    private final Map<String, StringBuilder> values = new HashMap<>();
    private final Map<String, StringBuilder> fromRoot = new HashMap<>();
    private final int maxRecordChars;
    private final Deque<String> path = new ArrayDeque<>();
    private final Row row = new Row();
    private int ordinal = -1;
    private int length;

    XmlRecords(InputStream bytes, String recordAt, List<String> paths, int maxRecordChars) throws DeliveryRefused {
        this.bytes = bytes;
        this.recordAt = recordAt;
        this.header = List.copyOf(paths);
        this.maxRecordChars = maxRecordChars;
        this.columns =
                paths.stream().map(path -> List.of(OR.split(path.strip()))).toList();
        columns.stream().flatMap(List::stream).forEach(path -> (path.startsWith("/") ? fromRoot : values)
                .put(path, new StringBuilder()));
        try {
            this.xml = XML.createXMLStreamReader(bytes);
        } catch (XMLStreamException broken) {
            throw malformed(broken);
        }
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public boolean next() throws IOException, DeliveryRefused {
        try {
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (xml.getLocalName().equals(recordAt)) {
                        take();
                        return true;
                    }
                    enter();
                    attributesOfRoot(rootPath());
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    path.removeLast();
                } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    ofRoot();
                } else {
                    refuseDocumentType(event);
                }
            }
            return false;
        } catch (XMLStreamException broken) {
            if (broken.getNestedException() instanceof IOException failed) {
                throw failed;
            }
            throw malformed(broken);
        }
    }

    /** From the start of the record's element to its end. */
    private void take() throws XMLStreamException, DeliveryRefused {
        ordinal++;
        length = 0;
        values.values().forEach(value -> value.setLength(0));
        row.begin(xml.getLocation().getLineNumber(), header.size());
        int outside = path.size();
        enter();
        attributesOfRecord("");
        Deque<String> below = new ArrayDeque<>();
        begin(".");
        while (path.size() > outside) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                enter();
                below.addLast(xml.getLocalName());
                String at = String.join("/", below);
                begin(at);
                attributesOfRecord(at + "/");
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                path.removeLast();
                below.pollLast();
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text(below.isEmpty() ? "." : String.join("/", below));
            } else {
                refuseDocumentType(event);
            }
        }
        for (List<String> paths : columns) {
            String text = paths.stream()
                    .map(path -> (path.startsWith("/") ? fromRoot : values).get(path))
                    .map(value -> value.toString().strip())
                    .filter(value -> !value.isEmpty())
                    .findFirst()
                    .orElse("");
            row.add(text.toCharArray(), 0, text.length());
        }
    }

    private void enter() throws DeliveryRefused {
        path.addLast(xml.getLocalName());
        if (path.size() > MOST_NESTING) {
            throw new DeliveryRefused(
                    "too-deep",
                    xml.getLocation().getLineNumber(),
                    "More than " + MOST_NESTING
                            + " elements stand one within another. Ask the source what it sends there.");
        }
    }

    private void begin(String at) {
        StringBuilder value = values.get(at);
        if (value != null && !value.toString().isBlank()) {
            value.append(BETWEEN);
        }
    }

    private void text(String at) throws DeliveryRefused {
        count(xml.getTextLength());
        StringBuilder value = values.get(at);
        if (value != null) {
            value.append(xml.getText());
        }
    }

    private void attributesOfRecord(String prefix) throws DeliveryRefused {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            count(xml.getAttributeValue(i).length());
            String at = prefix + "@" + xml.getAttributeLocalName(i);
            begin(at);
            StringBuilder value = values.get(at);
            if (value != null) {
                value.append(xml.getAttributeValue(i));
            }
        }
    }

    /** What stands there anew replaces what stood there before. */
    private void attributesOfRoot(String at) {
        StringBuilder text = fromRoot.get(at);
        if (text != null) {
            text.setLength(0);
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            StringBuilder value = fromRoot.get(at + "/@" + xml.getAttributeLocalName(i));
            if (value != null) {
                value.setLength(0);
                value.append(xml.getAttributeValue(i));
            }
        }
    }

    private void ofRoot() throws DeliveryRefused {
        StringBuilder value = fromRoot.isEmpty() ? null : fromRoot.get(rootPath());
        if (value != null) {
            value.append(xml.getText());
            if (value.length() > maxRecordChars) {
                throw tooLong();
            }
        }
    }

    private String rootPath() {
        return "/" + String.join("/", path);
    }

    private void count(int more) throws DeliveryRefused {
        length += more;
        if (length > maxRecordChars) {
            throw tooLong();
        }
    }

    private DeliveryRefused tooLong() {
        return new DeliveryRefused(
                "row-too-long",
                xml.getLocation().getLineNumber(),
                "A record is longer than " + maxRecordChars
                        + " characters. Raise the feed's max-row-bytes if this is right; else ask the source what it sends"
                        + " there.");
    }

    private void refuseDocumentType(int event) throws DeliveryRefused {
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new DeliveryRefused(
                    "document-type",
                    xml.getLocation().getLineNumber(),
                    "The file has a document type, which could make the hub read other files. Ask the source to leave it"
                            + " out.");
        }
    }

    /** What the parser says may hold values, so only the place is kept. */
    private static DeliveryRefused malformed(XMLStreamException broken) {
        int line = broken.getLocation() == null
                ? 0
                : Math.max(0, broken.getLocation().getLineNumber());
        return new DeliveryRefused(
                "not-xml",
                line,
                "The file is not well-formed XML at line " + line
                        + ": it is cut off, in another encoding than it says, or no XML at all. Ask the source to send it"
                        + " again.");
    }

    @Override
    public int ordinal() {
        return ordinal;
    }

    @Override
    public boolean trailer() {
        return false;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private static XMLInputFactory secure() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }
}
