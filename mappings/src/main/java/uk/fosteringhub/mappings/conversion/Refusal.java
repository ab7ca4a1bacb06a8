package uk.fosteringhub.mappings.conversion;

/**
 * Why a text cannot be taken.
 *
 * @param rule short name for grouping
 * @param message what is wrong and what to do, without the value
 */
public record Refusal(String rule, String message) {}
