package uk.fosteringhub.core.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The records of a sequence of JSON pages, one document after another. The header is the dotted paths that the mapping
 * reads; a record that lacks one has an empty value there. One record at a time is in memory.
 */
final class JsonPages implements RowCursor {
    private static final int MOST_NESTING = 50;

    /** Numbers keep all their digits: what is a number in JSON may be an identifier. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final JsonParser parser;
    private final JsonPointer recordsAt;
    private final List<String> header;
    private final List<JsonPointer> pointers;
    private final int maxRecordChars;
    private final Row row = new Row();
    private boolean insideRecords;
    private long element;
    private long page;

    JsonPages(InputStream bytes, String recordsAt, List<String> paths, int maxRecordChars) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MOST_NESTING)
                        .maxStringLength(maxRecordChars)
                        .build())
                .build();
        this.parser = factory.createParser(bytes);
        this.parser.setCodec(JSON);
        this.recordsAt = JsonPointer.compile(recordsAt);
        this.header = List.copyOf(paths);
        this.pointers = paths.stream()
                .map(path -> JsonPointer.compile("/" + path.replace('.', '/')))
                .toList();
        this.maxRecordChars = maxRecordChars;
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public boolean next() throws IOException, DeliveryRefused {
        try {
            while (insideRecords || toNextPage()) {
                JsonToken token = parser.nextToken();
                if (token == JsonToken.START_OBJECT) {
                    take(parser.readValueAsTree());
                    return true;
                }
                if (token != JsonToken.END_ARRAY) {
                    throw new DeliveryRefused(
                            "record-not-object",
                            element + 1,
                            "Element " + (element + 1) + " is not a JSON object. Ask the source what it sends there.");
                }
                insideRecords = false;
                leavePage();
            }
            return false;
        } catch (StreamConstraintsException beyond) {
            throw new DeliveryRefused(
                    "row-too-long",
                    element + 1,
                    "Page " + page + " holds, behind element " + element + ", a value longer than " + maxRecordChars
                            + " characters, a number longer than 1000 digits or more than " + MOST_NESTING
                            + " levels one within another. Raise the feed's max-row-bytes if this is right; else ask the"
                            + " source what it sends there.");
        } catch (JsonProcessingException | CharConversionException broken) {
            throw new DeliveryRefused(
                    "not-json",
                    element + 1,
                    "Page " + page + " is not well-formed JSON behind element " + element
                            + ": it is cut off, or no JSON at all. Nothing of this pull was applied; the next one asks for"
                            + " the same records again. If it stays so, ask the source what it sends.");
        }
    }

    @Override
    public int ordinal() {
        return (int) element - 1;
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
        parser.close();
    }

    private boolean toNextPage() throws IOException, DeliveryRefused {
        page++;
        if (parser.nextToken() == null) {
            return false;
        }
        while (parser.currentToken() != null) {
            if (parser.currentToken() == JsonToken.START_ARRAY
                    && parser.getParsingContext().pathAsPointer().equals(recordsAt)) {
                insideRecords = true;
                return true;
            }
            if (parser.getParsingContext().inRoot()) {
                break;
            }
            parser.nextToken();
        }
        throw new DeliveryRefused(
                "no-records",
                0,
                "Page " + page + " has no list at " + recordsAt
                        + ". Check the feed's pull settings against the service.");
    }

    private void leavePage() throws IOException {
        while (!parser.getParsingContext().inRoot()) {
            parser.nextToken();
        }
    }

    private void take(JsonNode record) throws DeliveryRefused {
        element++;
        row.begin(element, header.size());
        int length = 0;
        for (JsonPointer pointer : pointers) {
            JsonNode value = record.at(pointer);
            String text = value.isMissingNode() || value.isNull()
                    ? ""
                    : value.isValueNode() ? value.asText() : value.toString();
            length += text.length();
            row.add(text.toCharArray(), 0, text.length());
        }
        if (length > maxRecordChars) {
            throw new DeliveryRefused(
                    "row-too-long",
                    element,
                    "Element " + element + " is longer than " + maxRecordChars
                            + " characters. Raise the feed's max-row-bytes if this is right.");
        }
    }
}
