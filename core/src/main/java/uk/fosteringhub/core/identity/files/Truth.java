package uk.fosteringhub.core.identity.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import uk.fosteringhub.core.tables.InputTable;
import uk.fosteringhub.core.tables.WrongFile;

/** Which records really are one person: {@code record_id,person_id}, and a category for the figures where there is one. */
final class Truth {
    /** Of records without a category. */
    static final String NO_CATEGORY = "all";

    private static final List<String> PERSON_HEADERS = List.of(
            "person_id",
            "person",
            "cluster",
            "cluster_id",
            "group",
            "group_id",
            "entity_id",
            "true_id",
            "individual_id");

    private final int[] persons;
    private final String[] categories;
    private final long missing;

    private Truth(int[] persons, String[] categories, long missing) {
        this.persons = persons;
        this.categories = categories;
        this.missing = missing;
    }

    static Truth read(Path file, Records records) throws IOException, WrongFile {
        Map<String, String> personOf = new HashMap<>();
        Map<String, String> categoryOf = new HashMap<>();
        try (InputTable table = InputTable.open(file, ',')) {
            int record = place(
                    table,
                    header -> Role.of(header)
                            .filter(role -> role == Role.RECORD_ID)
                            .isPresent(),
                    "record_id");
            int person = place(table, header -> PERSON_HEADERS.contains(header.toLowerCase(Locale.ROOT)), "person_id");
            int category = table.columnIfThere("category");
            while (table.next()) {
                String id = table.required(record);
                if (personOf.put(id, table.required(person).intern()) != null) {
                    throw table.wrong(record, "this record id stands there twice; say once who each record is.");
                }
                if (!table.get(category).isEmpty()) {
                    categoryOf.put(id, table.get(category).intern());
                }
            }
        }
        Map<String, Integer> numbers = new HashMap<>();
        int[] persons = new int[records.size()];
        String[] categories = new String[records.size()];
        long missing = 0;
        for (int i = 0; i < persons.length; i++) {
            String person = personOf.get(records.label(i));
            missing += person == null ? 1 : 0;
            persons[i] = person == null ? -1 : numbers.computeIfAbsent(person, any -> numbers.size());
            categories[i] = categoryOf.getOrDefault(records.label(i), NO_CATEGORY);
        }
        if (persons.length > 0 && missing == persons.length) {
            throw new WrongFile(
                    file, "it has none of the record ids of the persons; give the file that belongs to them.");
        }
        return new Truth(persons, categories, missing);
    }

    private static int place(InputTable table, java.util.function.Predicate<String> fits, String usual)
            throws WrongFile {
        for (int i = 0; i < table.header().size(); i++) {
            if (fits.test(table.header().get(i))) {
                return i;
            }
        }
        return table.column(usual);
    }

    /** How many records it says nothing of. */
    long missing() {
        return missing;
    }

    boolean known(int record) {
        return persons[record] >= 0;
    }

    boolean same(int one, int other) {
        return persons[one] >= 0 && persons[one] == persons[other];
    }

    String category(int one, int other) {
        String a = categories[one];
        String b = categories[other];
        if (a.equals(b)) {
            return a;
        }
        return a.compareTo(b) < 0 ? a + " + " + b : b + " + " + a;
    }

    /** The records of each person. */
    List<int[]> people() {
        Map<Integer, List<Integer>> people = new HashMap<>();
        for (int i = 0; i < persons.length; i++) {
            if (persons[i] >= 0) {
                people.computeIfAbsent(persons[i], any -> new ArrayList<>(4)).add(i);
            }
        }
        return people.values().stream()
                .filter(records -> records.size() > 1)
                .map(records -> records.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }
}
