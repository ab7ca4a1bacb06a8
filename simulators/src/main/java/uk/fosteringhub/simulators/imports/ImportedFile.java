package uk.fosteringhub.simulators.imports;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * An import file as it was received.
 *
 * @param whole whether its last row, the control total, is there and right
 * @param rows columns in the order of the file
 */
public record ImportedFile(boolean whole, List<Map<String, String>> rows) {
    private static final String TRAILER = "TRAILER,";

    public static ImportedFile read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        int trailer = text.lastIndexOf(TRAILER);
        if (trailer < 0) {
            return new ImportedFile(false, List.of());
        }
        String above = text.substring(0, trailer);
        List<Map<String, String>> rows = rows(above);
        String wanted = TRAILER + rows.size() + "," + sha256(above);
        return new ImportedFile(text.substring(trailer).strip().equals(wanted), rows);
    }

    private static List<Map<String, String>> rows(String text) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text)) {
            return reader.stream().map(NamedCsvRecord::getFieldsAsMap).toList();
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
