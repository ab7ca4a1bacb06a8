package uk.fosteringhub.mappings.conversion;

import java.time.LocalDate;
import java.util.Optional;
import uk.fosteringhub.mappings.dates.DateForms;

/**
 * What a date or moment may be.
 *
 * @param notFuture whether it must not lie after the day on which the delivery is taken up; a moment may, by as much as
 *     clocks are apart
 * @param notBefore the earliest date it may have
 */
record DateLimits(boolean notFuture, Optional<LocalDate> notBefore) {

    static Refusal notADate(String rule, String column, DateForms forms) {
        return new Refusal(
                rule,
                column + " is not a date that exists, written " + (forms.count() == 1 ? "as " : "in one of the forms ")
                        + forms.names() + "; correct it in the source, or add its form to the mapping's dates");
    }

    Refusal tooEarly(String column) {
        return new Refusal(
                "not-before",
                column + " lies before " + notBefore.map(LocalDate::toString).orElse("the earliest date allowed")
                        + "; correct it in the source");
    }

    Refusal inTheFuture(String column) {
        return new Refusal("not-future", column + " lies in the future; correct it in the source");
    }
}
