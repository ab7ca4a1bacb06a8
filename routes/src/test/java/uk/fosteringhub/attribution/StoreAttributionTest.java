package uk.fosteringhub.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.attribution.AttributionSettings;
import uk.fosteringhub.core.attribution.store.Attributor;
import uk.fosteringhub.core.attribution.store.Corrections;
import uk.fosteringhub.core.attribution.store.EnquiryTrace;
import uk.fosteringhub.core.attribution.store.EnquiryTraces;
import uk.fosteringhub.core.attribution.store.RulePreview;
import uk.fosteringhub.core.attribution.store.UnmappedSources;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.mappings.MappingFolder;

/** Attribution of what lies in the store. */
class StoreAttributionTest {
    private final AttributedStore store = new AttributedStore();

    @TempDir
    private Path temp;

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anEnquiryCarriedByTheRegionalPlatformIsCausedByWhatCameBefore() {
        campaign(900, "RADIO", "spring-radio", "+441632960111");
        store.add(
                "enquiry",
                10,
                Map.of(
                        "enquired_at", "'2026-03-10 12:00+00'",
                        "time_precision", "'SECOND'",
                        "carried_by", "'REGIONAL'",
                        "source_as_received", "'LAFSE'",
                        "dialled_number", "'+441632960111'"));
        store.attributor().update();
        assertThat(store.paths()).containsExactly("10 RADIO");
        EnquiryTrace trace = trace(10);
        assertThat(trace.carriedBy()).isEqualTo("REGIONAL");
        assertThat(trace.summary()).isEqualTo("Caused by Radio; carried by the regional platform.");
        assertThat(trace.redirect())
                .contains("would be Regional platform's form")
                .contains("it is Radio");
        assertThat(trace.models()).hasSize(6).allSatisfy(verdict -> assertThat(verdict.shares())
                .singleElement()
                .satisfies(share -> assertThat(share.credit()).isEqualTo(1.0)));
    }

    @Test
    void whereOnlyTheCouncilsNumberIsKnownTheCauseIsUnknownViaTheRedirectAndTheCouncilIsNamed() {
        store.add(
                "enquiry",
                10,
                Map.of(
                        "enquired_at", "'2026-03-10 12:00+00'",
                        "carried_by", "'REGIONAL'",
                        "dialled_number", "'+441632960999'"));
        store.attributor().update();
        assertThat(store.paths()).containsExactly("10 UNKNOWN_VIA_REDIRECT");
        assertThat(store.rows("select via_council from hub.attribution")).containsExactly("t");
        assertThat(trace(10).summary()).startsWith("Caused by the council's own number or page");
    }

    @Test
    void whatWasObservedCountsAndTheAnswerOnTheFormSupportsIt() {
        enquiry(10, "'fb'");
        touchpoint(20, 10, "2026-02-20 10:00+00", "'Leaflet'", "'LEAFLET'");
        store.attributor().update();
        assertThat(store.paths()).containsExactly("10 LEAFLET");
        assertThat(trace(10).steps())
                .extracting(step -> step.label() + ": " + step.why())
                .containsExactly(
                        "Leaflet or flyer: takes credit",
                        "Social media: is an answer; what was observed counts instead");
    }

    @Test
    void touchpointsOfThePersonCountForEveryEnquiryAndAHouseholdCountsOnce() {
        store.add("household", 5, Map.of("primary_carer", "1", "secondary_carer", "2"));
        for (long person = 1; person <= 2; person++) {
            store.add(
                    "enquiry",
                    10 + person,
                    Map.of(
                            "person",
                            Long.toString(person),
                            "enquired_at",
                            "'2026-03-1" + person + " 12:00+00'",
                            "approved_on",
                            "'2026-06-01'"));
        }
        store.add(
                "touchpoint",
                20,
                Map.of(
                        "person", "1",
                        "occurred_at", "'2026-03-01 12:00+00'",
                        "channel", "'EVENT'",
                        "kind", "'SOURCE'"));
        store.attributor().update();
        assertThat(store.paths()).containsExactly("11 EVENT", "12 UNKNOWN_NO_EVIDENCE");
        assertThat(store.rows("select enquiry_key, enquiries, approvals from reporting.fact_enquiry order by 1"))
                .containsExactly("11 1 1", "12 0 0");
    }

    @Test
    void systemsThatNameDifferentSourcesContradictEachOtherAndBothAreKept() {
        enquiry(10, "'Facebook'");
        enquiry(11, "'Facebook'");
        store.claim(10, "lcs", "E1", "bus back");
        store.claim(10, "lafse", "R1", "Facebook");
        store.claim(11, "lcs", "E2", "FB advert");
        store.claim(11, "lafse", "R2", "facebook");
        store.attributor().update();
        assertThat(store.rows("select enquiry_key, contradicting from reporting.fact_enquiry order by 1"))
                .containsExactly("10 t", "11 f");
        assertThat(trace(10).claims())
                .extracting(claim -> claim.system() + " " + claim.channel())
                .containsExactly("lafse SOCIAL_MEDIA", "lcs BUS");
    }

    @Test
    void aCorrectionByAPersonWinsAtOnceUntilItIsTakenBack() throws Exception {
        enquiry(10, "'fb'");
        Attributor attributor = store.attributor();
        attributor.update();
        Corrections corrections = new Corrections(store.database, new AuditLog(store.database), attributor);
        assertThatThrownBy(() -> corrections.correct("ann", 10, "RADIO", "", " "))
                .hasMessageContaining("needs a reason");
        assertThatThrownBy(() -> corrections.correct("ann", 99, "RADIO", "", "told me"))
                .hasMessageContaining("no enquiry 99");
        corrections.correct("ann", 10, "RADIO", "Spring", "told me at the first visit");
        assertThat(store.paths()).containsExactly("10 RADIO");
        attributor.whole();
        assertThat(store.paths()).containsExactly("10 RADIO");
        assertThat(trace(10).summary()).contains("as ann corrected");
        corrections.takeBack("ann", 10, "it was somebody else");
        assertThat(store.paths()).containsExactly("10 SOCIAL_MEDIA");
    }

    @Test
    void onlyWhatBelongsTogetherWithAChangeIsAttributedAgainAndTheResultIsThatOfTheWhole() {
        for (long i = 0; i < 30; i++) {
            store.add(
                    "enquiry",
                    100 + i,
                    Map.of(
                            "person",
                            Long.toString(1 + i / 2),
                            "enquired_at",
                            "'2026-03-10 12:00+00'",
                            "source_as_received",
                            i % 3 == 0 ? "'radio'" : "'leaflet'"));
        }
        Attributor attributor = store.attributor();
        attributor.update();
        store.execute("update fostering.enquiry set changed_at = now() - interval '3 days'");
        assertThat(attributor.update().enquiries()).isZero();
        touchpoint(500, 104, "2026-03-01 10:00+00", "'bus'", "'BUS'");
        store.execute("update fostering.enquiry set person = 1, changed_at = now() where id = 120");
        store.execute("update fostering.enquiry set ended_at = now(), changed_at = now() where id = 129");
        Attributor.Outcome again = attributor.update();
        assertThat(again.whole()).isFalse();
        assertThat(again.enquiries()).as("of 30").isEqualTo(7);
        List<String> stepwise = credits();
        assertThat(attributor.whole().whole()).isTrue();
        assertThat(credits()).isEqualTo(stepwise);
    }

    @Test
    void otherRulesAreAnotherVersionBesideTheOlderOneAndArePreviewedFirst() throws Exception {
        enquiry(10, "'the big blue van'");
        store.attributor().update();
        assertThat(new UnmappedSources(store.database).list(10))
                .extracting(one -> one.received() + " " + one.enquiries())
                .containsExactly("the big blue van 1");
        Path file = temp.resolve("sources.yml");
        Files.writeString(
                file,
                Files.readString(Path.of("../mappings/sources.yml"))
                        .replace("version: 2\n", "version: 3\n")
                        .replace("rules:\n", "rules:\n  - { rule: van, channel: EVENT, words: [blue van] }\n"));
        var candidate = MappingFolder.sources(Path.of("../mappings"), file);
        RulePreview.Result preview = new RulePreview(store.database, AttributionSettings.DEFAULT).of(candidate, 10);
        assertThat(preview.enquiries()).isEqualTo(1);
        assertThat(preview.retaken()).singleElement().satisfies(one -> assertThat(one.after())
                .isEqualTo("EVENT"));
        assertThat(store.paths()).as("a preview changes nothing").containsExactly("10 UNKNOWN_NO_EVIDENCE");
        new Attributor(store.database, candidate, AttributionSettings.DEFAULT).update();
        assertThat(store.paths()).containsExactly("10 EVENT");
        assertThat(store.rows("select v.rules, a.path from hub.attribution a join hub.attribution_version v on v.id ="
                        + " a.version_id order by v.id"))
                .containsExactly(
                        AttributedStore.RULES.version() + " UNKNOWN_NO_EVIDENCE", candidate.version() + " EVENT");
    }

    @Test
    void aCampaignInTheRightPlaceAtTheRightTimeIsShownAsInferredAndTakesNoCredit() {
        store.add(
                "campaign",
                900,
                Map.of(
                        "name", "'Banners'",
                        "channel", "'POSTER'",
                        "area", "'TN23, TN24'",
                        "started_on", "'2026-03-01'",
                        "ended_on", "'2026-03-20'"));
        store.add(
                "enquiry",
                10,
                Map.of("enquired_at", "'2026-03-10 12:00+00'", "postcode", "'TN23 1AA'", "carried_by", "'COUNCIL'"));
        store.attributor().update();
        assertThat(store.paths()).containsExactly("10 UNKNOWN_NO_EVIDENCE");
        assertThat(trace(10).steps()).singleElement().satisfies(step -> {
            assertThat(step.inferred()).isTrue();
            assertThat(step.confidence()).isLessThan(0.3);
            assertThat(step.why()).contains("only inferred");
        });
    }

    private EnquiryTrace trace(long enquiry) {
        return new EnquiryTraces(store.database, AttributedStore.RULES, AttributionSettings.DEFAULT)
                .of(enquiry)
                .orElseThrow();
    }

    private List<String> credits() {
        return store.rows("""
            select c.enquiry_id, c.channel, c.campaign, c.evidence, c.first, c.position, a.counted, a.path
            from hub.attribution_credit c join hub.attribution_version v on v.id = c.version_id and v.current
            join hub.attribution a on a.version_id = c.version_id and a.enquiry_id = c.enquiry_id order by 1, 2, 3, 4\
            """);
    }

    private void enquiry(long id, String said) {
        store.add(
                "enquiry",
                id,
                Map.of(
                        "enquired_at", "'2026-03-10 12:00+00'",
                        "time_precision", "'SECOND'",
                        "carried_by", "'COUNCIL'",
                        "source_as_received", said));
    }

    private void touchpoint(long id, long enquiry, String at, String said, String channel) {
        store.add(
                "touchpoint",
                id,
                Map.of(
                        "enquiry",
                        Long.toString(enquiry),
                        "occurred_at",
                        "'" + at + "'",
                        "kind",
                        "'SOURCE'",
                        "channel_as_received",
                        said,
                        "channel",
                        channel,
                        "evidence_kind",
                        "'CALL_NOTE'"));
    }

    private void campaign(long id, String channel, String code, String number) {
        store.add(
                "campaign",
                id,
                Map.of(
                        "name", "'Spring'",
                        "channel", "'" + channel + "'",
                        "campaign_code", "'" + code + "'",
                        "dialled_number", "'" + number + "'",
                        "started_on", "'2026-01-01'"));
    }
}
