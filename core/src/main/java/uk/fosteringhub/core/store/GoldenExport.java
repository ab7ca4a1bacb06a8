package uk.fosteringhub.core.store;

import java.io.IOException;
import java.io.OutputStream;
import uk.fosteringhub.core.records.RecordType;

/** Golden records for people and spreadsheets, with hub id, version and source keys. */
public final class GoldenExport {

    /** Rows separated by CRLF, RFC 4180, UTF-8; cells that a spreadsheet would run as a formula are disarmed. */
    public long csv(RecordType type, OutputStream out) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** One JSON object a line, UTF-8. */
    public long jsonLines(RecordType type, OutputStream out) throws IOException {
        throw new UnsupportedOperationException();
    }
}
