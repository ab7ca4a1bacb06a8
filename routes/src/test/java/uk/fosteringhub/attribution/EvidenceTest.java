package uk.fosteringhub.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every kind of evidence leads to what caused the enquiry, and stands beside the credit that rests on it. */
class EvidenceTest {
    private final AttributedStore store = new AttributedStore();

    @BeforeEach
    void aCampaignOnTheRadio() {
        store.add(
                "campaign",
                900,
                Map.of(
                        "name", "'Spring'",
                        "channel", "'RADIO'",
                        "campaign_code", "'spring-radio'",
                        "promo_code", "'RADIO5'",
                        "dialled_number", "'+441632960111'",
                        "started_on", "'2026-01-01'"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatAnEnquiryItselfBringsIsEvidence() {
        enquiry(10, Map.of("utm_campaign", "'spring-radio'"));
        enquiry(11, Map.of("promo_code", "'radio5'"));
        enquiry(12, Map.of("dialled_number", "'+441632960111'"));
        enquiry(13, Map.of("source_as_received", "'saw it on a bus'"));
        enquiry(14, Map.of("utm_source", "'facebook'", "utm_medium", "'paid_social'"));
        enquiry(15, Map.of("referrer", "'https://www.google.co.uk/'"));
        enquiry(16, Map.of("campaign", "'Spring'"));
        store.attributor().update();
        assertThat(credits())
                .containsExactly(
                        "10 RADIO UTM 900",
                        "11 RADIO PROMO_CODE 900",
                        "12 RADIO DIALLED_NUMBER 900",
                        "13 BUS FORM_ANSWER null",
                        "14 SOCIAL_ADVERT UTM null",
                        "15 SEARCH_ENGINE REFERRER null",
                        "16 RADIO STAFF_ENTRY 900");
    }

    @Test
    void whatOthersSawOfAPersonIsEvidence() {
        touched(10, "EVENT_SCAN", "SOURCE", "'EVENT'", "'Summer fair'");
        touched(11, "CALL_NOTE", "SOURCE", "null", "'friend who fosters'");
        touched(12, "EMAIL_REPLY", "NUDGE", "'EMAIL_NUDGE'", "'reminder email'");
        touched(13, "SERVER_LOG", "TRANSIT", "'COUNCIL_PHONE_REDIRECT'", "'phone redirect'");
        store.attributor().update();
        assertThat(credits())
                .containsExactly(
                        "10 EVENT EVENT_SCAN null",
                        "11 CARER_REFERRAL CALL_NOTE null",
                        "12 EMAIL_NUDGE EMAIL_REPLY null",
                        "13 UNKNOWN_VIA_REDIRECT NONE null");
    }

    @Test
    void aRegionalEnquiryThatCameFromTheCouncilsPageWasCarriedByBothAndCausedByWhatCameBefore() {
        Map<String, String> fromThePage =
                Map.of("carried_by", "'REGIONAL'", "referrer", "'https://www.anycounty.gov.uk/fostering?x=1'");
        enquiry(10, fromThePage);
        touched(11, "EVENT_SCAN", "SOURCE", "'EVENT'", "'Summer fair'", fromThePage);
        enquiry(12, Map.of("referrer", "'https://www.anycounty.gov.uk/fostering'", "source_as_received", "'radio'"));
        store.attributor().update();
        assertThat(store.rows("select enquiry_id, path, carried_by, via_council from hub.attribution order by 1"))
                .containsExactly(
                        "10 UNKNOWN_VIA_REDIRECT REGIONAL t",
                        "11 EVENT REGIONAL t",
                        // the council's own form: its own page before it says nothing of what brought somebody there
                        "12 RADIO COUNCIL f");
    }

    private java.util.List<String> credits() {
        return store.rows("select enquiry_id, channel, evidence, campaign_id from hub.attribution_credit order by 1");
    }

    private void enquiry(long id, Map<String, String> values) {
        Map<String, String> all =
                new HashMap<>(Map.of("enquired_at", "'2026-03-10 12:00+00'", "carried_by", "'COUNCIL'"));
        all.putAll(values);
        store.add("enquiry", id, all);
    }

    private void touched(long enquiry, String evidence, String kind, String channel, String said) {
        touched(enquiry, evidence, kind, channel, said, Map.of());
    }

    private void touched(
            long enquiry, String evidence, String kind, String channel, String said, Map<String, String> values) {
        enquiry(enquiry, values);
        store.add(
                "touchpoint",
                100 + enquiry,
                Map.of(
                        "enquiry",
                        Long.toString(enquiry),
                        "occurred_at",
                        "'2026-03-01 12:00+00'",
                        "kind",
                        "'" + kind + "'",
                        "channel",
                        channel,
                        "channel_as_received",
                        said,
                        "evidence_kind",
                        "'" + evidence + "'"));
    }
}
