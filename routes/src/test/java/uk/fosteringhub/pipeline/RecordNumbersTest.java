package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Numbers of person records from before they told the source. */
@Tag("servers")
class RecordNumbersTest {
    private static final String RECORDS = """
            insert into hub.identity_record
                (id, source_id, key, record_type, features, version, blocks, counted, contacts, name, homes)
            select id, source_id, 'R' || id, 'person', '{}', 1, '{}', '{}', '{}', 0, '{}'
            from (values (1, 5), (7, 3), (65541, 32767)) as r (id, source_id)""";

    @Test
    void theyTellItAfterTheUpdateWhereverTheyStand() {
        try (OlderStore older = new OlderStore(27)) {
            older.execute(RECORDS);
            // 65541 is what the first becomes
            older.execute("insert into hub.identity_key select 42, id from hub.identity_record");
            older.execute("insert into hub.identity_contact select 42, 43, id from hub.identity_record");
            older.execute("insert into hub.identity_home select 42, id from hub.identity_record");
            older.execute(
                    "insert into hub.identity_state (features, model, build, record_id) values (1, '', 'pairs', 7)");

            older.update();

            assertThat(older.query("select id >> 16, id & 65535, source_id, key from hub.identity_record order by id"))
                    .containsExactly("1|5|5|R1", "7|3|3|R7", "65541|32767|32767|R65541");
            for (String table : new String[] {"identity_key", "identity_contact", "identity_home"}) {
                assertThat(older.query("select r.key from hub." + table
                                + " t join hub.identity_record r on r.id = t.record_id order by 1"))
                        .as(table)
                        .containsExactly("R1", "R65541", "R7");
            }
            assertThat(older.query(
                            "select r.key from hub.identity_record r join hub.identity_state s on r.id > s.record_id"))
                    .as("those that are still to be compared")
                    .containsExactly("R65541");
        }
    }
}
