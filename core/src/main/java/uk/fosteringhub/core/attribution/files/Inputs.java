package uk.fosteringhub.core.attribution.files;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import uk.fosteringhub.core.attribution.journey.Enquiries;
import uk.fosteringhub.core.attribution.journey.Names;
import uk.fosteringhub.core.attribution.journey.Stage;
import uk.fosteringhub.core.attribution.journey.TouchKind;
import uk.fosteringhub.core.attribution.journey.Touches;
import uk.fosteringhub.core.tables.InputTable;
import uk.fosteringhub.core.tables.WrongFile;

/** Reads the four files that attribution starts from. */
final class Inputs {
    private static final char COMMA = ',';

    private final Names keys = new Names();
    private final Names people = new Names();
    private final Names households = new Names();
    private int[] personOfKey = new int[256];
    private int[] householdOfPerson = new int[256];
    private final Touches touches = new Touches(new Names());
    private final Enquiries enquiries = new Enquiries();
    private final Map<String, BigDecimal> spend = new TreeMap<>();
    private long unknownKeys;

    Touches touches() {
        return touches;
    }

    Enquiries enquiries() {
        return enquiries;
    }

    /** Pounds by channel. */
    Map<String, BigDecimal> spend() {
        return spend;
    }

    /** How many touchpoints have a source key that nobody is known by. */
    long unknownKeys() {
        return unknownKeys;
    }

    /** {@code source_key,person_id}, and {@code household_id} where people of one household are to count once. */
    void readIdentities(Path file) throws IOException, WrongFile {
        try (InputTable table = InputTable.open(file, COMMA)) {
            int key = table.column("source_key");
            int person = table.column("person_id");
            int household = table.columnIfThere("household_id");
            while (table.next()) {
                int number = person(table.required(person));
                int keyNumber = keys.add(table.required(key));
                personOfKey = fitting(personOfKey, keyNumber);
                if (personOfKey[keyNumber] != 0 && personOfKey[keyNumber] != number + 1) {
                    throw table.wrong(
                            key, "a line before gives this key to another person; take one of the two lines out.");
                }
                personOfKey[keyNumber] = number + 1;
                if (!table.get(household).isEmpty()) {
                    int together = households.add("h" + table.get(household));
                    if (householdOfPerson[number] != 0 && householdOfPerson[number] != together + 1) {
                        throw table.wrong(
                                household,
                                "a line before gives this person to another household; correct one of the two.");
                    }
                    householdOfPerson[number] = together + 1;
                }
            }
        }
    }

    /** {@code enquiry_id,person_id,enquired_at} and a date for each stage reached. */
    void readEnquiries(Path file) throws IOException, WrongFile {
        try (InputTable table = InputTable.open(file, COMMA)) {
            int id = table.column("enquiry_id");
            int person = table.column("person_id");
            int at = table.column("enquired_at");
            int[] stages = new int[Stage.all().size()];
            for (Stage stage : Stage.all().subList(1, stages.length)) {
                stages[stage.ordinal()] = table.column(stage.word());
            }
            while (table.next()) {
                int reached = 0;
                for (int stage = 1; stage < stages.length; stage++) {
                    reached |= table.get(stages[stage]).isEmpty() ? 0 : 1 << stage;
                }
                int number = person(table.required(person));
                if (enquiries.add(table.required(id), number, household(number), time(table, at), reached) < 0) {
                    throw table.wrong(
                            id, "a line before has the same id; give each enquiry its own, or take one line out.");
                }
            }
        }
    }

    /** {@code touch_id,source_key,channel,kind,campaign,occurred_at}. Read it last. */
    void readTouchpoints(Path file) throws IOException, WrongFile {
        try (InputTable table = InputTable.open(file, COMMA)) {
            int id = table.column("touch_id");
            int key = table.column("source_key");
            int channel = table.column("channel");
            int kind = table.column("kind");
            int campaign = table.column("campaign");
            int at = table.column("occurred_at");
            while (table.next()) {
                int known = keys.find(table.required(key));
                int person = known < 0 ? -1 : personOfKey[known] - 1;
                String name = table.required(channel);
                TouchKind meant = TouchKind.named(table.required(kind))
                        .orElseThrow(() -> table.wrong(kind, "this is no kind; write source, nudge or transit."));
                long time = time(table, at);
                String touch = table.required(id);
                if (person < 0) {
                    unknownKeys++;
                } else if (touches.add(touch, person, name, meant, table.get(campaign), time) < 0) {
                    throw table.wrong(
                            id, "a line before has the same id; give each touchpoint its own, or take one line out.");
                }
            }
        }
        touches.sort(people.size());
    }

    /** {@code channel,spend_gbp}; several lines of a channel are added up. */
    void readSpend(Path file) throws IOException, WrongFile {
        try (InputTable table = InputTable.open(file, COMMA)) {
            int channel = table.column("channel");
            int amount = table.column("spend_gbp");
            while (table.next()) {
                String text = table.required(amount);
                if (!text.matches("-?[0-9]{1,12}(\\.[0-9]{1,6})?")) {
                    throw table.wrong(
                            amount, "this is no amount; write pounds such as 5300.25, without signs or commas.");
                }
                spend.merge(table.required(channel), new BigDecimal(text), BigDecimal::add);
            }
        }
    }

    private int person(String id) {
        int number = people.add(id);
        householdOfPerson = fitting(householdOfPerson, number);
        return number;
    }

    /** Whose household nobody named is one of its own. */
    private int household(int person) {
        if (householdOfPerson[person] == 0) {
            householdOfPerson[person] = households.add("p" + person) + 1;
        }
        return householdOfPerson[person] - 1;
    }

    private static long time(InputTable table, int column) throws WrongFile {
        OptionalLong nanos = LocalTimes.nanos(table.required(column));
        return nanos.orElseThrow(() -> table.wrong(
                column, "this is no time between 1900 and 2200; write day and time such as 2026-03-06T01:49:00."));
    }

    private static int[] fitting(int[] numbers, int place) {
        return place < numbers.length
                ? numbers
                : java.util.Arrays.copyOf(numbers, Math.max(place + 1, numbers.length + (numbers.length >> 1)));
    }
}
