package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.push.PushLog;
import uk.fosteringhub.core.push.PushReceipt;
import uk.fosteringhub.core.push.PushedMessage;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;

/** A message whose number is less than those of others that were taken before it was there. */
@Tag("servers")
class LatePushTest {
    private static final FeedSettings PUSHED =
            HubFixture.pushed("website-enquiries-pushed", "website/enquiries", FeedKind.DELTA);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private HubFixture fixture;
    private Hub hub;
    private PushLog log;

    @BeforeEach
    void start() {
        fixture = new HubFixture(folder);
        hub = fixture.with(List.of(HubFixture.system("website", Optional.empty(), List.of(PUSHED))));
        log = new PushLog(hub.database(), hub.sealer());
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private PushReceipt push(String key) {
        String body =
                "{\"enquiry_id\":\"" + key + "\",\"last_name\":\"Arden\",\"enquired_at\":\"2026-03-06T10:00:00Z\"}";
        return log.keep(List.of(PushedMessage.of(PUSHED.name(), "website", key, body)))
                .get(0);
    }

    private long pushAndTake(String key) {
        long id = push(key).id();
        assertThat(hub.live().take(PUSHED).messages()).isEqualTo(1);
        return id;
    }

    @Test
    void itIsTakenAsSoonAsItIsThere() throws Exception {
        // It has its number, and is not written yet.
        fixture.execute("create function public.wait_for_the_test() returns trigger language plpgsql as"
                + " $$ begin perform pg_advisory_xact_lock_shared(4711); return new; end $$");
        fixture.execute("create trigger late before insert on hub.push_key for each row when (new.key = 'W-late')"
                + " execute function public.wait_for_the_test()");
        try (Connection blocking = fixture.onStore().connection()) {
            blocking.setAutoCommit(false);
            blocking.createStatement().execute("select pg_advisory_xact_lock(4711)");
            // The first draw from a sequence numbers its transaction anyway; those after it do not.
            pushAndTake("W-0");
            CompletableFuture<PushReceipt> late = CompletableFuture.supplyAsync(() -> push("W-late"));
            Awaitility.await().atMost(PATIENCE).until(() -> fixture.query(
                            "select count(*) from pg_locks where not granted")
                    .equals(List.of("1")));

            long least = pushAndTake("W-1");
            for (int i = 2; i <= 6; i++) {
                pushAndTake("W-" + i);
            }
            blocking.rollback();

            assertThat(late.get(60, TimeUnit.SECONDS).id()).isLessThan(least);
        }
        assertThat(hub.live().take(PUSHED).messages()).isEqualTo(1);
        assertThat(fixture.query("select distinct state from hub.pushed")).containsExactly("s");
    }
}
