package uk.fosteringhub.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.intake.DeliveryRefused;
import uk.fosteringhub.core.intake.RawRecord;
import uk.fosteringhub.core.intake.RecordCursor;

/** What was kept comes back as it was. */
class CapturedRecordsTest {
    private static final UUID HASH = UUID.fromString("00000000-0000-0001-0000-000000000002");

    /** Stands at one record. */
    private record At(int ordinal, RawRecord record, String unreadable) implements RecordCursor {
        @Override
        public boolean next() {
            return false;
        }

        @Override
        public boolean trailer() {
            return false;
        }

        @Override
        public int rows() {
            return record.rows();
        }

        @Override
        public long line() {
            return record.line();
        }

        @Override
        public RawRecord keyColumns() {
            return record;
        }

        @Override
        public UUID hash() {
            return HASH;
        }

        @Override
        public void close() {}
    }

    @Property(tries = 200)
    void recordsComeBackInTheirOrderWithAllTheyHad(@ForAll @Size(max = 20) List<List<String>> rows)
            throws IOException, DeliveryRefused {
        CapturedRecords captured = new CapturedRecords();
        for (int i = 0; i < rows.size(); i++) {
            captured.add(
                    new At(3 * i, RawRecord.of(2L + i, rows.get(i).toArray(new String[0])), i % 2 == 0 ? "" : "bad"));
        }

        RecordCursor again = captured.again().orElseThrow();
        for (int i = 0; i < rows.size(); i++) {
            assertThat(again.next()).isTrue();
            assertThat(again.ordinal()).isEqualTo(3 * i);
            assertThat(again.record().values()).containsExactlyElementsOf(rows.get(i));
            assertThat(again.record().line()).isEqualTo(2L + i);
            assertThat(again.unreadable()).isEqualTo(i % 2 == 0 ? "" : "bad");
            assertThat(again.hash()).isEqualTo(HASH);
        }
        assertThat(again.next()).isFalse();
    }

    @Test
    void whatIsTooMuchOrPutTogetherFromSeveralRowsIsNotKept() {
        CapturedRecords large = new CapturedRecords();
        String text = "x".repeat(1 << 20);
        for (int i = 0; i < 60; i++) {
            large.add(new At(i, RawRecord.of(i, new String[] {text}), ""));
        }
        assertThat(large.again()).isEmpty();

        CapturedRecords assembled = new CapturedRecords();
        RawRecord one = RawRecord.of(1, new String[] {"a"});
        assembled.add(new At(0, new RawRecord(1, new String[] {"a"}, List.of(one)), ""));
        assertThat(assembled.again()).isEmpty();
    }
}
