package uk.fosteringhub.core.differences;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.core.store.SafeCell;

/**
 * Differences as CSV: UTF-8, rows separated by CRLF, RFC 4180. A cell that a spreadsheet would run as a formula is disarmed
 * with an apostrophe. Values are personal data: without them the file holds keys and names of fields only.
 */
public final class DifferencesFile {
    private DifferencesFile() {}

    /**
     * @param values whether what each system says is written too
     * @return how many
     */
    public static long write(DifferenceList list, DifferenceFilter filter, boolean values, OutputStream out) {
        CsvWriter csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        List<String> header = new ArrayList<>(
                List.of("difference", "record", "hub_id", "field", "owner", "other", "since", "accepted"));
        if (values) {
            header.addAll(List.of("owner_value", "other_value"));
        }
        csv.writeRecord(header);
        long[] rows = {0};
        list.all(filter, difference -> {
            List<String> cells = new ArrayList<>(List.of(
                    Long.toString(difference.id()),
                    difference.recordType(),
                    Long.toString(difference.entity()),
                    difference.field(),
                    SafeCell.of(difference.owner()),
                    SafeCell.of(difference.other()),
                    difference.since().toString(),
                    SafeCell.of(difference
                            .acceptance()
                            .map(ListedDifference.Acceptance::reason)
                            .orElse(""))));
            if (values) {
                cells.add(SafeCell.of(difference.ownerValue()));
                cells.add(SafeCell.of(difference.otherValue()));
            }
            csv.writeRecord(cells);
            rows[0]++;
        });
        try {
            csv.flush();
        } catch (java.io.IOException full) {
            throw new UncheckedIOException(full);
        }
        return rows[0];
    }
}
