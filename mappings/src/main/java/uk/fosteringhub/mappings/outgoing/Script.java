package uk.fosteringhub.mappings.outgoing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import uk.fosteringhub.mappings.dates.DateForm;

/** How a golden value is written for a target. */
@FunctionalInterface
public interface Script {

    /** @param value never null */
    String write(Object value, Sending sending, Trouble trouble);

    /** Text as it stands, numbers in plain digits. */
    static Script plain() {
        return (value, sending, trouble) ->
                value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** @param form for dates and, on the council's clocks, moments */
    static Script dated(DateTimeFormatter form) {
        return (value, sending, trouble) -> {
            if (value instanceof Instant moment) {
                return form.format(moment.atZone(DateForm.COUNCIL_TIME));
            }
            return form.format(((LocalDate) value).atStartOfDay(DateForm.COUNCIL_TIME));
        };
    }

    static Script words(String yes, String no) {
        return (value, sending, trouble) -> Boolean.TRUE.equals(value) ? yes : no;
    }

    /** What becomes of a canonical code that the target has no code for. */
    enum Unknown {
        KEEP,
        OMIT,
        REFUSE
    }

    /** @param written the target's code for a canonical one, or null */
    static Script code(String table, Function<String, String> written, Unknown unknown) {
        return (value, sending, trouble) -> {
            String code = written.apply(value.toString());
            if (code != null) {
                return code;
            }
            if (unknown == Unknown.REFUSE) {
                trouble.about(
                        "code",
                        "codes/" + table + ".csv has no code of the target for this value; add a line whose canonical"
                                + " column is the value.");
            }
            return unknown == Unknown.KEEP ? value.toString() : "";
        };
    }

    /** The key by which the systems of a keyspace know the record that a reference points to; empty if they do not. */
    static Script key(String keyspace, String recordType) {
        return (value, sending, trouble) ->
                sending.around().key(keyspace, recordType, (Long) value).orElse("");
    }
}
