package uk.fosteringhub.console.audit;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import uk.fosteringhub.console.answer.NotThere;
import uk.fosteringhub.core.audit.AuditLog;

/**
 * The filters as they stand in the address.
 *
 * @param from first day
 * @param until last day
 */
record AuditFilter(String actor, String action, String subject, String record, String from, String until) {

    AuditLog.Asked asked(ZoneId zone, long before, int limit) {
        return new AuditLog.Asked(
                text(actor),
                text(action),
                text(subject),
                number(record),
                day("From", from).map(date -> date.atStartOfDay(zone).toInstant()),
                day("To", until).map(date -> date.plusDays(1).atStartOfDay(zone).toInstant()),
                before,
                limit);
    }

    private static Optional<String> text(String written) {
        return Optional.of(written.strip()).filter(word -> !word.isEmpty());
    }

    private static Optional<Long> number(String written) {
        return text(written).map(text -> {
            if (!text.matches("[0-9]{1,18}")) {
                throw new NotThere("A record has a number as its hub id, such as 1001.");
            }
            return Long.parseLong(text);
        });
    }

    /** As a browser's date field writes it. */
    private static Optional<LocalDate> day(String name, String written) {
        return text(written).map(text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException noDay) {
                throw new NotThere(name + " is a day, such as 2026-03-31.");
            }
        });
    }
}
