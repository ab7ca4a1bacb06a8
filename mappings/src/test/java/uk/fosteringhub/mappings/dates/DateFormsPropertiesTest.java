package uk.fosteringhub.mappings.dates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class DateFormsPropertiesTest {
    private final DateForm british = DateForm.of("dd/MM/yyyy");
    private final DateForm withTime = DateForm.of("yyyy-MM-dd HH:mm:ss.SSS");
    private final DateTimeFormatter strict =
            DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT);

    @Property
    void aDayIsReadIfAndOnlyIfTheCalendarHasIt(
            @ForAll @IntRange(max = 33) int day,
            @ForAll @IntRange(max = 14) int month,
            @ForAll @IntRange(min = 1, max = 9999) int year) {
        String text = String.format("%02d/%02d/%04d", day, month, year);
        assertThat(british.date(text)).isEqualTo(byTheJdk(text));
    }

    @Property
    void textsThatAreNoDatesAreLeftToOthers(
            @ForAll @StringLength(max = 12) @CharRange(from = '0', to = '9') @Chars({'/', '-', ' ', '٣'}) String text) {
        if (!text.endsWith("0000")) {
            assertThat(british.date(text)).isEqualTo(byTheJdk(text));
        }
    }

    @Property
    void everyMinuteIsReadAsLocalTime(@ForAll LocalDateTime time) {
        if (time.getYear() > 1900 && time.getYear() < 9999) {
            LocalDateTime millis = time.withNano(time.getNano() / 1_000_000 * 1_000_000);
            String text = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").format(millis);
            assertThat(withTime.moment(text))
                    .isEqualTo(millis.atZone(DateForm.COUNCIL_TIME).toInstant());
            assertThat(DateForm.of("iso").moment(text)).isEqualTo(withTime.moment(text));
        }
    }

    @Example
    void hoursThatNoDayHasAreRefused() {
        assertThat(DateForm.of("yyyy-MM-dd HH:mm").moment("2026-01-01 24:00")).isNull();
        assertThat(DateForm.of("yyyy-MM-dd HH:mm").moment("2026-01-01 23:60")).isNull();
        assertThat(DateForm.of("iso").moment("2026-01-01T24:30:00Z")).isNull();
    }

    @Example
    void aDateAloneIsNoTimeWhereATimeIsAskedFor() {
        DateForm withTimeOnly = DateForm.of("iso-time");
        assertThat(withTimeOnly.moment("2026-01-01")).isNull();
        assertThat(withTimeOnly.date("2026-01-01")).isNull();
        assertThat(withTimeOnly.moment("2026-01-01T23:30:00Z")).isEqualTo("2026-01-01T23:30:00Z");
    }

    @Example
    void anOffsetBringsADateOntoTheCouncilsCalendar() {
        assertThat(DateForm.of("iso").date("2026-07-01T23:30:00Z")).isEqualTo("2026-07-02");
        assertThat(DateForm.of("iso").date("2026-01-01T23:30:00Z")).isEqualTo("2026-01-01");
    }

    @Example
    void aPatternWithoutDayMonthAndYearIsRefused() {
        assertThatThrownBy(() -> DateForm.of("HH:mm")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DateForm.of("MM/yyyy")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DateForm.of("nonsense")).isInstanceOf(IllegalArgumentException.class);
    }

    private LocalDate byTheJdk(String text) {
        try {
            return LocalDate.parse(text, strict);
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
