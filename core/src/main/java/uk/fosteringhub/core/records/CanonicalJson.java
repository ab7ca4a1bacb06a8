package uk.fosteringhub.core.records;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Canonical values as JSON: an object with one member per field that has a value, in the record type's order. Dates are
 * ISO 8601 texts, times ISO 8601 in UTC, references {@code "keyspace:key"} before and hub ids after linking.
 */
public final class CanonicalJson {
    /** Decimal numbers keep all their digits. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private CanonicalJson() {}

    public static String write(RecordType type, Object[] values) {
        StringBuilder out = new StringBuilder(512);
        write(type, values, out);
        return out.toString();
    }

    public static void write(RecordType type, Object[] values, StringBuilder out) {
        out.append('{');
        boolean first = true;
        List<Field> fields = type.fields();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                if (!first) {
                    out.append(',');
                }
                first = false;
                out.append('"').append(fields.get(i).name()).append("\":");
                writeValue(values[i], out);
            }
        }
        out.append('}');
    }

    public static void writeValue(Object value, StringBuilder out) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof Boolean || value instanceof Long || value instanceof Integer) {
            out.append(value);
        } else if (value instanceof BigDecimal number) {
            out.append(number.toPlainString());
        } else {
            quote(value.toString(), out);
        }
    }

    public static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xF]);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /**
     * The reverse of {@link #write}.
     *
     * @throws IllegalArgumentException if the text is not JSON or a value does not fit its field
     */
    public static Object[] read(RecordType type, String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            Object[] values = new Object[type.fields().size()];
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("stored values of a " + type.name() + " are not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (type.has(name) && token != JsonToken.VALUE_NULL) {
                    int at = type.indexOf(name);
                    values[at] = readValue(type.fields().get(at), parser, token);
                } else {
                    parser.skipChildren();
                }
            }
            return values;
        } catch (IOException broken) {
            throw new IllegalArgumentException("stored values of a " + type.name() + " are not JSON", broken);
        }
    }

    private static Object readValue(Field field, JsonParser parser, JsonToken token) throws IOException {
        return switch (field.type()) {
            case TEXT, CODE -> parser.getText();
            case DATE -> LocalDate.parse(parser.getText());
            case TIMESTAMP -> java.time.OffsetDateTime.parse(parser.getText()).toInstant();
            case BOOLEAN -> parser.getBooleanValue();
            case INTEGER -> parser.getLongValue();
            case DECIMAL -> parser.getDecimalValue();
            case REFERENCE ->
                token == JsonToken.VALUE_NUMBER_INT
                        ? (Object) parser.getLongValue()
                        : Reference.parse(parser.getText());
        };
    }

    public static Object[] read(RecordType type, JsonNode json) {
        Object[] values = new Object[type.fields().size()];
        for (int i = 0; i < values.length; i++) {
            Field field = type.fields().get(i);
            JsonNode value = json.get(field.name());
            if (value != null && !value.isNull()) {
                values[i] = readValue(field, value);
            }
        }
        return values;
    }

    private static Object readValue(Field field, JsonNode value) {
        return switch (field.type()) {
            case TEXT, CODE -> value.asText();
            case DATE -> LocalDate.parse(value.asText());
            case TIMESTAMP -> java.time.OffsetDateTime.parse(value.asText()).toInstant();
            case BOOLEAN -> value.asBoolean();
            case INTEGER -> value.asLong();
            case DECIMAL -> value.decimalValue();
            case REFERENCE -> value.isIntegralNumber() ? (Object) value.asLong() : Reference.parse(value.asText());
        };
    }

    /** Whether two rows of values say the same. */
    public static boolean same(Object[] some, Object[] others) {
        for (int i = 0; i < some.length; i++) {
            if (!same(some[i], others[i])) {
                return false;
            }
        }
        return true;
    }

    public static boolean same(Object some, Object other) {
        if (some instanceof BigDecimal a && other instanceof BigDecimal b) {
            return a.compareTo(b) == 0;
        }
        return some == null ? other == null : some.equals(other);
    }

    /** Times are kept to the microsecond, as the database does. */
    public static Instant micros(Instant time) {
        return time.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    }
}
