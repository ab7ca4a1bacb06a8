package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.SealedStores;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.checks.StatusCheckLedger;
import uk.fosteringhub.core.encryption.KeyId;
import uk.fosteringhub.core.encryption.KeyUpkeep;
import uk.fosteringhub.core.encryption.KeysetUnusable;
import uk.fosteringhub.core.encryption.Pace;
import uk.fosteringhub.core.encryption.SealedStore;
import uk.fosteringhub.core.failures.FailedRecord;
import uk.fosteringhub.core.failures.FailureLog;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.push.PushLog;
import uk.fosteringhub.core.push.PushedMessage;
import uk.fosteringhub.core.settings.SyncSettings;

/** Keys are made, exchanged and taken away without anything being lost, and wrong ones are noticed. */
@Tag("servers")
class KeysTest {
    private static final String ROWS = "DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM\n1,Adeline,Canary,1984-03-02\n";

    @TempDir
    private Path folder;

    private HubFixture hub;

    @BeforeEach
    void aHubThatKeepsThings() {
        hub = new HubFixture(folder);
        hub.deliver(HubFixture.persons(), ROWS);
        log(hub.hub).keep(List.of(PushedMessage.of("website-enquiries", "website", "k", "{\"name\":\"Adeline\"}")));
        hub.hub.hl7Inbox().keep("medical-hl7", "GP", "1", "MSH|Adeline");
        hub.execute("""
                insert into hub.status_check (certificate, asked_on, check_id, details, state, answer)
                values ('000000000001', '2026-11-21', 1, '', 'answered', '%s')""".formatted(hub.hub.sealer().seal(StatusCheckLedger.ANSWER, "Adeline")));
        hub.onStore().inTransaction(connection -> {
            new FailureLog(connection, "lcs-visits", hub.hub.payloads())
                    .write(
                            0,
                            0,
                            List.of(new FailedRecord(
                                    "7",
                                    2,
                                    "map",
                                    List.of(new MappingProblem(2, "SEEN", "seen", "yes-no", "no yes", "Adeline")),
                                    "{\"NAME\":\"Adeline\"}")));
            return null;
        });
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private static PushLog log(Hub hub) {
        return new PushLog(hub.database(), hub.sealer());
    }

    private Hub again() {
        return hub.on(Map.of(), HubFixture.MAPPINGS, new SyncSettings(100, 2, 10_000), false);
    }

    private KeyUpkeep keys() {
        return new KeyUpkeep(hub.hub.database(), hub.hub.sealer(), SealedStores.of(hub.hub));
    }

    private List<Path> archived() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("archive"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void nothingIsKeptInPlainText() throws IOException {
        assertThat(hub.query("select body from hub.pushed union all select body from hub.hl7_message"
                        + " union all select answer from hub.status_check"
                        + " union all select raw from hub.failure union all select received from hub.failure"))
                .hasSize(5)
                .allMatch(body -> body.startsWith("s1."));
        for (Path file : archived()) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("Adeline", "Canary");
            assertThat(file.getFileName().toString()).doesNotContain(hub.one("select sha256 from hub.delivery"));
        }
        assertThat(hub.hub.hl7Inbox().waiting("medical-hl7", 10))
                .extracting(waiting -> waiting.body())
                .containsExactly("MSH|Adeline");
    }

    @Test
    void aNewKeyEverythingAnewAndTheOldOneAwayLosesNothing() throws IOException {
        KeyId old = hub.hub.sealer().primary();
        Path before = archived().get(0);
        FileTime age = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));
        Files.setLastModifiedTime(before, age);

        KeyId fresh = keys().rotate("command line");
        assertThat(keys().keys()).extracting(KeyUpkeep.KeyUse::id).containsExactly(old, fresh);
        assertThat(keys().keys().get(0).use().values()).containsExactly(1L, 1L, 1L, 1L, 1L, 1L, 0L, 0L);
        assertThatThrownBy(() -> keys().remove(old, "command line"))
                .isInstanceOf(KeysetUnusable.class)
                .hasMessageContaining(
                        "1 archived deliveries and 1 pushed records and 1 HL7 messages and 1 answers to status checks and 1 failed records")
                .hasMessageContaining("re-encrypt");
        assertThatThrownBy(() -> keys().remove(fresh, "command line")).hasMessageContaining("the one that encrypts");
        assertThat(hub.deliver(HubFixture.persons(), ROWS).state())
                .as("the same content is known again under another key")
                .hasToString("DUPLICATE");
        assertThat(archived()).hasSize(1);

        for (SealedStore store : keys().stores()) {
            assertThat(keys().reEncrypt(store, new Pace(0, so -> {}), "command line"))
                    .as(store.name())
                    .isEqualTo(store.name().contains("corrections") ? 0 : 1);
            assertThat(keys().reEncrypt(store, new Pace(0, so -> {}), "command line"))
                    .isZero();
        }
        assertThat(archived()).hasSize(1).doesNotContain(before);
        assertThat(Files.getLastModifiedTime(archived().get(0))).isEqualTo(age);
        keys().remove(old, "command line");

        hub.hub = again();
        assertThat(hub.hub.sealer().keys()).containsExactly(fresh);
        assertThat(hub.hub.hl7Inbox().waiting("medical-hl7", 10).get(0).body()).isEqualTo("MSH|Adeline");
        assertThat(hub.hub.statusChecks().undelivered().get(0).answer()).isEqualTo("Adeline");
        try (InputStream content = hub.hub.archive().open(hub.one("select sha256 from hub.delivery limit 1"))) {
            assertThat(content.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo(ROWS);
        }
        assertThat(hub.query("select action from hub.audit order by id"))
                .containsExactly(
                        "encryption-key-made",
                        "re-encrypted",
                        "re-encrypted",
                        "re-encrypted",
                        "re-encrypted",
                        "re-encrypted",
                        "re-encrypted",
                        "encryption-key-removed");
        assertThat(new AuditLog(hub.hub.database()).verify().broken()).isEmpty();
    }

    @Test
    void encryptingAnewGoesOnWhereItWasInterruptedAndLeavesWhatIsDamaged() throws IOException {
        for (int i = 0; i < 450; i++) {
            hub.hub.hl7Inbox().keep("medical-hl7", "GP", "more " + i, "MSH|" + i);
        }
        keys().rotate("command line");
        hub.execute(
                "update hub.hl7_message set body = overlay(body placing 'AAAA' from 30) where control_id = 'more 3'");
        SealedStore messages = keys().stores().get(2);
        assertThatThrownBy(() -> messages.reEncrypt(new Pace(0, so -> {
                    throw new IllegalStateException("killed");
                })))
                .hasMessage("killed");
        assertThat(keys().keys().get(0).use()).containsEntry("HL7 messages", 252L);
        assertThat(messages.reEncrypt(new Pace(100_000, so -> {}))).isEqualTo(251);
        assertThat(keys().keys().get(0).use()).containsEntry("HL7 messages", 1L);
    }

    @Test
    void anOlderCopyOfTheKeysIsNoticedWhenTheHubStarts() throws IOException {
        Path file = folder.resolve("keys/keyset.json");
        byte[] older = Files.readAllBytes(file);
        KeyId fresh = keys().rotate("command line");
        Files.write(file, older);
        assertThatThrownBy(this::again)
                .isInstanceOf(KeysetUnusable.class)
                .hasMessageContaining("encrypted with the key " + fresh)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("Put the right one back");
    }

    @Test
    void lostKeysAreNotReplacedSilentlyAndCanBeGivenUp() throws IOException {
        KeyId lost = hub.hub.sealer().primary();
        Files.delete(folder.resolve("keys/keyset.json"));
        assertThatThrownBy(this::again)
                .isInstanceOf(KeysetUnusable.class)
                .hasMessageContaining("are gone")
                .hasMessageContaining("Put the file back");

        Files.move(folder.resolve("archive"), folder.resolve("archive-lost"));
        assertThatThrownBy(this::again).isInstanceOf(KeysetUnusable.class).hasMessageContaining("--lost");
        KeyUpkeep.giveUp(hub.hub.database(), lost, "command line");
        Hub without = again();
        assertThat(without.sealer().keys()).hasSize(1).doesNotContain(lost);
        assertThat(hub.query("select action, subject from hub.audit"))
                .containsExactly("encryption-key-given-up|key " + lost);
        assertThatThrownBy(() -> KeyUpkeep.giveUp(hub.hub.database(), lost, "command line"))
                .hasMessageContaining("nothing was done");
    }
}
