package uk.fosteringhub.mappings.dates;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** One way of writing a date or a moment, such as {@code dd/MM/yyyy}. Implementations are immutable and never throw. */
public interface DateForm {

    /** Where a written time without an offset belongs. */
    ZoneId COUNCIL_TIME = ZoneId.of("Europe/London");

    /** The pattern as it stands in the mapping file. */
    String pattern();

    /** The date that the text gives, or null if it is not of this form or does not exist (31 February). */
    LocalDate date(String text);

    /**
     * The moment that the text gives, cut to whole microseconds, or null if it is not of this form. A time without an
     * offset is local time in Europe/London. One that the spring clock change leaves out counts as one hour later; one
     * that the autumn change has twice counts as the earlier. A date alone is its first moment.
     */
    Instant moment(String text);

    /**
     * @param pattern {@code iso} for ISO 8601 with or without offset, {@code iso-time} for the same without dates alone,
     *     else a pattern of {@link java.time.format.DateTimeFormatter}
     * @throws IllegalArgumentException if it is neither
     */
    static DateForm of(String pattern) {
        if (pattern.equals("iso")) {
            return new IsoForm(true);
        }
        if (pattern.equals("iso-time")) {
            return new IsoForm(false);
        }
        return FixedForm.understands(pattern) ? new FixedForm(pattern) : new FormatterForm(pattern);
    }
}
