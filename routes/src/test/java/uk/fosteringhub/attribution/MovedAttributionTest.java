package uk.fosteringhub.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.attribution.AttributionSettings;
import uk.fosteringhub.core.attribution.store.Attributor;
import uk.fosteringhub.core.attribution.store.Corrections;
import uk.fosteringhub.core.attribution.store.EnquiryTrace;
import uk.fosteringhub.core.attribution.store.EnquiryTraces;
import uk.fosteringhub.core.attribution.store.ToAttribute;
import uk.fosteringhub.core.audit.AuditLog;

/** Attribution follows what turns out about people: whose a touchpoint is, which enquiries and persons are one. */
class MovedAttributionTest {
    private static final String LONG_AGO = "now() - interval '9 days'";

    private final AttributedStore store = new AttributedStore();
    private final Attributor attributor = store.attributor();

    /** Two people with an enquiry each, and a scan of a leaflet's code by nobody knows whom. */
    @BeforeEach
    void twoEnquiriesAndATouchpointOfNobody() {
        for (long person = 1; person <= 2; person++) {
            store.add(
                    "enquiry",
                    9 + person,
                    Map.of(
                            "person",
                            Long.toString(person),
                            "enquired_at",
                            "'2026-03-1" + person + " 12:00+00'",
                            "carried_by",
                            "'REGIONAL'",
                            "source_as_received",
                            "'LAFSE form'"));
        }
        store.add(
                "touchpoint",
                20,
                Map.of(
                        "occurred_at", "'2026-03-01 12:00+00'",
                        "kind", "'SOURCE'",
                        "channel_as_received", "'Leaflet'",
                        "channel", "'LEAFLET'",
                        "promo_code", "'LEAF1'",
                        "evidence_kind", "'PROMO_CODE'"));
        attributor.update();
        for (String table : List.of("enquiry", "touchpoint")) {
            store.execute("update fostering." + table + " set changed_at = " + LONG_AGO);
        }
        assertThat(attributor.update().enquiries()).isZero();
        assertThat(store.paths()).containsExactly("10 UNKNOWN_VIA_REDIRECT", "11 UNKNOWN_VIA_REDIRECT");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aTouchpointThatTurnsOutToBeSomebodysCountsForTheirEnquiryWithItsEvidence() {
        refers("person", "1", "{}");
        assertThat(attributor.update().enquiries()).isEqualTo(1);
        assertThat(store.paths()).containsExactly("10 LEAFLET", "11 UNKNOWN_VIA_REDIRECT");
        assertThat(store.rows("select enquiry_id, channel, evidence from hub.attribution_credit order by 1"))
                .containsExactly("10 LEAFLET PROMO_CODE", "11 UNKNOWN_VIA_REDIRECT NONE");
        assertThat(trace(10).summary()).isEqualTo("Caused by Leaflet or flyer; carried by the regional platform.");
    }

    @Test
    void aTouchpointThatTurnsOutToBeOfAnEnquiryCountsForIt() {
        refers("enquiry", "11", "{}");
        attributor.update();
        assertThat(store.paths()).containsExactly("10 UNKNOWN_VIA_REDIRECT", "11 LEAFLET");
    }

    @Test
    void aTouchpointThatIsTakenBackOrGoesToSomebodyElseCountsThereAndNoLonger() {
        refers("person", "1", "{}");
        attributor.update();
        store.execute("update fostering.touchpoint set changed_at = " + LONG_AGO);
        refers("person", "2", "{\"person\": 1}");
        assertThat(attributor.update().enquiries()).isEqualTo(2);
        assertThat(store.paths()).containsExactly("10 UNKNOWN_VIA_REDIRECT", "11 LEAFLET");
        refers("person", "null", "{\"person\": 2}");
        attributor.update();
        assertThat(store.paths()).containsExactly("10 UNKNOWN_VIA_REDIRECT", "11 UNKNOWN_VIA_REDIRECT");
    }

    @Test
    void peopleWhoTurnOutToBeOneHaveOneJourneyAndTheHouseholdCountsOnceAndASplitUndoesIt() {
        refers("person", "1", "{}");
        attributor.update();
        store.execute("update fostering.touchpoint set changed_at = " + LONG_AGO);
        List<String> apart = store.rows("select * from reporting.fact_enquiry order by enquiry_key");
        store.execute("update fostering.enquiry set person = 1, changed_at = now() where id = 11");
        redirect(2, 1, "person");
        attributor.update();
        assertThat(store.paths()).containsExactly("10 LEAFLET", "11 LEAFLET");
        assertThat(store.rows("select enquiry_key, enquiries from reporting.fact_enquiry order by 1"))
                .containsExactly("10 1", "11 0");

        store.execute("delete from hub.redirect");
        store.execute("update fostering.enquiry set person = 2, changed_at = now() where id = 11");
        attributor.update();
        assertThat(store.rows("select * from reporting.fact_enquiry order by enquiry_key"))
                .isEqualTo(apart);
    }

    @Test
    void enquiriesThatTurnOutToBeOneAreAttributedOnceWithTheClaimsAndTheCorrectionOfBoth() throws Exception {
        store.claim(10, "lafse", "R1", "Facebook");
        store.claim(11, "lcs", "E1", "bus back");
        new Corrections(store.database, new AuditLog(store.database), attributor)
                .correct("ann", 11, "RADIO", "", "said so at the visit");
        store.execute("update hub.contribution set entity_id = 10 where entity_id = 11");
        store.execute("delete from fostering.enquiry where id = 11");
        redirect(11, 10, "enquiry");
        attributor.update();
        assertThat(store.paths()).containsExactly("10 RADIO");
        assertThat(store.rows("select contradicting, corrected from reporting.fact_enquiry"))
                .containsExactly("t t");
        assertThat(trace(10).claims()).hasSize(2);
    }

    @Test
    void aClaimThatLosesChangesNoEnquiryAndMayStillContradict() {
        store.claim(10, "lafse", "R1", "Facebook");
        store.claim(10, "lcs", "E1", "facebook");
        attributor.whole();
        assertThat(store.rows("select contradicting from reporting.fact_enquiry order by enquiry_key"))
                .containsExactly("f", "f");
        store.execute("""
            insert into hub.delivery (feed, name, sha256, bytes, mapping_fingerprint, state, baseline, finished_at)
            values ('lcs-enquiries', 'second.csv', '', 1, '', 'accepted', false, now())\
            """);
        store.execute("update hub.contribution set body = '{\"source_as_received\": \"bus back\"}',"
                + " delivery_id = (select max(id) from hub.delivery) where key = 'E1'");
        assertThat(attributor.update().enquiries()).isEqualTo(1);
        assertThat(store.rows("select contradicting from reporting.fact_enquiry order by enquiry_key"))
                .containsExactly("t", "f");
    }

    @Test
    void whatIsNotedAsMovedIsAttributedAgainAlthoughNothingLooksDifferent() {
        store.claim(10, "lafse", "R1", "Facebook");
        store.claim(10, "lcs", "E1", "bus back");
        assertThat(attributor.update().enquiries())
                .as("nothing says that they came")
                .isZero();
        store.database.inTransaction(connection -> {
            ToAttribute.note(connection, List.of(10L, 10L));
            return null;
        });
        assertThat(attributor.update().enquiries()).isEqualTo(1);
        assertThat(store.rows("select contradicting from reporting.fact_enquiry order by enquiry_key"))
                .containsExactly("t", "f");
        assertThat(attributor.update().enquiries()).isZero();
    }

    /** As a contribution would: a new version of the touchpoint, and a change that says what it was before. */
    private void refers(String field, String to, String before) {
        store.execute("update fostering.touchpoint set " + field + " = " + to
                + ", version = version + 1, changed_at = now() where id = 20");
        store.execute("""
            insert into hub.change (id, record_type, entity_id, version, kind, before, after, cause, delivery_id,
                changed_at)
            select nextval('hub.change_id'), 'touchpoint', 20, version, 'changed', '%s', '{}', 'hub:1', 1, now()
            from fostering.touchpoint where id = 20\
            """.formatted(before));
    }

    private void redirect(long from, long to, String type) {
        store.execute("insert into hub.redirect values (%d, %d, '%s', 'alike', now())".formatted(from, to, type));
    }

    private EnquiryTrace trace(long enquiry) {
        return new EnquiryTraces(store.database, AttributedStore.RULES, AttributionSettings.DEFAULT)
                .of(enquiry)
                .orElseThrow();
    }
}
