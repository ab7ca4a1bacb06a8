package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.fosteringhub.core.differences.DifferenceBook;
import uk.fosteringhub.core.differences.DifferenceCount;
import uk.fosteringhub.core.differences.DifferenceFilter;
import uk.fosteringhub.core.differences.DifferenceList;
import uk.fosteringhub.core.differences.DifferencesFile;
import uk.fosteringhub.core.differences.ListedDifference;
import uk.fosteringhub.core.differences.OwnersFile;
import uk.fosteringhub.core.differences.RepairItem;
import uk.fosteringhub.core.differences.RepairItem.Progress;
import uk.fosteringhub.core.differences.RepairList;
import uk.fosteringhub.core.differences.RepairPlans;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.publish.OutgoingChange;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.settings.OutgoingWay;
import uk.fosteringhub.core.settings.SyncSettings;

/** Differences are decided about, planned and released, on a real database with the project's own mappings. */
@Tag("servers")
class RepairPlanTest {
    private static final FeedSettings LCS = HubFixture.csv("lcs-enquiries", "lcs/enquiries", FeedKind.SNAPSHOT);
    private static final FeedSettings LAFSE =
            HubFixture.csv("lafse-enquiries-csv", "lafse/enquiries-csv", FeedKind.DELTA);
    static final Map<String, Map<String, List<String>>> RULES = Map.of(
            "enquiry",
            Map.of(
                    "*",
                    List.of("lcs", "lafse"),
                    "source",
                    List.of("lafse", "lcs"),
                    "source_as_received",
                    List.of("lafse", "lcs"),
                    "regional_referral_id",
                    List.of("lafse", "lcs")));
    private static final DifferenceFilter OPEN = DifferenceFilter.open(false);

    @TempDir
    private Path folder;

    private HubFixture hub;
    private DifferenceBook book;
    private DifferenceList differences;
    private RepairPlans plans;
    private RepairList repairs;

    @BeforeEach
    void start() {
        hub = new HubFixture(folder, RULES, HubFixture.MAPPINGS, new SyncSettings(100, 2, 10_000), false);
        hub.hub = hub.with(List.of(
                HubFixture.system("lcs", Optional.of(toLcs()), List.of(LCS)),
                HubFixture.system("lafse", Optional.empty(), List.of(LAFSE))));
        book = new DifferenceBook(hub.hub.database(), new Ownership(RULES));
        differences = new DifferenceList(hub.hub.database());
        plans = new RepairPlans(hub.hub);
        repairs = new RepairList(hub.hub.database());
        lcs("60001,Grey,Bus,R-1", "60002,Moss,Radio,R-2", "60003,Hart,Radio,R-3");
        lafse("R-1,Grey,Radio", "R-2,Mossy,Radio", "R-3,Hart,Radio");
        book.refresh();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void differencesAreCountedListedAndExportedWithFormulasDisarmed() {
        assertThat(differences.counts(OPEN))
                .containsExactly(
                        new DifferenceCount("enquiry", "family_name", "lcs", "lafse", 1, 0),
                        new DifferenceCount("enquiry", "source", "lafse", "lcs", 1, 0),
                        new DifferenceCount("enquiry", "source_as_received", "lafse", "lcs", 1, 0));
        lafse("R-3,\"=cmd|'/c calc'!A1\",Radio");
        book.refresh();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(DifferencesFile.write(differences, OPEN, true, out)).isEqualTo(4);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("'=cmd|")
                .contains(",enquiry,")
                .doesNotContain(",=cmd");
        ByteArrayOutputStream bare = new ByteArrayOutputStream();
        DifferencesFile.write(differences, OPEN, false, bare);
        assertThat(bare.toString(StandardCharsets.UTF_8)).doesNotContain("Mossy");
        assertThat(differences.one(1, false).orElseThrow().toString()).doesNotContain("Moss");
    }

    @Test
    void anAcceptedDifferenceStaysOutOfTheWayUntilOneOfTheTwoSaysSomethingElse() {
        ListedDifference name = of("family_name");
        assertThatThrownBy(() -> differences.accept(name, " ", "ann")).hasMessageContaining("reason");
        assertThat(differences.accept(name, "her own wish", "ann")).isTrue();
        assertThat(differences.of(OPEN, 0, 10))
                .extracting(ListedDifference::field)
                .doesNotContain("family_name");
        assertThat(of("family_name").acceptance().orElseThrow().reason()).isEqualTo("her own wish");

        lafse("R-2,Moss,Radio");
        book.refresh();
        assertThat(differences.counts(OPEN)).extracting(DifferenceCount::field).doesNotContain("family_name");
        lafse("R-2,Mossy,Radio");
        book.refresh();
        assertThat(differences.of(OPEN, 0, 10))
                .as("the same two values again were decided about")
                .extracting(ListedDifference::field)
                .doesNotContain("family_name");
        lafse("R-2,Mosse,Radio");
        book.refresh();
        assertThat(of("family_name").acceptance()).isEmpty();
        assertThat(differences.accept(name, "late", "ann"))
                .as("what was seen is no longer so")
                .isFalse();
        assertThat(hub.query("select action, actor, reason from hub.audit"))
                .containsExactly("difference-accepted|ann|her own wish");
    }

    @Test
    void aPlanTellsWhichSystemIsToldAndWhatAPersonHasToDo() {
        long plan = plans.plan(OPEN, "ann").orElseThrow();
        assertThat(repairs.items(plan, 0, 10, false))
                .extracting(item -> item.field() + " " + item.system() + " " + item.otherValue() + ">"
                        + item.ownerValue() + ": " + item.why())
                .containsExactlyInAnyOrder(
                        "source lcs BUS>RADIO: ",
                        "source_as_received lcs Bus>Radio: ",
                        "family_name lafse Mossy>Moss: The hub sends nothing to lafse.");
        assertThat(repairs.items(plan, 0, 10, false))
                .extracting(RepairItem::progress)
                .containsOnly(Progress.PLANNED);
        assertThat(hub.one("select count(*) from hub.outgoing")).isEqualTo("0");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(OwnersFile.write(repairs, plan, "lafse", false, out)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("lafse,enquiry,R-2,family_name,Mossy,Moss,lcs:60002,");
    }

    @Test
    void aReleasedPlanIsToldOnceHoweverOftenAndByHoweverManyItIsPressed() throws Exception {
        long plan = plans.plan(OPEN, "ann").orElseThrow();
        ExecutorService people = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> presses = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String actor = "person " + i;
                presses.add(() -> plans.release(plan, actor));
            }
            int released = 0;
            for (Future<Boolean> press : people.invokeAll(presses)) {
                released += press.get() ? 1 : 0;
            }
            assertThat(released).isEqualTo(1);
        } finally {
            people.shutdownNow();
        }
        assertThat(hub.query("select target, kind, before::text, after::text, cause from hub.outgoing o"
                        + " join hub.change c on c.id = o.change_id"))
                .singleElement()
                .asString()
                .startsWith("lcs|repair|")
                .contains("\"source\": \"BUS\"", "\"source\": \"RADIO\"", "repair plan " + plan);
        assertThat(hub.query("select action from hub.audit where action = 'repair-released'"))
                .hasSize(1);
        assertThat(progress(plan)).containsOnlyKeys(Progress.WAITING, Progress.BY_HAND);
        assertThat(plans.drop(plan, "bob")).isFalse();
    }

    /** The process is stopped in the middle by a lock that it needs, and killed there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lock table hub.outgoing in exclusive mode",
                "select pg_advisory_xact_lock(hashtextextended('hub.audit', 0))"
            })
    void aKillInTheReleaseLeavesNothingAndTheNextReleaseDoesAll(String lock) throws Exception {
        long plan = plans.plan(OPEN, "ann").orElseThrow();
        PulledPlug plug = new PulledPlug(hub, RepairReleaser.NAME);
        assertThat(plug.killedAt(lock, () -> RepairReleaser.start(folder, hub.url(), plan)))
                .isTrue();

        assertThat(repairs.one(plan).orElseThrow().state()).isEqualTo("draft");
        assertThat(hub.one("select count(*) from hub.outgoing")).isEqualTo("0");
        assertThat(hub.one("select count(*) from hub.change where kind = 'repair'"))
                .isEqualTo("0");
        assertThat(hub.one("select count(*) from hub.audit where action = 'repair-released'"))
                .isEqualTo("0");

        assertThat(RepairReleaser.start(folder, hub.url(), plan).waitFor()).isZero();
        assertThat(plans.release(plan, "bob")).isFalse();
        assertThat(hub.one("select count(*) from hub.outgoing where target = 'lcs'"))
                .isEqualTo("1");
        assertThat(hub.query("select actor from hub.audit where action = 'repair-released'"))
                .containsExactly("child");
    }

    @Test
    void aRepairGoesOutAsAChangeFromWhatTheTargetSaysToWhatHolds() throws Exception {
        plans.release(plans.plan(OPEN, "ann").orElseThrow(), "ann");
        List<OutgoingChange> sent = new ArrayList<>();
        hub.hub.outbox().handOn("lcs", 10, sent::addAll);
        assertThat(sent).singleElement().satisfies(change -> {
            assertThat(change.body()).contains("\"kind\":\"changed\"", "\"before\":{", "\"source\": \"BUS\"");
            assertThat(change.body()).contains("\"source\": \"RADIO\"");
        });
        assertThat(hub.one("select count(*) from hub.change where kind = 'repair' and version = (select version"
                        + " from fostering.enquiry e where e.id = hub.change.entity_id)"))
                .as("no new version of the golden record")
                .isEqualTo("1");
    }

    @Test
    void whatIsNoLongerAsThePersonSawItIsLeftOut() {
        long plan = plans.plan(OPEN, "ann").orElseThrow();
        lcs("60001,Grey,Leaflet,R-1", "60002,Moss,Radio,R-2", "60003,Hart,Radio,R-3");
        assertThat(plans.release(plan, "ann")).isTrue();
        assertThat(hub.one("select count(*) from hub.outgoing where target = 'lcs'"))
                .isEqualTo("0");
        assertThat(progress(plan)).containsEntry(Progress.LEFT_OUT, 2L);
    }

    @Test
    void progressFollowsTheReceiptsUntilTheSystemSaysWhatHolds() {
        long plan = plans.plan(OPEN, "ann").orElseThrow();
        plans.release(plan, "ann");
        hub.execute("with gone as (delete from hub.outgoing returning *) insert into hub.receipt (target, change_id,"
                + " changed_at, entity_id, record_type, state, answer, target_key, attempts) select target, change_id,"
                + " changed_at, entity_id, 'enquiry', 'sent', '', '', 1 from gone");
        assertThat(progress(plan)).containsEntry(Progress.SENT, 2L);
        hub.execute("update hub.receipt set state = 'refused', answer = 'is closed'");
        assertThat(progress(plan)).containsEntry(Progress.FAILED, 2L);
        assertThat(repairs.items(plan, 0, 10, false))
                .extracting(RepairItem::answer)
                .contains("is closed");
        lcs("60001,Grey,radio ,R-1", "60002,Moss,Radio,R-2", "60003,Hart,Radio,R-3");
        lafse("R-2,Moss,Radio");
        book.refresh();
        assertThat(progress(plan)).isEqualTo(Map.of(Progress.REPAIRED, 3L));
        assertThat(plans.plan(OPEN, "ann")).as("nothing is left").isEmpty();
    }

    @Test
    void whatConcernsARestrictedPersonIsPlannedByWhoMaySeeItOnly() {
        hub.execute("insert into fostering.person (id, version, restricted, provenance, valid_from, changed_at)"
                + " values (5, 1, true, '{}', now(), now())");
        hub.execute("update fostering.enquiry set person = 5");
        assertThat(plans.plan(OPEN, "ann")).isEmpty();
        assertThat(differences.counts(OPEN)).isEmpty();
        long plan = plans.plan(DifferenceFilter.open(true), "gov").orElseThrow();
        assertThat(repairs.items(plan, 0, 10, false)).isEmpty();
        assertThat(repairs.items(plan, 0, 10, true)).hasSize(3);
    }

    private Map<Progress, Long> progress(long plan) {
        return repairs.one(plan).orElseThrow().items();
    }

    private ListedDifference of(String field) {
        return differences
                .of(
                        new DifferenceFilter(
                                Optional.empty(),
                                Optional.of(field),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                false),
                        0,
                        10)
                .get(0);
    }

    private void lcs(String... rows) {
        hub.deliver(
                LCS,
                "ENQUIRY_ID,SURNAME,SOURCE,REGIONAL_REFERRAL_ID,ENQUIRY_DTTM\n" + String.join(",2026-03-02\n", rows)
                        + ",2026-03-02\n");
    }

    private void lafse(String... rows) {
        hub.deliver(LAFSE, "referral_id,last_name,source_answer\n" + String.join("\n", rows) + "\n");
    }

    private static OutgoingSettings toLcs() {
        return new OutgoingSettings(
                "lcs",
                OutgoingWay.IMPORT_FILE,
                "lcs",
                "file:import",
                "",
                List.of("enquiry"),
                100,
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                Duration.ofDays(14),
                Map.of());
    }
}
