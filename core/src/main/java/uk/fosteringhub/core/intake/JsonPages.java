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
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import uk.fosteringhub.core.mapping.MappedColumn;
import uk.fosteringhub.core.mapping.RecordMapping;

/**
 * The records of a sequence of JSON pages, one document after another. The header is the dotted paths that the mapping
 * reads; a record that lacks one has an empty value there. One record at a time is in memory.
 *
 * <p>Services may leave out members that are empty, so that one is missing says little. Two things are not believed: that a
 * member which the mapping requires is empty in all records, and that a person is not restricted whose record does not say
 * so. A member that is null is there.
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
    private final String mapping;
    private final BitSet required;
    private final BitSet restriction;
    private final int maxRecordChars;
    private final Row row = new Row();
    /** Of the header's columns those that the current record has, and those that any record had. */
    private final BitSet present = new BitSet();

    private final BitSet everPresent = new BitSet();
    private boolean insideRecords;
    private long element;
    private long page;

    JsonPages(InputStream bytes, String recordsAt, RecordMapping mapping, int maxRecordChars) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MOST_NESTING)
                        .maxStringLength(maxRecordChars)
                        .build())
                .build();
        this.parser = factory.createParser(bytes);
        this.parser.setCodec(JSON);
        this.recordsAt = JsonPointer.compile(recordsAt);
        this.header = mapping.columns().stream().map(MappedColumn::name).toList();
        this.pointers = header.stream()
                .map(path -> JsonPointer.compile("/" + path.replace('.', '/')))
                .toList();
        this.mapping = mapping.name();
        this.required = columns(mapping.requires());
        this.restriction = columns(mapping.restrictedColumns());
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
            refuseIfLacking();
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

    /** Taking silence for "not restricted" would show a restricted person to everybody. */
    @Override
    public Optional<FormatFlaw> flaw() {
        return restriction.isEmpty() || restriction.intersects(present)
                ? Optional.empty()
                : Optional.of(new FormatFlaw(
                        "missing-member",
                        header.get(restriction.nextSetBit(0)),
                        0,
                        "The record lacks " + names(restriction)
                                + ", so it does not say whether the person is restricted. Have the source send it in every"
                                + " record, also where the person is not restricted"));
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

    /** What no record has would be emptied in every record. */
    private void refuseIfLacking() throws DeliveryRefused {
        BitSet lacking = (BitSet) required.clone();
        lacking.andNot(everPresent);
        if (element > 0 && !lacking.isEmpty()) {
            throw new DeliveryRefused(
                    "header",
                    0,
                    "No record has " + names(lacking) + ", which " + mapping
                            + " needs in every delivery, if only empty or null: taking it would empty these values in every"
                            + " record. Ask the source to put them back, or name the members that hold them in mappings/"
                            + mapping + ".yml.");
        }
    }

    /** Where these stand in the header. */
    private BitSet columns(List<String> names) {
        BitSet columns = new BitSet();
        IntStream.range(0, header.size())
                .filter(column -> names.stream().anyMatch(header.get(column)::equalsIgnoreCase))
                .forEach(columns::set);
        return columns;
    }

    private String names(BitSet columns) {
        return columns.stream().mapToObj(header::get).collect(Collectors.joining(" and "));
    }

    private void take(JsonNode record) throws DeliveryRefused {
        element++;
        row.begin(element, header.size());
        present.clear();
        int length = 0;
        for (JsonPointer pointer : pointers) {
            JsonNode value = record.at(pointer);
            present.set(row.fields(), !value.isMissingNode());
            String text = value.isMissingNode() || value.isNull()
                    ? ""
                    : value.isValueNode() ? value.asText() : value.toString();
            length += text.length();
            row.add(text.toCharArray(), 0, text.length());
        }
        everPresent.or(present);
        if (length > maxRecordChars) {
            throw new DeliveryRefused(
                    "row-too-long",
                    element,
                    "Element " + element + " is longer than " + maxRecordChars
                            + " characters. Raise the feed's max-row-bytes if this is right.");
        }
    }
}
