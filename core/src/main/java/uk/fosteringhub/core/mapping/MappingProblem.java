package uk.fosteringhub.core.mapping;

/**
 * Why a raw record could not be mapped.
 *
 * @param line where in the delivery; for an assembled record the row that breaks the rule
 * @param column the column of the source, or empty if the rule is about several
 * @param field the canonical field, or empty
 * @param rule the rule's short name, for grouping: {@code date}, {@code required}, {@code nhs-number}, {@code code}, …
 * @param message what is wrong and what to do, in plain words, without the value
 * @param value the value as received, which may be personal: never for logs
 */
public record MappingProblem(long line, String column, String field, String rule, String message, String value) {}
