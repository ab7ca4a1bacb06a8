package uk.fosteringhub.mappings.dates;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The forms that a mapping accepts; the first that fits counts. */
public final class DateForms {
    private final DateForm[] forms;
    private final String names;

    public DateForms(List<DateForm> forms) {
        this.forms = forms.toArray(DateForm[]::new);
        this.names = String.join(", ", forms.stream().map(DateForm::pattern).toList());
    }

    /** The patterns, for messages: {@code yyyy-MM-dd, dd/MM/yyyy}. */
    public String names() {
        return names;
    }

    public int count() {
        return forms.length;
    }

    /** The date that the text gives in the first form that fits, or null. */
    public LocalDate date(String text) {
        for (DateForm form : forms) {
            LocalDate date = form.date(text);
            if (date != null) {
                return date;
            }
        }
        return null;
    }

    /** The moment that the text gives in the first form that fits, or null. */
    public Instant moment(String text) {
        for (DateForm form : forms) {
            Instant moment = form.moment(text);
            if (moment != null) {
                return moment;
            }
        }
        return null;
    }
}
