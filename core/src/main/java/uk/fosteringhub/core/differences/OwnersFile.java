package uk.fosteringhub.core.differences;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import uk.fosteringhub.core.store.SafeCell;

/**
 * What a person has to correct in a system, as a list to be sent to the system's owner: CSV, UTF-8, rows separated by CRLF,
 * cells that a spreadsheet would run as a formula disarmed. It holds personal data.
 */
public final class OwnersFile {
    private static final int PAGE = 1_000;

    private OwnersFile() {}

    /**
     * @param system whose list it is; empty text: all systems'
     * @param restricted whether what concerns restricted persons is written too
     * @return how many rows
     */
    public static long write(RepairList repairs, long plan, String system, boolean restricted, OutputStream out) {
        CsvWriter csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.writeRecord("system", "record", "key", "field", "says_now", "should_say", "as_in", "why");
        long written = 0;
        int after = 0;
        List<RepairItem> page = repairs.items(plan, after, PAGE, restricted);
        while (!page.isEmpty()) {
            for (RepairItem item : page) {
                if (!item.why().isEmpty() && (system.isEmpty() || item.system().equals(system))) {
                    csv.writeRecord(
                            item.system(),
                            item.recordType(),
                            SafeCell.of(item.other().substring(item.system().length() + 1)),
                            item.field(),
                            SafeCell.of(item.otherValue()),
                            SafeCell.of(item.ownerValue()),
                            SafeCell.of(item.owner()),
                            SafeCell.of(item.why()));
                    written++;
                }
                after = item.item();
            }
            page = repairs.items(plan, after, PAGE, restricted);
        }
        try {
            csv.flush();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        return written;
    }
}
