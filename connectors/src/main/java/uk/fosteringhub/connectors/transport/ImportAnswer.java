package uk.fosteringhub.connectors.transport;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import uk.fosteringhub.core.deliver.Receipt;

/**
 * What a target says about an import file: for each row its line (the header is line 1, so the first row is 2; each row
 * counts as one, whatever line breaks its cells hold), {@code accepted} with the target's key, or {@code rejected} with a
 * reason. Line 0 is about the whole file. It need not speak of every row: the rest may come in another answer.
 *
 * @param receipts of what it says without doubt, in the order of the changes: a last line without its end may be cut off
 *     within a key, and is left out
 * @param problem why it cannot be understood
 */
public record ImportAnswer(List<Receipt> receipts, Optional<String> problem) {
    private static final int MOST_LETTERS = 300;
    /** What must not be the last cell of a line without end. */
    private static final Set<String> DECISIVE = Set.of("line", "state", "key");

    /** @param changes by the number of their row, from 1 */
    static ImportAnswer read(String name, byte[] bytes, Map<Integer, Long> changes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
        boolean ended = end > 0 && end == text.length();
        Map<Long, Receipt> receipts = new TreeMap<>();
        Optional<String> problem = Optional.empty();
        try {
            rows(text.substring(0, end), row -> read(row, changes, receipts));
        } catch (CsvParseException | IllegalArgumentException | NoSuchElementException broken) {
            problem = Optional.of("The answer " + name + " cannot be understood; it needs the columns line, state"
                    + " (accepted or rejected), key and reason. Ask for it again.");
        }
        if (!ended && problem.isEmpty()) {
            last(text).ifPresent(row -> read(row, changes, receipts));
        }
        return new ImportAnswer(List.copyOf(receipts.values()), problem);
    }

    private static void rows(String text, Consumer<NamedCsvRecord> take) {
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            rows.forEach(take);
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException("reading from memory cannot fail", impossible);
        }
    }

    /** The last row, which has no end; empty unless all that decides in it is there, followed by another cell. */
    private static Optional<NamedCsvRecord> last(String text) {
        List<NamedCsvRecord> rows = new ArrayList<>();
        try {
            rows(text, rows::add);
        } catch (CsvParseException cutOff) {
            return Optional.empty();
        }
        return rows.stream()
                .skip(Math.max(0, rows.size() - 1))
                .filter(ImportAnswer::sure)
                .findFirst();
    }

    private static boolean sure(NamedCsvRecord row) {
        List<String> columns = row.getHeader();
        String state = row.findField("state").orElse("").strip();
        return row.getFieldCount() == columns.size()
                && row.findField("line")
                        .filter(line -> line.strip().matches("[0-9]{1,9}"))
                        .isPresent()
                && (state.equalsIgnoreCase("accepted") || state.equalsIgnoreCase("rejected"))
                && columns.containsAll(List.of("key", "reason"))
                && !DECISIVE.contains(columns.get(columns.size() - 1));
    }

    private static void read(NamedCsvRecord row, Map<Integer, Long> changes, Map<Long, Receipt> receipts) {
        int line = Integer.parseInt(row.getField("line").strip());
        String state = row.getField("state").strip().toLowerCase(java.util.Locale.ROOT);
        if (!state.equals("accepted") && !state.equals("rejected")) {
            throw new IllegalArgumentException("an unknown state");
        }
        boolean accepted = state.equals("accepted");
        String reason = row.getField("reason").strip();
        String told = accepted ? "accepted" : reason.isEmpty() ? "no reason given" : shortened(reason);
        Optional<String> key = Optional.of(row.getField("key").strip()).filter(text -> accepted && !text.isEmpty());
        List<Long> meant = line == 0
                ? List.copyOf(changes.values())
                : Optional.ofNullable(changes.get(line - 1)).stream().toList();
        Receipt.State became = accepted ? Receipt.State.DELIVERED : Receipt.State.REFUSED;
        meant.forEach(change -> receipts.put(change, new Receipt(change, became, told, key)));
    }

    private static String shortened(String text) {
        return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS) + " …";
    }
}
