package uk.fosteringhub.core.reconcile;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import uk.fosteringhub.core.store.SafeCell;

/**
 * Findings as CSV: UTF-8, rows separated by CRLF, RFC 4180, with the columns {@code record}, {@code hub_id}, the keys of
 * both systems (several separated by blanks), {@code finding}, {@code field}, and on demand what each system says. Values
 * are personal data: without them the file holds keys and names of fields only.
 */
public final class FindingsFile implements Consumer<Finding>, AutoCloseable {
    private final CsvWriter csv;
    private final String system;
    private final String other;
    private final boolean values;

    public FindingsFile(OutputStream out, String system, String other, boolean values) {
        this.csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.system = system;
        this.other = other;
        this.values = values;
        List<String> header =
                new ArrayList<>(List.of("record", "hub_id", system + "_key", other + "_key", "finding", "field"));
        if (values) {
            header.add(system + "_value");
            header.add(other + "_value");
        }
        csv.writeRecord(header);
    }

    @Override
    public void accept(Finding finding) {
        List<String> cells = new ArrayList<>(List.of(
                finding.record(),
                Long.toString(finding.entity()),
                SafeCell.of(String.join(" ", finding.systemKeys())),
                SafeCell.of(String.join(" ", finding.otherKeys())),
                word(finding.kind()),
                finding.field()));
        if (values) {
            cells.add(SafeCell.of(finding.systemValue()));
            cells.add(SafeCell.of(finding.otherValue()));
        }
        csv.writeRecord(cells);
    }

    private String word(Finding.Kind kind) {
        return switch (kind) {
            case MISSING_IN_SYSTEM -> "missing-in-" + system;
            case MISSING_IN_OTHER -> "missing-in-" + other;
            case NOT_PAIRED -> "not-paired";
            case DIFFERENT -> "different";
            case EMPTY_IN_SYSTEM -> "empty-in-" + system;
            case EMPTY_IN_OTHER -> "empty-in-" + other;
        };
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
