package uk.fosteringhub.core.mapping;

import java.util.List;
import java.util.Set;

/**
 * How several rows make one record: rows with the same values in {@code by}, put in the order of {@code order}, belong to
 * one record until a row whose {@code startColumn} holds one of {@code startValues} begins the next.
 *
 * @param by column names
 * @param order column name of a date, with {@code orderFormats} to read it
 * @param orderFormats patterns of {@link java.time.format.DateTimeFormatter}
 * @param startColumn column name
 * @param startValues the values that begin a new record
 */
public record Assembly(
        List<String> by, String order, List<String> orderFormats, String startColumn, Set<String> startValues) {}
