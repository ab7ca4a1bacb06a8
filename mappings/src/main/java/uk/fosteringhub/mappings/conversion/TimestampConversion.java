package uk.fosteringhub.mappings.conversion;

import java.time.Instant;
import java.time.LocalDate;
import uk.fosteringhub.core.records.CanonicalRecord;
import uk.fosteringhub.mappings.dates.DateForm;
import uk.fosteringhub.mappings.dates.DateForms;

/** {@code as: timestamp}: a moment. Times without an offset are local time in Europe/London, see {@link DateForm#moment}. */
final class TimestampConversion implements Conversion {
    private final DateForms forms;
    private final Instant earliest;
    private final Instant latest;
    private final Refusal notATimestamp;
    private final Refusal tooEarly;
    private final Refusal inTheFuture;

    TimestampConversion(String column, DateForms forms, DateLimits limits, LocalDate today) {
        this.forms = forms;
        this.earliest = limits.notBefore()
                .map(date -> date.atStartOfDay(DateForm.COUNCIL_TIME).toInstant())
                .orElse(Instant.MIN);
        this.latest = limits.notFuture()
                ? today.plusDays(1)
                        .atStartOfDay(DateForm.COUNCIL_TIME)
                        .toInstant()
                        .plus(CanonicalRecord.CLOCKS_APART)
                        .minusNanos(1)
                : Instant.MAX;
        this.notATimestamp = DateLimits.notADate("timestamp", column, forms);
        this.tooEarly = limits.tooEarly(column);
        this.inTheFuture = limits.inTheFuture(column);
    }

    @Override
    public Object convert(String text) {
        Instant moment = forms.moment(text);
        if (moment == null) {
            return notATimestamp;
        }
        if (moment.isBefore(earliest)) {
            return tooEarly;
        }
        return moment.isAfter(latest) ? inTheFuture : moment;
    }
}
