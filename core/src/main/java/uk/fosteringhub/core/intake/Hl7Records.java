package uk.fosteringhub.core.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The messages of a file in HL7 version 2, each a record, with or without batch envelopes (FHS, BHS, BTS, FTS) and the
 * framing of MLLP. The header is the places that the mapping reads: see {@link Hl7Path}; {@code A | B} is A, or B where A
 * is empty. Segments end with a carriage
 * return, a line feed or both. One message at a time is in memory, and is checked against {@link Hl7Standard}. The count in BTS, where there is one, must be right.
 */
final class Hl7Records implements RowCursor {
    private static final int SHORTEST_MSH = 8;
    private static final char SEGMENT_END = '\r';
    private static final Pattern OR = Pattern.compile(" +[|] +");
    private static final String FRAMING = "[\\u000B\\u001C\\uFEFF]";

    private final BufferedReader bytes;
    private final List<String> header;
    /** For each column its places, the first that has a value counting. */
    private final List<List<Hl7Path>> paths;

    private final int maxRecordChars;
    private final Row row = new Row();
    private final StringBuilder segment = new StringBuilder();
    private boolean afterReturn;
    private String held = "";
    private long line;
    private int ordinal = -1;
    private long inBatch;
    private boolean trailer;
    private final StringBuilder whole = new StringBuilder();

    Hl7Records(InputStream source, Charset charset, List<String> columns, int maxRecordChars) {
        this.bytes = new BufferedReader(new InputStreamReader(source, charset));
        this.header = List.copyOf(columns);
        this.paths = columns.stream()
                .map(column ->
                        Stream.of(OR.split(column.strip())).map(Hl7Path::of).toList())
                .toList();
        this.maxRecordChars = maxRecordChars;
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public boolean next() throws IOException, DeliveryRefused {
        String next = held.isEmpty() ? read() : held;
        held = "";
        while (!next.isEmpty() && !next.startsWith("MSH")) {
            envelope(next);
            next = read();
        }
        if (next.isEmpty()) {
            return false;
        }
        take(next);
        return true;
    }

    private void take(String msh) throws IOException, DeliveryRefused {
        if (msh.length() < SHORTEST_MSH) {
            throw refused("not-hl7", "The MSH segment is too short to name its separators.");
        }
        ordinal++;
        inBatch++;
        row.begin(line, header.size());
        Hl7Message message = new Hl7Message(msh);
        whole.setLength(0);
        whole.append(msh).append(SEGMENT_END);
        for (String next = read(); !next.isEmpty(); next = read()) {
            if (next.startsWith("MSH") || isEnvelope(next)) {
                held = next;
                break;
            }
            whole.append(next).append(SEGMENT_END);
            if (whole.length() > maxRecordChars) {
                throw refused(
                        "row-too-long",
                        "A message is longer than " + maxRecordChars
                                + " characters. Raise the feed's max-row-bytes if this is right.");
            }
            message.add(next);
        }
        for (List<Hl7Path> places : paths) {
            String value = places.stream()
                    .map(message::value)
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
            row.add(value.toCharArray(), 0, value.length());
        }
    }

    private void envelope(String text) throws DeliveryRefused {
        if (!isEnvelope(text)) {
            throw refused(
                    "not-hl7",
                    "A segment stands outside any message: the file is no HL7 version 2, or its beginning is missing."
                            + " Ask the source to send it again.");
        }
        if (text.startsWith("BHS")) {
            inBatch = 0;
        }
        if (text.startsWith("BTS") && text.length() > 4) {
            trailer = true;
            String count = text.split("[|]", -1)[1].strip();
            if (!count.isEmpty() && !count.equals(Long.toString(inBatch))) {
                throw refused(
                        "trailer-count",
                        "The batch trailer counts " + (count.matches("\\d{1,9}") ? count : "other than a number of")
                                + " messages but " + inBatch
                                + " were read: the file is cut off or was changed on its way. Ask the source to send it"
                                + " again.");
            }
        }
    }

    private static boolean isEnvelope(String text) {
        return text.startsWith("FHS") || text.startsWith("BHS") || text.startsWith("BTS") || text.startsWith("FTS");
    }

    /** The next segment that is not blank; empty at the end. */
    private String read() throws IOException, DeliveryRefused {
        while (readOne()) {
            line++;
            String text = segment.toString().replaceAll(FRAMING, "").strip();
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** Up to the next carriage return or line feed; never more than the limit. */
    private boolean readOne() throws IOException, DeliveryRefused {
        segment.setLength(0);
        for (int c = bytes.read(); c >= 0; c = bytes.read()) {
            if (c == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = c == '\r';
            if (c == '\n' || c == '\r') {
                return true;
            }
            segment.append((char) c);
            if (segment.length() > maxRecordChars) {
                throw refused(
                        "row-too-long",
                        "A segment is longer than " + maxRecordChars
                                + " characters. Raise the feed's max-row-bytes if this is right.");
            }
        }
        return segment.length() > 0;
    }

    private DeliveryRefused refused(String rule, String message) {
        return new DeliveryRefused(rule, line, message);
    }

    @Override
    public Optional<FormatFlaw> flaw() {
        return Hl7Standard.flaw(whole.toString());
    }

    @Override
    public int ordinal() {
        return ordinal;
    }

    @Override
    public boolean trailer() {
        return trailer;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
