package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.failures.FailureCounts;
import uk.fosteringhub.core.failures.FailureDesk;
import uk.fosteringhub.core.failures.FailureRetention;

/** How long failures are kept. */
@Tag("servers")
class FailureRetentionTest {
    private static final String HEADER = "DIM_PERSON_ID,FORENAME,SURNAME,GENDER_MAIN_CODE,BIRTH_DTTM\n";

    @TempDir
    Path folder;

    private HubFixture hub;
    private FailureRetention retention;

    @BeforeEach
    void start() {
        hub = new HubFixture(folder);
        retention = new FailureRetention(
                hub.onStore(),
                new FailureRetention.Settings(
                        Duration.ofDays(100), Duration.ofDays(200), Duration.ofDays(300), Duration.ofDays(30)));
        hub.deliver(
                HubFixture.persons(),
                HEADER + "1,Ada,Khan,F,1980-02-03\n"
                        + IntStream.rangeClosed(2, 7)
                                .mapToObj(i -> i + ",Bo,Evans,M,31/31/1980\n")
                                .collect(Collectors.joining()));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    /** @param days since it was seen and changed */
    private void age(int key, String state, int days) {
        hub.execute("update hub.failure set state = '" + state + "', last_seen = now() - interval '" + days
                + " days', changed_at = now() - interval '" + days + " days' where source_key = '" + key + "'");
    }

    private java.util.List<String> left() {
        return hub.query("select source_key, state from hub.failure order by 1");
    }

    @Test
    void settledOnesGoWhenTheirTimeIsOverEachStateAfterItsOwn() {
        age(2, "resolved", 101);
        age(3, "resolved", 99);
        age(4, "discarded", 101);
        age(5, "discarded", 201);
        age(6, "released", 101);

        FailureRetention.Done done = retention.carryOut();

        assertThat(done).isEqualTo(new FailureRetention.Done(2, 1, 0, 0));
        assertThat(left()).containsExactly("3|resolved", "4|discarded", "7|open");
        assertThat(hub.query("select actor, detail ->> 'resolved', detail ->> 'discarded' from hub.audit"
                        + " where action = 'failures-removed'"))
                .containsExactly("hub|2|1");
        assertThat(new FailureCounts(hub.onStore()).read())
                .extracting(FailureCounts.Count::count)
                .as("counted without counting")
                .containsExactlyInAnyOrder(1L, 1L, 1L);
        assertThat(retention.carryOut()).isEqualTo(new FailureRetention.Done(0, 0, 0, 0));
    }

    @Test
    void whenAFloodIsOverItsRoomGoesBackToTheDisk() {
        hub.execute(
                "insert into hub.failure (feed, source_key, delivery_id, run_id, line, step, rule, column_name, field,"
                        + " message, problems, raw, group_id, state, last_seen, changed_at)"
                        + " select feed, 'flood ' || n, delivery_id, run_id, n, step, rule, column_name, field, message, problems,"
                        + " (select string_agg(md5(n::text || i), '') from generate_series(1, 30) i), group_id, 'resolved',"
                        + " now() - interval '101 days', now() - interval '101 days'"
                        + " from hub.failure, generate_series(1, 25000) n where source_key = '2'");
        // What is left lies behind it, so that the end of the table cannot simply be cut off.
        hub.execute("update hub.failure set seen = seen + 1 where source_key not like 'flood%'");
        long flooded = Long.parseLong(hub.one("select pg_total_relation_size('hub.failure')"));

        assertThat(retention.carryOut().resolved()).isEqualTo(25_000);

        assertThat(Long.parseLong(hub.one("select pg_total_relation_size('hub.failure')")))
                .isLessThan(flooded / 10);
        assertThat(left()).hasSize(6);
    }

    @Test
    void anUnresolvedOneIsWarnedOfFirstAndGoesOnlyWhenTheWarningIsOldEnough() {
        age(2, "open", 400);
        age(3, "held", 271);
        age(4, "open", 269);

        assertThat(retention.carryOut()).isEqualTo(new FailureRetention.Done(0, 0, 0, 2));
        assertThat(left()).hasSize(6);
        long warned = Long.parseLong(hub.one("select id from hub.failure where source_key = '2'"));
        assertThat(new FailureDesk(
                                hub.onStore(),
                                hub.hub.payloads(),
                                hub.hub.settings().zone())
                        .history(warned))
                .first()
                .satisfies(event -> {
                    assertThat(event.action()).isEqualTo("warned");
                    assertThat(event.note()).contains("it will be removed in 30 days, unless it is seen again");
                });
        assertThat(retention.carryOut()).as("said once").isEqualTo(new FailureRetention.Done(0, 0, 0, 0));

        hub.execute("update hub.failure set warned_at = now() - interval '31 days' where warned_at is not null");
        assertThat(retention.carryOut())
                .as("the held one is not old enough")
                .isEqualTo(new FailureRetention.Done(0, 0, 1, 0));
        assertThat(left()).hasSize(5).noneMatch(line -> line.startsWith("2|"));
    }

    @Test
    void aWarnedOneThatIsSeenAgainIsYoungAgain() {
        age(2, "open", 400);
        retention.carryOut();
        hub.execute("update hub.failure set warned_at = now() - interval '31 days' where warned_at is not null");

        hub.deliver(HubFixture.persons(), HEADER + "1,Ada,Khan,F,1980-02-03\n2,Bo,Evans,M,31/31/1980\n");

        assertThat(retention.carryOut().unresolved()).isZero();
        assertThat(left()).contains("2|open");
    }
}
