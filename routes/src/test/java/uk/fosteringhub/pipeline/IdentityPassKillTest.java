package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.fosteringhub.pipeline.People.lafse;
import static uk.fosteringhub.pipeline.People.lcs;
import static uk.fosteringhub.pipeline.People.lcsAddresses;
import static uk.fosteringhub.pipeline.People.medical;
import static uk.fosteringhub.pipeline.People.mosaic;
import static uk.fosteringhub.pipeline.People.mosaicAddresses;
import static uk.fosteringhub.pipeline.People.mosaicPhones;
import static uk.fosteringhub.pipeline.People.nhs;
import static uk.fosteringhub.pipeline.People.touchpoints;
import static uk.fosteringhub.pipeline.People.website;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The plug is pulled while the hub finds out who is the same person: a process of its own compares and is killed with
 * {@code kill -9}. Afterwards the batch still waits and nothing of it has been done; going on leads to the same people as an
 * undisturbed pass.
 */
@Tag("servers")
class IdentityPassKillTest {
    private static final int RANDOM_KILLS = 4;
    private static final Duration LATEST_KILL = Duration.ofMillis(900);

    /**
     * Where the process is stopped: it waits for this lock, held by the test, so that it is killed in the middle of a batch
     * and not before or after. In the order in which a batch comes to them.
     */
    private static final Map<String, String> PLACES = places(
            "the waiting rows are taken off", "lock table hub.identity_record in access exclusive mode",
            "records are made comparable", "lock table hub.identity_frequency in share mode",
            "records are compared", "lock table hub.identity_pair in share mode",
            "pairs are noted", "lock table hub.redirect in access exclusive mode",
            "the older one is known", "lock table hub.entity_move in access exclusive mode",
            "contributions are moved", "lock table fostering.person in share mode",
            "golden records are made", "lock table hub.outgoing in share mode",
            "persons are one", "lock table hub.other_name in share mode",
            "the hub has spoken", "lock table hub.identity_household in share mode");

    private static final List<String> TABLES = List.of(
            "identity_waiting",
            "identity_state",
            "identity_record",
            "identity_frequency",
            "identity_pair",
            "identity_decision",
            "identity_household_member",
            "entity_move",
            "redirect",
            "other_name");

    @TempDir
    Path folder;

    private HubFixture hub;
    private PulledPlug plug;

    @BeforeEach
    void start() {
        hub = waiting();
        plug = new PulledPlug(hub, IdentityComparer.NAME);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private static Map<String, String> places(String... reachedAndHeld) {
        Map<String, String> places = new LinkedHashMap<>();
        for (int i = 0; i < reachedAndHeld.length; i += 2) {
            places.put(reachedAndHeld[i], reachedAndHeld[i + 1]);
        }
        return places;
    }

    /** A hub with one batch that waits. Another follows from it: Susan's enquiries are one since both are found to be hers. */
    private HubFixture waiting() {
        HubFixture with = IdentityPassTest.hub(folder);
        // What a feed brings first is no news, and is compared by itself.
        with.deliver(People.MOSAIC, mosaic("M0,Agnes,Oakden,1950-01-02,F,,,N"));
        with.deliver(People.LCS_ADDRESSES, lcsAddresses("A0,C0,3,High Street,Anytown,RG1 9AA"));
        with.deliver(People.MOSAIC_ADDRESSES, mosaicAddresses("B0,M0,7 Low Street Anytown,RG1 8AA"));
        with.deliver(People.MOSAIC_PHONES, mosaicPhones("N0,M0,01632960400"));
        with.deliver(People.LAFSE, lafse("R0,Agnes,Oakden,,,,2024-03-01T10:00:00Z"));
        with.deliver(People.WEBSITE, website("W0,Edgar,Thorley,,,,2024-03-01T10:00:00Z"));
        with.deliver(People.TOUCHPOINTS, touchpoints("V0,Edgar,Thorley,,,,2024-02-27T10:00:00Z"));
        with.deliver(People.MEDICAL, medical("MA-0,Ivor,Quill,1948-03-04," + nhs(9)));
        with.hub.identity().carryOut();

        with.deliver(
                People.LCS,
                lcs(
                        "S1,Susan,Whitcombe,1971-04-23,F," + nhs(1) + ",susan.whitcombe@example.org,07700900101",
                        "S2,Robert,Whitcombe,1969-02-01,M," + nhs(2) + ",robert.whitcombe@example.org,",
                        "T1,Julie,Northcott,2009-06-11,F,,,07700900222",
                        "T2,Julia,Northcott,2009-06-11,F,,,07700900222"));
        with.deliver(
                People.LCS_ADDRESSES,
                lcsAddresses("A1,S1,14,Albert Street,Anytown,RG1 1AA", "A2,S2,14,Albert Street,Anytown,RG1 1AA"));
        with.deliver(
                People.MOSAIC,
                mosaic(
                        "M1,Sue,Whitcombe,1971-04-23,F," + nhs(1) + ",sue@example.org,N",
                        "M2,Robert,Whitcombe,1969-02-01,M," + nhs(2) + ",robert.whitcombe@example.org,N"));
        with.deliver(People.MOSAIC_ADDRESSES, mosaicAddresses("B1,M1,14 Albert Street Anytown,RG1 1AA"));
        with.deliver(People.MOSAIC_PHONES, mosaicPhones("N1,M1,07700900303"));
        with.deliver(
                People.LAFSE,
                lafse("R1,Susan,Whitcombe,susan.whitcombe@example.org,07700900101,,2026-03-01T10:00:00Z"));
        with.deliver(People.WEBSITE, website("W1,Sue,Whitcombe,sue@example.org,07700900303,,2026-03-04T10:00:00Z"));
        with.deliver(
                People.TOUCHPOINTS,
                touchpoints("V1,Susan,Whitcombe,susan.whitcombe@example.org,07700900101,,2026-02-27T10:00:00Z"));
        with.deliver(People.MEDICAL, medical("MA-1,Susan,Whitcombe,1971-04-23," + nhs(1)));
        return with;
    }

    @Test
    void aPassKilledAnywhereInABatchHasDoneNothingOfIt() throws Exception {
        List<String> before = state();
        assertThat(waits()).isPositive();
        assertThat(hub.query("select distinct news from hub.identity_waiting")).containsExactly("t");

        for (Map.Entry<String, String> place : PLACES.entrySet()) {
            assertThat(plug.killedAt(place.getValue(), this::comparer))
                    .as(place.getKey())
                    .isTrue();
            assertThat(state()).as(place.getKey()).isEqualTo(before);
        }

        goesOn();
    }

    @Test
    void aPassKilledInALaterBatchKeepsWhatTheEarlierOnesDid() throws Exception {
        // The enquiries become one in a batch after the one that says whose they are.
        assertThat(plug.killedAt(
                        "insert into hub.redirect (old_entity, new_entity, record_type, why, at) select entity_id, 0,"
                                + " 'enquiry', 'held', now() from hub.contribution where key = 'W1'",
                        this::comparer))
                .isTrue();

        assertThat(entitiesOf("S1", "M1")).hasSize(1);
        assertThat(hub.query("select distinct person from fostering.enquiry where ended_at is null and family_name"
                        + " = 'Whitcombe'"))
                .isEqualTo(entitiesOf("S1"));
        assertThat(entitiesOf("R1", "W1")).hasSize(2);
        assertThat(hub.query("select distinct key from hub.identity_waiting order by 1"))
                .contains("R1", "W1");
        nothingIsHalfDone();
        goesOn();
    }

    @Test
    void aPassKilledAtAnyMomentEndsLikeAnUndisturbedOne() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> batch = batch();
        List<String> before = state();
        for (int i = 0; i < RANDOM_KILLS && waits() > 0; i++) {
            plug.killedWithin(LATEST_KILL, random, comparer());
            if (batch().equals(batch)) {
                assertThat(state()).as("seed " + seed).isEqualTo(before);
            }
            nothingIsHalfDone();
        }
        goesOn();
    }

    /** The same people, pairs and decisions as if nobody had pulled the plug. */
    private void goesOn() throws Exception {
        carryOut(hub);
        List<String> found = found(hub);
        try (HubFixture undisturbed = waiting()) {
            carryOut(undisturbed);
            assertThat(found).isEqualTo(found(undisturbed));
        }
        assertThat(waits()).isZero();
        assertThat(entitiesOf("S1", "M1")).hasSize(1);
        assertThat(entitiesOf("R1", "W1")).hasSize(1);
        assertThat(hub.query("select one_key, other_key from hub.identity_pair where state = 'review'"))
                .containsExactly("T1|T2");
        nothingIsHalfDone();
    }

    /** What is linked is one, what is one is told, nothing is about an entity that became another. */
    private void nothingIsHalfDone() {
        assertThat(hub.query("select p.id from hub.identity_pair p"
                        + " join hub.contribution o on o.source_id = p.one_source and o.key = p.one_key"
                        + " join hub.contribution t on t.source_id = p.other_source and t.key = p.other_key"
                        + " join hub.source os on os.id = o.source_id join hub.source ts on ts.id = t.source_id"
                        + " where p.state = 'linked' and os.record_type = ts.record_type"
                        + " and o.entity_id <> t.entity_id"))
                .isEmpty();
        assertThat(hub.query("select p.id from hub.identity_pair p left join hub.identity_decision d"
                        + " on d.pair_id = p.id where (p.state = 'linked') <> (d.id is not null)"))
                .isEmpty();
        assertThat(hub.query("select r.old_entity from hub.redirect r"
                        + " join hub.contribution c on c.entity_id = r.old_entity"))
                .isEmpty();
        assertThat(hub.query("select g.id from fostering.person g join hub.redirect r on r.old_entity = g.id"
                        + " where g.ended_at is null"))
                .isEmpty();
        assertThat(hub.query("select c.id from hub.change c left join hub.outgoing o on o.change_id = c.id"
                        + " where o.change_id is null and c.cause like 'identity%'"))
                .isEmpty();
    }

    private Process comparer() throws IOException {
        return IdentityComparer.start(folder, hub.url());
    }

    private void carryOut(HubFixture of) throws Exception {
        Process process = IdentityComparer.start(folder, of.url());
        assertThat(process.waitFor()).isZero();
    }

    private int waits() {
        return Integer.parseInt(hub.one("select count(*) from hub.identity_waiting"));
    }

    private List<String> batch() {
        return hub.query("select source_id, key from hub.identity_waiting order by 1, 2");
    }

    private List<String> entitiesOf(String... keys) {
        return hub.query("select distinct entity_id from hub.contribution where key in ('" + String.join("', '", keys)
                + "') and state = 'a' order by 1");
    }

    private List<String> state() {
        List<String> state = new ArrayList<>(hub.store());
        for (String table : TABLES) {
            state.addAll(hub.query("select '" + table + "', t::text from hub." + table + " t order by 2"));
        }
        state.addAll(hub.query("select source_id, key, entity_id from hub.contribution order by 1, 2"));
        state.add(hub.one("select count(*) from hub.outgoing"));
        return state;
    }

    /** What a pass finds and does, by the names of the records. */
    private static List<String> found(HubFixture of) {
        List<String> found = new ArrayList<>(of.store());
        Map<String, List<String>> known = People.known(of);
        List.of("entities", "references", "pairs").forEach(part -> found.addAll(known.get(part)));
        found.addAll(of.query("select p.one_key, p.other_key, d.verdict, d.step, d.by_person, d.actor, d.weight,"
                + " d.judgement from hub.identity_decision d join hub.identity_pair p on p.id = d.pair_id"
                + " order by 1, 2, 3"));
        found.addAll(of.query("select string_agg(c.key, ' ' order by c.key) from hub.identity_household_member m"
                + " join hub.contribution c on c.entity_id = m.person_id and c.state = 'a'"
                + " group by m.household_id order by 1"));
        found.addAll(of.query("select m.key, f.keys from hub.entity_move m left join lateral (select"
                + " string_agg(c.key, ' ' order by c.key) as keys from hub.contribution c"
                + " where c.entity_id = m.to_entity) f on true order by 1, 2"));
        found.addAll(of.query("select target, count(*) from hub.outgoing group by target order by 1"));
        return found;
    }
}
