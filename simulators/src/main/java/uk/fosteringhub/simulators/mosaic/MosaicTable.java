package uk.fosteringhub.simulators.mosaic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The records of one kind, by key: columns and texts, empty for none. Safe for use by several threads. */
final class MosaicTable {
    private static final long FIRST_NEW_KEY = 9_000_001;
    private static final String POSTCODE = "POSTCODE";

    private final String keyColumn;
    private final Set<String> locked = new HashSet<>();
    private final Map<String, Map<String, String>> byKey = new TreeMap<>();
    private final Map<String, String> madeWith = new HashMap<>();
    private long nextKey = FIRST_NEW_KEY;

    /** @param locked columns that cannot be changed once they have a value */
    MosaicTable(String keyColumn, String... locked) {
        this.keyColumn = keyColumn;
        this.locked.addAll(Arrays.asList(locked));
    }

    record Page(List<Map<String, String>> records, Optional<String> nextCursor) {}

    synchronized void put(Map<String, String> record) {
        byKey.put(record.get(keyColumn), new LinkedHashMap<>(record));
    }

    synchronized void remove(String key) {
        byKey.remove(key);
    }

    synchronized List<Map<String, String>> all() {
        return byKey.values().stream().map(Map::copyOf).toList();
    }

    synchronized void lock(String column) {
        locked.add(column);
    }

    synchronized Optional<Map<String, String>> find(String key) {
        return Optional.ofNullable(byKey.get(key)).map(Map::copyOf);
    }

    /**
     * The records that fit a query, a page of them, in the order of their keys.
     *
     * @param query column names in small letters, without regard to case and blanks in the values; {@code postcode} for
     *     POST_CODE
     * @param cursor empty for the first page
     */
    synchronized Page page(Map<String, String> query, String cursor, int limit) {
        String after =
                cursor.isEmpty() ? "" : new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        List<Map<String, String>> page = new ArrayList<>();
        for (Map.Entry<String, Map<String, String>> entry : byKey.entrySet()) {
            if (entry.getKey().compareTo(after) > 0 && fits(entry.getValue(), query)) {
                if (page.size() == limit) {
                    String last = page.get(limit - 1).get(keyColumn);
                    return new Page(
                            page,
                            Optional.of(Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(last.getBytes(StandardCharsets.UTF_8))));
                }
                page.add(Map.copyOf(entry.getValue()));
            }
        }
        return new Page(page, Optional.empty());
    }

    /** @return the key; that of the record made before, if this idempotency key is known */
    synchronized String make(Map<String, String> fields, String idempotencyKey) {
        return madeWith.computeIfAbsent(idempotencyKey, unknown -> {
            String key = Long.toString(nextKey++);
            Map<String, String> record = new LinkedHashMap<>();
            record.put(keyColumn, key);
            record.putAll(fields);
            byKey.put(key, record);
            return key;
        });
    }

    /** @return the locked columns that stood against it; nothing is changed if there are any */
    synchronized List<String> change(String key, Map<String, String> fields) {
        Map<String, String> record = byKey.get(key);
        List<String> against = fields.entrySet().stream()
                .filter(field -> locked.contains(field.getKey()))
                .filter(field -> !record.getOrDefault(field.getKey(), "").isEmpty())
                .filter(field -> !record.get(field.getKey()).equals(field.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (against.isEmpty()) {
            record.putAll(fields);
        }
        return against;
    }

    private static boolean fits(Map<String, String> record, Map<String, String> query) {
        return query.entrySet().stream().allMatch(asked -> {
            String column = asked.getKey().toUpperCase(Locale.ROOT);
            String value = record.getOrDefault(column.equals(POSTCODE) ? "POST_CODE" : column, "");
            return plain(value).equals(plain(asked.getValue()));
        });
    }

    private static String plain(String value) {
        return value.replace(" ", "").replace("00:00:00", "").toUpperCase(Locale.ROOT);
    }
}
