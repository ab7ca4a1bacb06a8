package uk.fosteringhub.console.answer;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import uk.fosteringhub.core.store.SafeCell;

/** A list as a CSV file that spreadsheets open rightly: UTF-8 with its mark, CRLF, formulas disarmed. */
public final class CsvDownload implements AutoCloseable {
    private final CsvWriter csv;

    private CsvDownload(CsvWriter csv) {
        this.csv = csv;
    }

    /** @param file name offered to the person, such as {@code failures.csv} */
    public static CsvDownload of(HttpServletResponse response, String file, List<String> header) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
        Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        out.write('\uFEFF');
        CsvDownload download = new CsvDownload(CsvWriter.builder().build(out));
        download.row(header);
        return download;
    }

    public void row(List<String> cells) {
        csv.writeRecord(cells.stream().map(SafeCell::of).toList());
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
