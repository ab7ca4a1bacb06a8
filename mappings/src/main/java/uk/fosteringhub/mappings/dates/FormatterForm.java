package uk.fosteringhub.mappings.dates;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** Any other pattern, such as {@code d MMM yyyy}, read by the JDK's formatter: strict, English month names in any case. */
final class FormatterForm implements DateForm {
    private final String pattern;
    private final DateTimeFormatter formatter;

    FormatterForm(String pattern) {
        this.pattern = pattern;
        // 'u' instead of 'y': strict reading of 'y' would ask for an era.
        this.formatter = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern.replace('y', 'u'))
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
        if (date(formatter.format(OffsetDateTime.of(2000, 12, 31, 23, 59, 0, 0, ZoneOffset.UTC))) == null) {
            throw new IllegalArgumentException("The pattern " + pattern + " does not give day, month and year");
        }
    }

    @Override
    public String pattern() {
        return pattern;
    }

    @Override
    public LocalDate date(String text) {
        TemporalAccessor parsed = parse(text);
        return parsed == null ? null : parsed.query(TemporalQueries.localDate());
    }

    @Override
    public Instant moment(String text) {
        TemporalAccessor parsed = parse(text);
        if (parsed == null) {
            return null;
        }
        LocalDate date = parsed.query(TemporalQueries.localDate());
        if (date == null) {
            return null;
        }
        LocalTime time = parsed.query(TemporalQueries.localTime());
        var local = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
        var zone = parsed.query(TemporalQueries.zone());
        return local.atZone(zone == null ? COUNCIL_TIME : zone).toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    private TemporalAccessor parse(String text) {
        try {
            return formatter.parse(text);
        } catch (DateTimeException notThisForm) {
            return null;
        }
    }
}
