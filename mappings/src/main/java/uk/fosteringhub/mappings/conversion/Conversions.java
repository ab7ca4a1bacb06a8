package uk.fosteringhub.mappings.conversion;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.mappings.codes.CodeTable;
import uk.fosteringhub.mappings.dates.DateForms;

/** The conversions that a mapping file can name after {@code as:}, and what each can fill. */
public final class Conversions {
    private static final Map<String, Set<FieldType>> FILLS = new TreeMap<>(Map.ofEntries(
            Map.entry("text", Set.of(FieldType.TEXT, FieldType.CODE)),
            Map.entry("name", Set.of(FieldType.TEXT)),
            Map.entry("date", Set.of(FieldType.DATE)),
            Map.entry("timestamp", Set.of(FieldType.TIMESTAMP)),
            Map.entry("yes-no", Set.of(FieldType.BOOLEAN)),
            Map.entry("integer", Set.of(FieldType.INTEGER)),
            Map.entry("decimal", Set.of(FieldType.DECIMAL)),
            Map.entry("code", Set.of(FieldType.CODE)),
            Map.entry("phone", Set.of(FieldType.TEXT)),
            Map.entry("email", Set.of(FieldType.TEXT)),
            Map.entry("postcode", Set.of(FieldType.TEXT)),
            Map.entry("nhs-number", Set.of(FieldType.TEXT)),
            Map.entry("uprn", Set.of(FieldType.TEXT)),
            Map.entry("ofsted-urn", Set.of(FieldType.TEXT)),
            Map.entry("dbs-certificate", Set.of(FieldType.TEXT)),
            Map.entry("dbs-application", Set.of(FieldType.TEXT)),
            Map.entry("reference", Set.of(FieldType.REFERENCE))));

    private Conversions() {}

    public static Set<String> names() {
        return FILLS.keySet();
    }

    public static boolean fills(String conversion, FieldType type) {
        return FILLS.getOrDefault(conversion, Set.of()).contains(type);
    }

    /** What a field of this type gets when the mapping file names no conversion. */
    public static String usualFor(FieldType type) {
        return switch (type) {
            case TEXT -> "text";
            case CODE -> "code";
            case DATE -> "date";
            case TIMESTAMP -> "timestamp";
            case BOOLEAN -> "yes-no";
            case INTEGER -> "integer";
            case DECIMAL -> "decimal";
            case REFERENCE -> "reference";
        };
    }

    /**
     * What a mapping file orders for one value.
     *
     * @param as one of {@link #names()}
     * @param forms for dates and moments
     * @param table for codes
     * @param keyspace for references
     * @param strict whether what cannot be read fails the record instead of being kept as received
     */
    public record Order(
            String as,
            DateForms forms,
            boolean notFuture,
            Optional<LocalDate> notBefore,
            Optional<CodeTable> table,
            String keyspace,
            boolean strict,
            Optional<BigDecimal> min,
            Optional<BigDecimal> max,
            List<String> yes,
            List<String> no) {}

    /** @throws IllegalArgumentException if there is no such conversion, or {@code code} has no table */
    public static ConversionPlan plan(Order order) {
        DateLimits limits = new DateLimits(order.notFuture(), order.notBefore());
        return switch (order.as()) {
            case "text" -> (column, today) -> text -> text;
            case "name" -> (column, today) -> Blanks::collapse;
            case "date" -> (column, today) -> new DateConversion(column, order.forms(), limits, today);
            case "timestamp" -> (column, today) -> new TimestampConversion(column, order.forms(), limits, today);
            case "yes-no" ->
                (column, today) -> new YesNoConversion(
                        column,
                        order.yes().isEmpty() ? YesNoConversion.YES : order.yes(),
                        order.no().isEmpty() ? YesNoConversion.NO : order.no());
            case "integer" ->
                (column, today) -> NumberConversions.integer(
                        column,
                        order.min().map(BigDecimal::longValue).orElse(-999_999_999_999_999_999L),
                        order.max().map(BigDecimal::longValue).orElse(999_999_999_999_999_999L));
            case "decimal" ->
                (column, today) -> NumberConversions.decimal(
                        column,
                        order.min().orElse(BigDecimal.valueOf(-999_999_999_999_999_999L)),
                        order.max().orElse(BigDecimal.valueOf(999_999_999_999_999_999L)));
            case "code" -> code(order);
            case "phone" -> (column, today) -> new Phone(column, order.strict());
            case "email" -> (column, today) -> new Email(column, order.strict());
            case "postcode" -> (column, today) -> new Postcode(column, order.strict());
            case "nhs-number" -> (column, today) -> new NhsNumber(column);
            case "uprn" -> (column, today) -> new Uprn(column);
            case "ofsted-urn" -> (column, today) -> new OfstedUrn(column, order.strict());
            case "dbs-certificate" -> (column, today) -> DbsNumber.ofCertificate(column);
            case "dbs-application" -> (column, today) -> DbsNumber.ofApplication(column);
            case "reference" -> (column, today) -> ReferenceConversion.to(column, order.keyspace());
            default -> throw new IllegalArgumentException("There is no conversion " + order.as());
        };
    }

    private static ConversionPlan code(Order order) {
        CodeTable table = order.table()
                .orElseThrow(() -> new IllegalArgumentException("A code needs the table that explains it"));
        return order.strict()
                ? (column, today) -> CodeConversion.strict(column, table)
                : (column, today) -> CodeConversion.lenient(table);
    }
}
