package uk.fosteringhub.console.attribution;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.attribution.model.Model;
import uk.fosteringhub.core.attribution.report.Dimension;
import uk.fosteringhub.core.attribution.report.Money;
import uk.fosteringhub.core.attribution.report.Selection;

/** What the address of a report asks for. What is no such word or day is as if it were not there. */
record Asked(Map<String, String> values) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);

    Dimension dimension() {
        return word("by", Dimension.class).orElse(Dimension.ALL);
    }

    Money.By by() {
        return word("by", Money.By.class).orElse(Money.By.CHANNEL);
    }

    Model model() {
        return word("model", Model.class).orElse(Model.POSITION);
    }

    LocalDate from() {
        return day("from").orElse(to().minusYears(1).plusDays(1));
    }

    LocalDate to() {
        return day("to").orElse(LocalDate.now());
    }

    Selection selection() {
        return new Selection(
                day("from"),
                day("to"),
                text("council"),
                text("area").map(area -> area.toUpperCase(Locale.ROOT)),
                Optional.empty());
    }

    /** What was asked for, for people: the form is not printed. */
    String inWords(String report) {
        boolean always = report.equals("money") || report.equals("spikes");
        Optional<LocalDate> first = always ? Optional.of(from()) : day("from");
        Optional<LocalDate> last = always ? Optional.of(to()) : day("to");
        List<String> words = new ArrayList<>();
        first.ifPresent(day -> words.add("from " + DAY.format(day)));
        last.ifPresent(day -> words.add("to " + DAY.format(day)));
        if (!always) {
            text("council").ifPresent(council -> words.add("of " + council));
            text("area").ifPresent(area -> words.add("in " + area.toUpperCase(Locale.ROOT)));
        }
        String which = words.isEmpty() ? "All enquiries" : "Enquiries " + String.join(" ", words);
        return always
                ? which + "."
                : which + ", credit by the model \u201c" + model().word().replace('_', ' ') + "\u201d.";
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private Optional<LocalDate> day(String name) {
        try {
            return text(name).map(LocalDate::parse);
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    private <E extends Enum<E>> Optional<E> word(String name, Class<E> words) {
        return text(name).flatMap(text -> Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equalsIgnoreCase(text))
                .findFirst());
    }
}
