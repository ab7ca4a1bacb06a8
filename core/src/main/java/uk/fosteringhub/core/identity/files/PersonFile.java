package uk.fosteringhub.core.identity.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import uk.fosteringhub.core.identity.person.BirthDate;
import uk.fosteringhub.core.identity.person.PersonDetails;
import uk.fosteringhub.core.tables.InputTable;
import uk.fosteringhub.core.tables.WrongFile;

/** A CSV file of persons, row by row. */
final class PersonFile implements AutoCloseable {
    private static final Set<String> YES = Set.of("y", "yes", "true", "t", "1", "restricted");

    private final InputTable table;
    private final Map<Role, List<Integer>> places = new EnumMap<>(Role.class);
    private final DateForm dates;
    private final Consumer<String> notes;
    private long rows;
    private long unreadable;
    private long firstUnreadable;
    private long readable;

    private PersonFile(InputTable table, DateForm dates, Consumer<String> notes) {
        this.table = table;
        this.dates = dates;
        this.notes = notes;
    }

    /** @param notes takes sentences on what was taken for what */
    static PersonFile open(Path file, ColumnMap map, Consumer<String> notes) throws IOException, WrongFile {
        InputTable table = InputTable.open(file, ',');
        try {
            ColumnMap own = map.of(file);
            PersonFile persons = new PersonFile(table, own.dates(), notes);
            if (own.given()) {
                persons.mapped(own);
            } else {
                persons.recognised();
            }
            persons.check();
            return persons;
        } catch (WrongFile | RuntimeException unusable) {
            table.close();
            throw unusable;
        }
    }

    private void mapped(ColumnMap map) throws WrongFile {
        for (Map.Entry<Role, List<String>> entry : map.columns().entrySet()) {
            List<Integer> all = new ArrayList<>();
            for (String name : entry.getValue()) {
                if (table.columnIfThere(name) < 0) {
                    throw new WrongFile(
                            map.file(),
                            "'" + entry.getKey().words() + "' names the column " + name + ", which " + table.file()
                                    + " does not have; it has " + String.join(", ", table.header()) + ".");
                }
                all.add(table.column(name));
            }
            places.put(entry.getKey(), all);
        }
    }

    private void recognised() {
        List<String> left = new ArrayList<>();
        for (int i = 0; i < table.header().size(); i++) {
            String header = table.header().get(i);
            Optional<Role> role = Role.of(header).filter(known -> known.several() || !places.containsKey(known));
            if (role.isPresent()) {
                places.computeIfAbsent(role.get(), any -> new ArrayList<>()).add(i);
            } else {
                left.add(header);
            }
        }
        StringBuilder text = new StringBuilder(table.file() + ":");
        places.forEach((role, all) -> all.forEach(place -> text.append(' ')
                .append(table.header().get(place))
                .append(" = ")
                .append(role.words())
                .append(',')));
        text.setCharAt(text.length() - 1, ';');
        notes.accept(text + (left.isEmpty() ? " nothing is left out." : " left out: " + String.join(", ", left) + "."));
    }

    private void check() throws WrongFile {
        if (!places.containsKey(Role.RECORD_ID)) {
            throw new WrongFile(
                    table.file(),
                    1,
                    "no column is known as the record id among " + String.join(", ", table.header())
                            + "; name it record_id, or say with --columns which it is.");
        }
        if (!places.containsKey(Role.FIRST) && !places.containsKey(Role.LAST) && !places.containsKey(Role.FULL_NAME)) {
            throw new WrongFile(
                    table.file(),
                    1,
                    "no column is known as a name among " + String.join(", ", table.header())
                            + "; name them first_name and surname, or say with --columns which they are.");
        }
    }

    /** Goes to the next row. */
    boolean next() throws IOException, WrongFile {
        if (!table.next()) {
            end();
            return false;
        }
        rows++;
        return true;
    }

    private void end() throws WrongFile {
        if (unreadable > 0) {
            String column = table.header().get(places.get(Role.BIRTH_DATE).get(0));
            if (readable == 0) {
                throw new WrongFile(
                        table.file(),
                        firstUnreadable,
                        column,
                        "neither this date nor any other is of the form " + dates
                                + "; say the form with --columns, such as 'date of birth: {column: " + column
                                + ", format: MM/dd/yyyy}'.");
            }
            notes.accept(
                    "%s: %,d dates in column %s are not of the form %s and count as missing; the first is in line %d."
                            .formatted(table.file(), unreadable, column, dates, firstUnreadable));
        }
        if (rows == 0) {
            notes.accept(table.file() + ": there is a header and no row.");
        }
    }

    WrongFile wrongId(String why) {
        return table.wrong(places.get(Role.RECORD_ID).get(0), why);
    }

    long line() {
        return table.line();
    }

    PersonDetails details() throws WrongFile {
        PersonDetails.Builder person = PersonDetails.named(
                        table.required(places.get(Role.RECORD_ID).get(0)), text(Role.SOURCE))
                .title(text(Role.TITLE))
                .given(text(Role.FIRST))
                .middle(String.join(" ", texts(Role.MIDDLE)))
                .family(text(Role.LAST))
                .fullName(text(Role.FULL_NAME))
                .gender(text(Role.GENDER))
                .nhsNumber(text(Role.NHS_NUMBER))
                .nationalId(text(Role.NATIONAL_ID))
                .restricted(YES.contains(text(Role.RESTRICTED).toLowerCase(Locale.ROOT)))
                .birthDate(birthDate());
        texts(Role.PREVIOUS_LAST).forEach(person::previousFamily);
        texts(Role.PHONE).forEach(person::phone);
        texts(Role.EMAIL).forEach(person::email);
        return person.address(texts(Role.ADDRESS), text(Role.POSTCODE)).build();
    }

    private Optional<BirthDate> birthDate() {
        String text = text(Role.BIRTH_DATE);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<BirthDate> date = dates.read(text);
        if (date.isPresent()) {
            readable++;
        } else {
            firstUnreadable = unreadable == 0 ? table.line() : firstUnreadable;
            unreadable++;
        }
        return date;
    }

    private String text(Role role) {
        List<Integer> all = places.get(role);
        return all == null ? "" : table.get(all.get(0));
    }

    private List<String> texts(Role role) {
        List<String> texts = new ArrayList<>();
        for (int place : places.getOrDefault(role, List.of())) {
            String text = table.get(place);
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
