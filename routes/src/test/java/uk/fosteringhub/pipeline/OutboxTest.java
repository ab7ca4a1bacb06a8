package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.publish.Outbox;
import uk.fosteringhub.core.publish.Outbox.HandedOn;
import uk.fosteringhub.core.publish.OutgoingChange;
import uk.fosteringhub.core.settings.SyncSettings;

/** Changes on their way to a target, on a real database. */
@Tag("servers")
class OutboxTest {
    private static final String PEOPLE = """
            DIM_PERSON_ID,FORENAME,SURNAME,GENDER_MAIN_CODE,BIRTH_DTTM
            1,Ada,Khan,F,1980-02-03
            2,Ben,Evans,M,1981-02-03
            3,Cai,Jones,M,1982-02-03
            4,Dee,Moore,F,1983-02-03
            """;

    @TempDir
    Path folder;

    private HubFixture hub;
    private Outbox outbox;
    private final List<OutgoingChange> sent = new ArrayList<>();

    @BeforeEach
    void fourChangesWait() {
        hub = new HubFixture(folder, Map.of(), HubFixture.MAPPINGS, new SyncSettings(100, 2, 10_000), true);
        outbox = hub.hub.outbox();
        hub.deliver(HubFixture.persons(), PEOPLE);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void changesAreHandedOnInTheirOrderAndOnce() throws Exception {
        assertThat(outbox.handOn("kafka", 3, sent::addAll)).isEqualTo(new HandedOn(3, 0, true, false));
        assertThat(outbox.handOn("kafka", 3, sent::addAll)).isEqualTo(new HandedOn(1, 0, false, false));
        assertThat(outbox.handOn("kafka", 3, sent::addAll)).isEqualTo(new HandedOn(0, 0, false, false));
        assertThat(sent).extracting(OutgoingChange::change).isSorted().doesNotHaveDuplicates();
        assertThat(sent).extracting(OutgoingChange::body).allMatch(body -> body.contains("\"record\":{"));
    }

    @Test
    void whatTheTargetDidNotTakeWaits() {
        assertThatThrownBy(() -> outbox.handOn("kafka", 3, changes -> {
                    throw new IllegalStateException("away");
                }))
                .hasMessage("away");
        assertThat(outbox.waiting("kafka")).isEqualTo(4);
    }

    /** Otherwise a batch of nothing but such changes would be the oldest for ever. */
    @Test
    void changesWhoseRowsAreGoneDoNotHoldUpThoseBehindThem() throws Exception {
        hub.execute("delete from hub.change where id in (select id from hub.change order by id limit 3)");

        assertThat(outbox.handOn("kafka", 2, sent::addAll)).isEqualTo(new HandedOn(0, 2, true, false));
        assertThat(outbox.handOn("kafka", 2, sent::addAll)).isEqualTo(new HandedOn(1, 1, true, false));
        assertThat(outbox.waiting("kafka")).isZero();
        assertThat(sent).hasSize(1);
    }

    @Test
    void veryManyThatWaitToBeComparedDoNotHoldUpThoseBehindThem() throws Exception {
        hub.execute("insert into hub.outgoing (target, change_id, changed_at, entity_id, version)"
                + " select 'kafka', -n, now(), -n, 1 from generate_series(1, 1200) n");
        hub.execute("insert into hub.identity_waiting (source_id, key, entity_id)"
                + " select 1, 'N' || n, -n from generate_series(1, 1200) n");
        Outbox holding = new Outbox(hub.hub.database(), Duration.ofMinutes(15));

        assertThat(holding.handOn("kafka", 3, sent::addAll)).isEqualTo(new HandedOn(3, 0, true, false));
        assertThat(holding.handOn("kafka", 3, sent::addAll)).isEqualTo(new HandedOn(1, 0, false, false));
        assertThat(holding.handOn("kafka", 3, sent::addAll)).isEqualTo(new HandedOn(0, 0, false, false));
        assertThat(holding.waiting("kafka")).isEqualTo(1200);
    }
}
