package uk.fosteringhub.connectors.transport;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.deliver.OutgoingRecord;

/**
 * A header, a row for each change, and a last row {@code TRAILER,<rows>,<SHA-256 of all bytes before it>}, in UTF-8 with
 * CRLF. The answer has the columns {@code line,state,key,reason}: see {@link ImportAnswer}.
 */
final class CsvParcel implements ParcelForm {

    @Override
    public String suffix() {
        return "csv";
    }

    @Override
    public byte[] content(List<OutgoingRecord> records) {
        StringWriter out = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(records.get(0).fields().keySet());
            records.forEach(record -> csv.writeRecord(record.fields().values()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory cannot fail", impossible);
        }
        String rows = out.toString();
        return (rows + "TRAILER," + records.size() + "," + Sha256.of(rows) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ImportAnswer read(String name, byte[] answer, Map<Integer, Long> changes) {
        return ImportAnswer.read(name, answer, changes);
    }
}
