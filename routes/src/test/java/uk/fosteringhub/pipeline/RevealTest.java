package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.access.Role;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.reveal.NotRevealed;
import uk.fosteringhub.core.reveal.RestrictedViews;
import uk.fosteringhub.core.reveal.Restriction;
import uk.fosteringhub.core.reveal.RevealRules;
import uk.fosteringhub.core.reveal.Reveals;
import uk.fosteringhub.core.reveal.Subject;
import uk.fosteringhub.core.reveal.WhoLooked;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;

/** Values are shown for a while, for a reason, to those who may; and it can be found out afterwards. */
@Tag("servers")
class RevealTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final String REASON = "The carer rang about a wrong date of birth";
    private static final Set<Role> OPERATIONS = Set.of(Role.OPERATIONS);
    private static final Set<Role> GOVERNANCE = Set.of(Role.GOVERNANCE);
    private static final WhoLooked.Asked ALL = new WhoLooked.Asked(Optional.empty(), Optional.empty(), 0, 100);

    private static final FeedSettings MOSAIC_PERSONS =
            HubFixture.csv("mosaic-persons", "mosaic/persons", FeedKind.DELTA);
    private static final FeedSettings MOSAIC_ADDRESSES =
            HubFixture.csv("mosaic-addresses", "mosaic/addresses", FeedKind.DELTA);

    @TempDir
    private Path folder;

    private HubFixture hub;

    @BeforeEach
    void aHubWithPeople() {
        hub = new HubFixture(folder);
        hub.deliver(HubFixture.persons(), """
                DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM
                1,Ada,Grey,1984-03-02
                2,Bea,Hill,1985-03-02
                3,Cal,Moor,31.02.1999
                """);
        hub.execute("update fostering.person set restricted = true where given_name = 'Bea'");
        hub.execute("""
                insert into fostering.household (id, version, primary_carer, secondary_carer, provenance, valid_from, changed_at)
                select 90, 1, a.id, null, '{}', now(), now() from fostering.person a where a.given_name = 'Ada';
                insert into fostering.enquiry (id, version, person, household, provenance, valid_from, changed_at)
                values (91, 1, null, 90, '{}', now(), now())""");
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private long person(String name) {
        return Long.parseLong(hub.one("select id from fostering.person where given_name = '" + name + "'"));
    }

    private Restriction restriction() {
        List<FeedSettings> feeds = new ArrayList<>(hub.hub.settings().feeds());
        feeds.addAll(List.of(MOSAIC_PERSONS, MOSAIC_ADDRESSES));
        return new Restriction(hub.onStore(), feeds, hub.hub.mappings(), hub.hub.payloads(), LONDON);
    }

    private Reveals at(Instant now) {
        return new Reveals(hub.onStore(), restriction(), RevealRules.DEFAULT, Clock.fixed(now, LONDON));
    }

    @Test
    void aReasonShowsTheValuesToThatPersonForAQuarterOfAnHourAndStandsInTheAudit() throws Exception {
        Subject ada = Subject.record(RecordTypes.PERSON, person("Ada"));
        assertThat(at(NOW).active("joy", ada)).isFalse();
        assertThat(at(NOW).grant("joy", OPERATIONS, ada, REASON)).isEqualTo(NOW.plus(Duration.ofMinutes(15)));

        assertThat(at(NOW).active("joy", ada)).isTrue();
        assertThat(at(NOW).active("sam", ada)).isFalse();
        assertThat(at(NOW).active("joy", Subject.failure(ada.id()))).isFalse();
        assertThat(at(NOW.plusSeconds(899)).active("joy", ada)).isTrue();
        assertThat(at(NOW.plusSeconds(900)).active("joy", ada)).isFalse();
        assertThat(hub.query("select actor, action, subject, entity_id, reason from hub.audit"))
                .containsExactly("joy|revealed|" + ada + "|" + ada.id() + "|" + REASON);
    }

    @Test
    void withoutARoleAReasonOrARecordNothingIsShown() {
        Subject ada = Subject.record(RecordTypes.PERSON, person("Ada"));
        assertThatThrownBy(() -> at(NOW).grant("ann", Set.of(Role.ADMIN), ada, REASON))
                .isInstanceOf(NotRevealed.class)
                .hasMessageContaining("Your role does not include");
        assertThatThrownBy(() -> at(NOW).grant("joy", OPERATIONS, ada, "  please   "))
                .isInstanceOf(NotRevealed.class)
                .hasMessageContaining("Say why");
        assertThatThrownBy(() -> at(NOW).grant("joy", OPERATIONS, ada, "x".repeat(501)))
                .isInstanceOf(NotRevealed.class);
        assertThatThrownBy(() -> at(NOW).grant("joy", OPERATIONS, Subject.record(RecordTypes.PERSON, 4711), REASON))
                .isInstanceOf(NotRevealed.class)
                .hasMessageContaining("no person 4711");
        assertThatThrownBy(() -> at(NOW).grant("joy", OPERATIONS, Subject.failure(4711), REASON))
                .isInstanceOf(NotRevealed.class);
        assertThat(hub.query("select id from hub.audit union all select id from hub.reveal"))
                .isEmpty();
    }

    @Test
    void aRestrictedPersonIsNotThereForThoseWhoMayNotKnow() throws Exception {
        Subject bea = Subject.record(RecordTypes.PERSON, person("Bea"));
        assertThatThrownBy(() -> at(NOW).grant("joy", OPERATIONS, bea, REASON))
                .isInstanceOf(NotRevealed.class)
                .hasMessage("There is no " + bea + " that you may see.");
        at(NOW).grant("gil", GOVERNANCE, bea, REASON);
        assertThat(at(NOW).active("gil", bea)).isTrue();
    }

    @Test
    void aFailureIsAboutTheRecordItsKeyLeadsTo() throws Exception {
        Subject failure = Subject.failure(Long.parseLong(hub.one("select id from hub.failure")));
        assertThat(restriction().about(failure)).contains(new Restriction.About(Optional.empty(), false));
        at(NOW).grant("joy", OPERATIONS, failure, REASON);
        assertThat(at(NOW).active("joy", failure)).isTrue();

        hub.execute("update hub.failure set source_key = '2'");
        assertThat(restriction().about(failure)).contains(new Restriction.About(Optional.of(person("Bea")), true));
        assertThatThrownBy(() -> at(NOW).grant("joy", OPERATIONS, failure, REASON))
                .isInstanceOf(NotRevealed.class);
        hub.execute("update hub.failure set feed = 'to-mosaic', source_key = 'person " + person("Bea") + "'");
        assertThat(restriction().about(failure).orElseThrow().restricted()).isTrue();
        hub.execute("update hub.failure set feed = 'to-mosaic', source_key = '(answer)'");
        assertThat(restriction().about(failure).orElseThrow().restricted()).isFalse();
    }

    @Test
    void aFailureIsRestrictedIfItsRowSaysSoOrCannotBeReadThere() {
        hub.deliver(MOSAIC_PERSONS, """
                PERSON_ID,LAST_NAME,RESTRICTED,NHS_ID
                11,Grey,Y,9990000001
                12,Moss,N,9990000001
                13,Lowe,perhaps,
                14,Peak,,9990000001
                15,Torn,N,9990000001,too,many
                """);
        assertThat(restricted("mosaic-persons", "11")).isTrue();
        assertThat(restricted("mosaic-persons", "12")).isFalse();
        assertThat(restricted("mosaic-persons", "13")).isTrue();
        assertThat(restricted("mosaic-persons", "14")).isFalse();
        assertThat(hub.query("select id from hub.failure where step = 'read'"))
                .singleElement()
                .satisfies(torn -> assertThat(restricted(Long.parseLong(torn))).isTrue());
        hub.execute("update hub.failure set raw = left(raw, length(raw) - 8) where source_key = '12'");
        assertThat(restricted("mosaic-persons", "12")).as("damaged").isTrue();
    }

    @Test
    void aFailureIsRestrictedIfItsRowLeadsToARestrictedOrAwaitedPerson() throws Exception {
        hub.deliver(MOSAIC_PERSONS, """
                PERSON_ID,LAST_NAME,RESTRICTED
                11,Grey,Y
                12,Moss,N
                """);
        hub.deliver(MOSAIC_ADDRESSES, """
                REF_ADDRESSES_PEOPLE_ID,PERSON_ID,ADDRESS,START_DATE,END_DATE
                1,11,1 Low Street,31.31.1999,
                2,12,2 Low Street,31.31.1999,
                3,13,3 Low Street,31.31.1999,
                4,,4 Low Street,31.31.1999,
                """);
        assertThat(restricted("mosaic-addresses", "1")).isTrue();
        assertThat(restricted("mosaic-addresses", "2")).isFalse();
        assertThat(restricted("mosaic-addresses", "3"))
                .as("nobody has told of 13")
                .isTrue();
        assertThat(restricted("mosaic-addresses", "4"))
                .as("whose it is, it does not say")
                .isTrue();
        Subject ofGrey = Subject.failure(failure("mosaic-addresses", "1"));
        assertThatThrownBy(() -> at(NOW).grant("joy", OPERATIONS, ofGrey, REASON))
                .isInstanceOf(NotRevealed.class);
        at(NOW).grant("gil", GOVERNANCE, ofGrey, REASON);
        at(NOW).grant("joy", OPERATIONS, Subject.failure(failure("mosaic-addresses", "2")), REASON);
        Restriction withoutMosaic = new Restriction(
                hub.onStore(), hub.hub.settings().feeds(), hub.hub.mappings(), hub.hub.payloads(), LONDON);
        assertThat(withoutMosaic.about(Subject.failure(failure("mosaic-addresses", "2"))))
                .as("a feed that is no longer in the settings")
                .contains(new Restriction.About(Optional.empty(), true));
    }

    @Test
    void aFailureWhoseRowWasEditedIsAboutWhomTheRowAsReceivedWasAbout() {
        hub.deliver(MOSAIC_PERSONS, """
                PERSON_ID,LAST_NAME,RESTRICTED,NHS_ID
                11,Grey,Y,9990000001
                12,Moss,N,9990000001
                """);
        hub.execute(
                "update hub.failure set replaces = " + failure("mosaic-persons", "11") + " where source_key = '12'");
        assertThat(restricted("mosaic-persons", "12")).isTrue();
    }

    private long failure(String feed, String key) {
        return Long.parseLong(
                hub.one("select id from hub.failure where feed = '" + feed + "' and source_key = '" + key + "'"));
    }

    private boolean restricted(String feed, String key) {
        return restricted(failure(feed, key));
    }

    private boolean restricted(long failure) {
        return restriction().about(Subject.failure(failure)).orElseThrow().restricted();
    }

    @Test
    void eachShowingOfARestrictedPersonIsNotedOnceADay() {
        long bea = person("Bea");
        Subject person = Subject.record(RecordTypes.PERSON, bea);
        viewsAt(NOW).note("gil", person, Optional.of(bea));
        viewsAt(NOW).note("gil", person, Optional.of(bea));
        viewsAt(NOW.plus(Duration.ofDays(1))).note("gil", person, Optional.of(bea));
        assertThat(hub.query("select actor, action, subject, entity_id from hub.audit"))
                .hasSize(2)
                .allMatch(("gil|restricted-record-viewed|person " + bea + "|" + bea)::equals);
    }

    private RestrictedViews viewsAt(Instant now) {
        return new RestrictedViews(hub.onStore(), Clock.fixed(now, LONDON), LONDON);
    }

    @Test
    void eachShowingOfAFailureAboutARestrictedPersonWhoseRecordNeverCameIsNotedOnceADay() {
        hub.deliver(MOSAIC_PERSONS, """
                PERSON_ID,LAST_NAME,RESTRICTED,NHS_ID
                11,Grey,Y,9990000001
                12,Moss,Y,9990000001
                """);
        Subject grey = Subject.failure(failure("mosaic-persons", "11"));
        Subject moss = Subject.failure(failure("mosaic-persons", "12"));
        assertThat(restriction().about(grey)).contains(new Restriction.About(Optional.empty(), true));
        for (Subject failure : List.of(grey, grey, moss)) {
            viewsAt(NOW).note("gil", failure, Optional.empty());
        }
        viewsAt(NOW).note("kim", grey, Optional.empty());
        viewsAt(NOW.plus(Duration.ofDays(1))).note("gil", grey, Optional.empty());
        assertThat(hub.query("select actor, action, subject, coalesce(entity_id, 0) from hub.audit order by id"))
                .containsExactly(
                        "gil|restricted-record-viewed|" + grey + "|0",
                        "gil|restricted-record-viewed|" + moss + "|0",
                        "kim|restricted-record-viewed|" + grey + "|0",
                        "gil|restricted-record-viewed|" + grey + "|0");

        WhoLooked who = new WhoLooked(hub.onStore());
        assertThat(who.at(grey, ALL))
                .extracting(WhoLooked.Look::actor, WhoLooked.Look::through)
                .containsExactly(
                        tuple("gil", grey.toString()), tuple("kim", grey.toString()), tuple("gil", grey.toString()));
        hub.execute("delete from hub.failure where source_key = '11'");
        assertThat(who.knows(grey)).as("removed for its age").isTrue();
        assertThat(who.knows(Subject.failure(failure("lcs-persons", "3"))))
                .as("nobody has looked")
                .isTrue();
        assertThat(who.knows(Subject.failure(4711))).isFalse();
    }

    @Test
    void aFailureOfAPersonToWhomOthersReferIsAboutThatPersonBeforeTheRecordComes() {
        hub.deliver(MOSAIC_PERSONS, "PERSON_ID,LAST_NAME,RESTRICTED,NHS_ID\n13,Lowe,Y,9990000001\n");
        hub.deliver(MOSAIC_ADDRESSES, """
                REF_ADDRESSES_PEOPLE_ID,PERSON_ID,ADDRESS,START_DATE,END_DATE
                1,13,3 Low Street,1999-01-31,
                """);
        long lowe = Long.parseLong(hub.one("select entity_id from hub.contribution where key = '13' and state = 'x'"));
        assertThat(restriction().about(Subject.failure(failure("mosaic-persons", "13"))))
                .contains(new Restriction.About(Optional.of(lowe), true));

        hub.deliver(MOSAIC_ADDRESSES, """
                REF_ADDRESSES_PEOPLE_ID,PERSON_ID,ADDRESS,START_DATE,END_DATE
                13,12,2 Low Street,31.31.1999,
                """);
        new AuditLog(hub.onStore())
                .write(AuditEntry.of("kim", "revealed", "failure " + failure("mosaic-addresses", "13")));
        viewsAt(NOW).note("gil", Subject.failure(failure("mosaic-persons", "13")), Optional.of(lowe));
        assertThat(new WhoLooked(hub.onStore()).at(RecordTypes.PERSON, lowe, ALL))
                .as("not of an address of the same key")
                .extracting(WhoLooked.Look::actor)
                .containsExactly("gil");
    }

    @Test
    void whoLookedIsFoundThroughFailuresFromBeforeTheRecordCame() throws Exception {
        Subject cal = Subject.failure(failure("lcs-persons", "3"));
        at(NOW).grant("joy", OPERATIONS, cal, REASON);
        hub.deliver(HubFixture.persons(), """
                DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM
                1,Ada,Grey,1984-03-02
                2,Bea,Hill,1985-03-02
                3,Cal,Moor,1999-02-28
                """);
        hub.execute("update hub.failure set state = 'resolved'");
        long came = person("Cal");
        WhoLooked who = new WhoLooked(hub.onStore());
        assertThat(who.at(RecordTypes.PERSON, came, ALL))
                .extracting(WhoLooked.Look::actor, WhoLooked.Look::subject, WhoLooked.Look::through)
                .containsExactly(tuple("joy", cal.toString(), "person " + came));
        assertThat(who.at(RecordTypes.PERSON, person("Ada"), ALL)).isEmpty();

        hub.execute("update hub.failure set feed = 'to-mosaic', source_key = 'person " + person("Ada") + "'");
        assertThat(who.at(RecordTypes.PERSON, person("Ada"), ALL))
                .as("a change that a target did not take")
                .extracting(WhoLooked.Look::actor)
                .containsExactly("joy");
        assertThat(who.at(RecordTypes.PERSON, came, ALL)).isEmpty();
    }

    @Test
    void whoLookedIsFoundThroughHouseholdsEnquiriesAndEarlierNumbers() throws Exception {
        long ada = person("Ada");
        AuditLog audit = new AuditLog(hub.onStore());
        hub.execute("insert into hub.redirect values (77, " + ada + ", 'person', 'a test', now())");
        audit.write(AuditEntry.of("kim", "revealed", "person 77").about(77));
        at(NOW).grant("joy", OPERATIONS, Subject.record(RecordTypes.HOUSEHOLD, 90), REASON);
        at(NOW).grant("sam", OPERATIONS, Subject.record(RecordTypes.ENQUIRY, 91), REASON);
        at(NOW).grant("lee", OPERATIONS, Subject.record(RecordTypes.PERSON, ada), REASON);
        audit.write(AuditEntry.of("gil", "revealed", "person 2").about(person("Bea")));

        WhoLooked who = new WhoLooked(hub.onStore());
        List<WhoLooked.Look> looks = who.at(RecordTypes.PERSON, ada, ALL);
        assertThat(looks).extracting(WhoLooked.Look::actor).containsExactly("lee", "sam", "joy", "kim");
        assertThat(looks)
                .extracting(WhoLooked.Look::through)
                .containsExactly("person " + ada, "enquiry 91", "household 90", "person " + ada);
        assertThat(looks.get(2).reason()).isEqualTo(REASON);
        assertThat(who.at(RecordTypes.PERSON, 77, ALL)).isEqualTo(looks);
        assertThat(who.at(RecordTypes.HOUSEHOLD, 90, ALL))
                .extracting(WhoLooked.Look::actor)
                .containsExactly("lee", "sam", "joy", "kim");
        assertThat(who.at(
                        RecordTypes.PERSON,
                        ada,
                        new WhoLooked.Asked(
                                Optional.empty(), Optional.empty(), looks.get(1).audit(), 1)))
                .containsExactly(looks.get(2));
        assertThat(who.at(
                        RecordTypes.PERSON,
                        ada,
                        new WhoLooked.Asked(Optional.of(Instant.now().plusSeconds(60)), Optional.empty(), 0, 10)))
                .isEmpty();
        assertThat(who.typeOf(ada)).contains(RecordTypes.PERSON);
        assertThat(who.typeOf(77)).contains(RecordTypes.PERSON);
        assertThat(who.typeOf(4711)).isEmpty();
    }
}
