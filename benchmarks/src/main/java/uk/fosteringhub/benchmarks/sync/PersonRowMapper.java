package uk.fosteringhub.benchmarks.sync;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.springframework.batch.item.file.mapping.FieldSetMapper;
import org.springframework.batch.item.file.transform.FieldSet;

/** Types, and no more: no code tables, no check digits, no spellings of telephone numbers. */
final class PersonRowMapper implements FieldSetMapper<PersonRow> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @Override
    public PersonRow mapFieldSet(FieldSet fields) {
        return new PersonRow(
                fields.readLong(0),
                legacy(fields.readString(1)),
                text(fields.readString(2)),
                text(fields.readString(3)),
                text(fields.readString(4)),
                text(fields.readString(5)),
                text(fields.readString(6)),
                text(fields.readString(7)),
                text(fields.readString(8)),
                date(fields.readString(9)),
                flag(fields.readString(10)),
                text(fields.readString(11)),
                text(fields.readString(12)),
                text(fields.readString(13)),
                text(fields.readString(14)),
                flag(fields.readString(15)),
                flag(fields.readString(16)),
                flag(fields.readString(17)),
                flag(fields.readString(18)),
                time(fields.readString(19)));
    }

    private static String legacy(String value) {
        return value.equals("-1") ? null : text(value);
    }

    private static String text(String value) {
        return value.isEmpty() ? null : value;
    }

    private static Boolean flag(String value) {
        return value.isEmpty() ? null : (Boolean) value.equals("Y");
    }

    private static LocalDate date(String value) {
        return value.isEmpty() ? null : LocalDate.parse(value, TIME);
    }

    private static OffsetDateTime time(String value) {
        return value.isEmpty()
                ? null
                : LocalDateTime.parse(value, TIME).atZone(LONDON).toOffsetDateTime();
    }
}
