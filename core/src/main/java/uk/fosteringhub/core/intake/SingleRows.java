package uk.fosteringhub.core.intake;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import uk.fosteringhub.core.mapping.RowMapper;

/** Each row is a raw record. */
final class SingleRows implements RecordCursor {
    private final RowCursor rows;
    private final RowMapper.UsedColumns columns;
    private final RowHash hash;
    private final int maxRows;

    SingleRows(RowCursor rows, RowMapper.UsedColumns columns, RowHash hash, int maxRows) {
        this.rows = rows;
        this.columns = columns;
        this.hash = hash;
        this.maxRows = maxRows;
    }

    @Override
    public boolean next() throws IOException, DeliveryRefused {
        boolean more = rows.next();
        if (more && rows.ordinal() >= maxRows) {
            throw new DeliveryRefused(
                    "too-many-rows",
                    rows.row().line(),
                    "There are more than " + maxRows + " rows, the most that one delivery may have. Ask the source what"
                            + " it sends there; if this is right, raise hub.sync.max-rows.");
        }
        return more;
    }

    @Override
    public boolean trailer() {
        return rows.trailer();
    }

    @Override
    public int ordinal() {
        return rows.ordinal();
    }

    @Override
    public int rows() {
        return 1;
    }

    @Override
    public long line() {
        return rows.row().line();
    }

    @Override
    public String unreadable() {
        return RowShape.problem(rows.row(), rows.header().size());
    }

    @Override
    public Optional<FormatFlaw> flaw() {
        return rows.flaw();
    }

    @Override
    public RawRecord keyColumns() {
        return rows.row().toRawRecord(columns.key());
    }

    @Override
    public RawRecord record() {
        return rows.row().toRawRecord();
    }

    @Override
    public UUID hash() {
        return hash.of(rows.row());
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
