package uk.fosteringhub.mappings.conversion;

import java.time.LocalDate;
import uk.fosteringhub.mappings.dates.DateForms;

/** {@code as: date}. Strict: a date that the calendar does not have is refused, and so is a form that is not listed. */
final class DateConversion implements Conversion {
    private final DateForms forms;
    private final LocalDate earliest;
    private final LocalDate latest;
    private final Refusal notADate;
    private final Refusal tooEarly;
    private final Refusal inTheFuture;

    DateConversion(String column, DateForms forms, DateLimits limits, LocalDate today) {
        this.forms = forms;
        this.earliest = limits.notBefore().orElse(LocalDate.MIN);
        this.latest = limits.notFuture() ? today : LocalDate.MAX;
        this.notADate = DateLimits.notADate("date", column, forms);
        this.tooEarly = limits.tooEarly(column);
        this.inTheFuture = limits.inTheFuture(column);
    }

    @Override
    public Object convert(String text) {
        LocalDate date = forms.date(text);
        if (date == null) {
            return notADate;
        }
        if (date.isBefore(earliest)) {
            return tooEarly;
        }
        return date.isAfter(latest) ? inTheFuture : date;
    }
}
