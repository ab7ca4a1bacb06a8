package uk.fosteringhub.mappings.dates;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * ISO 8601: a date and time with {@code T} or a blank between, with or without seconds, fraction and offset; or, where
 * that is enough, a date.
 */
final class IsoForm implements DateForm {
    private static final FixedForm DATE = new FixedForm("yyyy-MM-dd");
    private static final DateTimeFormatter WITH_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final boolean dateIsEnough;

    IsoForm(boolean dateIsEnough) {
        this.dateIsEnough = dateIsEnough;
    }

    @Override
    public String pattern() {
        return dateIsEnough ? "iso" : "iso-time";
    }

    /** The date on the council's calendar: 23:30Z on a summer's evening is the next day in London. */
    @Override
    public LocalDate date(String text) {
        if (text.length() == 10) {
            return dateIsEnough ? DATE.date(text) : null;
        }
        Instant moment = moment(text);
        return moment == null ? null : moment.atZone(COUNCIL_TIME).toLocalDate();
    }

    @Override
    public Instant moment(String text) {
        if (text.length() == 10) {
            return dateIsEnough ? DATE.moment(text) : null;
        }
        if (text.length() < 16 || text.length() > 40 || (text.charAt(10) != 'T' && text.charAt(10) != ' ')) {
            return null;
        }
        try {
            TemporalAccessor parsed = WITH_TIME.parse(text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text);
            LocalDateTime local = LocalDateTime.from(parsed);
            if (local.getYear() < 1 || local.getYear() > 9999) {
                return null;
            }
            ZoneOffset offset = parsed.query(TemporalQueries.offset());
            Instant moment = offset == null
                    ? local.atZone(COUNCIL_TIME).toInstant()
                    : OffsetDateTime.of(local, offset).toInstant();
            return moment.truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException notThisForm) {
            return null;
        }
    }
}
