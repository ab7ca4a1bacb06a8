package uk.fosteringhub.connectors.transport;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.deliver.Receipt;

/**
 * What a target says about an import file: for each row its line (the header is line 1, so the first row is 2; each row
 * counts as one, whatever line breaks its cells hold), {@code accepted} with the target's key, or {@code rejected} with a
 * reason. Line 0 is about the whole file.
 *
 * @param whole whether every row is answered for
 * @param problem what in it cannot be understood
 */
public record ImportAnswer(List<Receipt> receipts, boolean whole, Optional<String> problem) {
    private static final int MOST_LETTERS = 300;

    /** @param changes by the number of their row, from 1 */
    static ImportAnswer read(String name, byte[] bytes, Map<Integer, Long> changes) {
        Map<Long, Receipt> receipts = new HashMap<>();
        List<String> problems = new ArrayList<>();
        String text = new String(bytes, StandardCharsets.UTF_8);
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            for (NamedCsvRecord row : rows) {
                read(row, changes, receipts);
            }
        } catch (CsvParseException | IllegalArgumentException | java.util.NoSuchElementException broken) {
            problems.add("The answer " + name + " cannot be understood; it needs the columns line, state"
                    + " (accepted or rejected), key and reason. It lies in import/done. Ask for it again.");
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException("reading from memory cannot fail", impossible);
        }
        if (problems.isEmpty() && receipts.size() < changes.size()) {
            problems.add("The answer " + name + " says nothing about " + (changes.size() - receipts.size()) + " of "
                    + changes.size() + " rows. Ask for the rest.");
        }
        return new ImportAnswer(
                List.copyOf(receipts.values()),
                receipts.size() == changes.size(),
                problems.stream().findFirst());
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
