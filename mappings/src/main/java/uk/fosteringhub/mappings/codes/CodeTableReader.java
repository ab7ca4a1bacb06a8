package uk.fosteringhub.mappings.codes;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.mappings.fingerprint.Digest;

/**
 * Reads {@code codes/<table>.csv}: UTF-8 with the columns {@code code,label,canonical,also}. An empty {@code canonical}
 * means the code itself; {@code also} holds further accepted spellings, separated by semicolons.
 */
final class CodeTableReader {
    private static final List<String> HEADER = List.of("code", "label", "canonical", "also");

    private final String name;
    private final List<String> problems;
    private final Map<String, String> published = new HashMap<>();
    private final Map<String, String> accepted = new HashMap<>();
    private final Map<String, CodeTable.Written> written = new HashMap<>();

    CodeTableReader(String name, List<String> problems) {
        this.name = name;
        this.problems = problems;
    }

    /** The table; what is wrong with it is added to the problems, a sentence each. */
    CodeTable read(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            readLines(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            problem(1, "the file is not UTF-8; save it as UTF-8 (in Excel: CSV UTF-8)");
        } catch (CsvParseException e) {
            problem(1, "the file is not CSV: " + e.getMessage());
        }
        return new CodeTable(name, published, accepted, written, Digest.sha256(bytes));
    }

    private void readLines(String text) {
        List<CsvRecord> lines = new ArrayList<>();
        CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)
                .forEach(lines::add);
        if (lines.isEmpty() || !lines.get(0).getFields().equals(HEADER)) {
            problem(1, "the first line must be " + String.join(",", HEADER));
            return;
        }
        // Published codes first: no label or variant may take one over.
        for (CsvRecord line : lines.subList(1, lines.size())) {
            if (line.getFieldCount() != HEADER.size()) {
                problem(
                        line.getStartingLineNumber(),
                        "there must be four fields, code,label,canonical,also; "
                                + "put a label with a comma between quotes");
            } else if (line.getField(0).isBlank()) {
                problem(line.getStartingLineNumber(), "the code is empty");
            } else if (published.putIfAbsent(line.getField(0).strip(), canonical(line)) != null) {
                problem(line.getStartingLineNumber(), "the code " + line.getField(0) + " stands there twice");
            } else {
                written.putIfAbsent(
                        canonical(line),
                        new CodeTable.Written(
                                line.getField(0).strip(), line.getField(1).strip()));
            }
        }
        for (CsvRecord line : lines.subList(1, lines.size())) {
            if (line.getFieldCount() == HEADER.size() && !line.getField(0).isBlank()) {
                accept(line, line.getField(0));
                accept(line, line.getField(1));
                for (String variant : line.getField(3).split(";")) {
                    accept(line, variant);
                }
            }
        }
    }

    private void accept(CsvRecord line, String spelling) {
        String folded = CodeTable.folded(spelling);
        if (folded.isEmpty()) {
            return;
        }
        String earlier = accepted.putIfAbsent(folded, canonical(line));
        if (earlier != null && !earlier.equals(canonical(line))) {
            problem(
                    line.getStartingLineNumber(),
                    "\"" + spelling.strip() + "\" already means " + earlier + "; take it out of one of the two lines");
        }
    }

    private static String canonical(CsvRecord line) {
        return (line.getField(2).isBlank() ? line.getField(0) : line.getField(2)).strip();
    }

    private void problem(long line, String sentence) {
        problems.add("codes/" + name + ".csv, line " + line + ": " + sentence + ".");
    }
}
