package uk.fosteringhub.core.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.mapping.HeaderProblem;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.mapping.RowMapper;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.SyncSettings;

/** Opens a delivery as raw records together with the mapping fitted to its header. */
public final class DeliveryReader {
    private final DeliveryFormat format;
    private final RecordMapping mapping;
    private final SyncSettings limits;

    public DeliveryReader(FeedSettings feed, RecordMapping mapping, SyncSettings limits) {
        this.format = new DeliveryFormat(feed, mapping);
        this.mapping = mapping;
        this.limits = limits;
    }

    /** A pass over a delivery. */
    public record Pass(List<String> header, RecordCursor records, RowMapper mapper) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            records.close();
        }
    }

    /**
     * @param bytes the delivery as received; closed with the pass
     * @param utf8 what all of them say of being UTF-8
     * @throws DeliveryRefused if the header does not fit the mapping, or the delivery cannot be read as rows
     */
    public Pass open(InputStream bytes, Utf8 utf8) throws IOException, DeliveryRefused {
        return open(bytes, utf8, Optional.empty());
    }

    /**
     * The same for a delivery that was read to its end before and of which only few records matter.
     *
     * @param records their numbers, from 0; others may come as well
     */
    public Pass openFor(InputStream bytes, Utf8 utf8, BitSet records) throws IOException, DeliveryRefused {
        return open(bytes, utf8, mapping.assembly().isPresent() ? Optional.empty() : Optional.of(records));
    }

    private Pass open(InputStream bytes, Utf8 utf8, Optional<BitSet> only) throws IOException, DeliveryRefused {
        RowCursor rows = format.open(bytes, utf8, only);
        try {
            RowMapper mapper = mapping.bind(rows.header());
            RowHash hash = new RowHash(mapping.fingerprint(), mapper.columns().all());
            RecordCursor records = mapping.assembly().isPresent()
                    ? new AssembledRows(
                            rows, mapping.assembly().get(), hash, Math.min(limits.maxAssembledRows(), limits.maxRows()))
                    : new SingleRows(rows, mapper.columns(), hash, limits.maxRows());
            return new Pass(rows.header(), records, mapper);
        } catch (HeaderProblem problem) {
            rows.close();
            throw new DeliveryRefused("header", 1, problem.getMessage());
        } catch (IOException | DeliveryRefused | RuntimeException failed) {
            rows.close();
            throw failed;
        }
    }

    /** What a person should know about how the bytes were read; empty if there is nothing to say. */
    public String note(Utf8 utf8) {
        return format.note(utf8);
    }
}
