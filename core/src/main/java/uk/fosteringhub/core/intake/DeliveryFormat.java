package uk.fosteringhub.core.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.mapping.MappedColumn;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.settings.FileFormat;

/** Opens a delivery's bytes as rows, as its feed's settings say. */
public final class DeliveryFormat {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** Encodings in which no byte of another character looks like a delimiter, a quotation mark or a line end. */
    private static final Set<Charset> SINGLE_BYTES =
            Set.of(StandardCharsets.UTF_8, WINDOWS_1252, StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII);

    /** Where the answers of a status check's delivery are. */
    private static final String ANSWERS_AT = "/answers";

    private final FeedSettings feed;
    private final RecordMapping mapping;

    public DeliveryFormat(FeedSettings feed, RecordMapping mapping) {
        this.feed = feed;
        this.mapping = mapping;
    }

    /**
     * @param bytes the delivery as received; closed with the cursor
     * @param utf8 what all of them say of being UTF-8
     * @param only the rows to pass over none of, where these are few; more may come all the same
     */
    public RowCursor open(InputStream bytes, Utf8 utf8, Optional<BitSet> only) throws IOException, DeliveryRefused {
        if (feed.way() == FeedWay.JSON_PULL) {
            String recordsAt = feed.pull().orElseThrow().recordsAt();
            return new JsonPages(bytes, recordsAt, mapping, feed.maxRowBytes());
        }
        if (feed.way() == FeedWay.STATUS_CHECK) {
            return new JsonPages(bytes, ANSWERS_AT, mapping, feed.maxRowBytes());
        }
        if (feed.format() == FileFormat.XML) {
            return new XmlRecords(bytes, feed.recordAt(), paths(), feed.maxRowBytes());
        }
        BufferedInputStream buffered = new BufferedInputStream(bytes, 1 << 16);
        Charset charset = charset(buffered, utf8);
        if (feed.format() == FileFormat.HL7) {
            return hl7(buffered, charset);
        }
        return only.isPresent() && feed.delimiter() < 0x80 && SINGLE_BYTES.contains(charset)
                ? new CsvRows(
                        new SelectedRows(buffered, feed.delimiter(), only.get()),
                        charset,
                        feed.delimiter(),
                        feed.maxRowBytes())
                : new CsvRows(buffered, charset, feed.delimiter(), feed.maxRowBytes());
    }

    /** What a person should know about how the bytes were read; empty if there is nothing to say. */
    public String note(Utf8 utf8) {
        boolean declared = feed.format() == FileFormat.XML;
        return feed.way() == FeedWay.FILE_DROP
                        && !declared
                        && !utf8.wellFormed()
                        && !utf8.mixed()
                        && feed.encoding().equals("auto")
                ? "not UTF-8, so it was read as Windows-1252"
                : "";
    }

    private Hl7Records hl7(BufferedInputStream bytes, Charset charset) throws DeliveryRefused {
        try {
            return new Hl7Records(bytes, charset, paths(), feed.maxRowBytes());
        } catch (IllegalArgumentException wrong) {
            throw new DeliveryRefused(
                    "mapping", 0, "In mappings/" + mapping.name() + ".yml, " + wrong.getMessage() + ".");
        }
    }

    private List<String> paths() {
        return mapping.columns().stream().map(MappedColumn::name).toList();
    }

    private Charset charset(BufferedInputStream bytes, Utf8 utf8) throws IOException, DeliveryRefused {
        bytes.mark(3);
        int first = bytes.read();
        int second = bytes.read();
        int third = bytes.read();
        if (first == 0xEF && second == 0xBB && third == 0xBF) {
            return unlessBroken(utf8);
        }
        bytes.reset();
        if (first == 0xFE && second == 0xFF || first == 0xFF && second == 0xFE) {
            return StandardCharsets.UTF_16;
        }
        return switch (feed.encoding().toLowerCase(java.util.Locale.ROOT)) {
            case "auto" -> guessed(bytes, utf8);
            case "utf-8" -> unlessBroken(utf8);
            default -> Charset.forName(feed.encoding());
        };
    }

    private static Charset guessed(InputStream bytes, Utf8 utf8) throws IOException, DeliveryRefused {
        if (utf8.wellFormed()) {
            return StandardCharsets.UTF_8;
        }
        if (!utf8.mixed()) {
            return WINDOWS_1252;
        }
        long line = lineOf(utf8.firstBroken(), bytes);
        throw new DeliveryRefused(
                "encoding",
                line,
                "The file holds " + utf8.sound()
                        + " characters in UTF-8, but also bytes that are not UTF-8, the first at"
                        + " byte " + (utf8.firstBroken() + 1) + " in line " + line
                        + ": read either way, names would come out wrong. Ask the source to write all of it in UTF-8; or, if"
                        + " all of it is Windows-1252, set the feed's encoding to windows-1252.");
    }

    /** Line ends of every kind before a byte; they are the same bytes in UTF-8 and Windows-1252. */
    private static long lineOf(long firstBroken, InputStream bytes) throws IOException {
        long line = 1;
        int before = 0;
        for (long at = 0; at < firstBroken; at++) {
            int b = bytes.read();
            if (b == '\r' || b == '\n' && before != '\r') {
                line++;
            }
            before = b;
        }
        return line;
    }

    private static Charset unlessBroken(Utf8 utf8) throws DeliveryRefused {
        if (utf8.wellFormed()) {
            return StandardCharsets.UTF_8;
        }
        throw new DeliveryRefused(
                "encoding",
                0,
                "The file says it is UTF-8 but holds bytes that are not. Ask the source to write it as UTF-8 throughout, or"
                        + " set the feed's encoding.");
    }
}
