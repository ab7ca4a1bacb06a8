package uk.fosteringhub.core.records;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every kind of canonical record the hub knows. The tables of the {@code fostering} schema follow this list. */
public final class RecordTypes {

    /** A carer, an applicant, a child or anyone else a system keeps a person record for. */
    public static final RecordType PERSON = RecordType.named("person")
            .name("title", "given_name", "middle_names", "family_name", "previous_family_name", "full_name")
            .birthDate("birth_date")
            .flag("birth_date_estimated")
            .code("gender")
            .hiddenCode("ethnicity")
            .identifier("nhs_number", "upn", "legacy_key")
            .email("email")
            .phone("phone_home", "phone_mobile", "phone_work")
            .flag("phone_confidential", "restricted", "is_client", "is_foster_carer", "was_foster_carer", "is_adopter")
            .timestamp("duplicate_since")
            .flag("is_mother")
            .birthDate("mother_child_birth_date")
            .build();

    /** Where a person lives or lived. */
    public static final RecordType ADDRESS = RecordType.named("address")
            .reference("person", "person")
            .code("kind")
            .text("one_line", "flat", "building", "house_number", "street")
            .openText("town", "county")
            .postcode("postcode")
            .identifier("uprn")
            .flag("contact_address", "display_address")
            .date("started_on", "ended_on")
            .build();

    /** Someone who works for the council: social worker, supervising social worker, manager. */
    public static final RecordType WORKER = RecordType.named("worker")
            .name("given_name", "family_name", "full_name")
            .identifier("staff_id", "registration_number")
            .openText("job_title", "team")
            .email("email")
            .phone("phone")
            .date("started_on", "ended_on")
            .build();

    /** A fostering household: who fosters together, how many places, since when. */
    public static final RecordType HOUSEHOLD = RecordType.named("household")
            .name("name")
            .code("kind", "status")
            .reference("primary_carer", "person")
            .reference("secondary_carer", "person")
            .reference("supervising_worker", "worker")
            .postcode("postcode")
            .openText("area")
            .integer("places_approved", "places_filled", "places_vacant", "places_not_available")
            .flag("kinship")
            .date("started_on", "approved_on", "ended_on")
            .code("end_reason", "tsd_status")
            .build();

    /** One household's or person's interest in fostering, and how far it got. */
    public static final RecordType ENQUIRY = RecordType.named("enquiry")
            .reference("person", "person")
            .reference("household", "household")
            .name("given_name", "family_name")
            .email("email")
            .phone("phone")
            .postcode("postcode")
            .openText("council", "regional_referral_id")
            .timestamp("enquired_at")
            .code("time_precision")
            .text("source_as_received")
            .code("source")
            .openText("campaign", "promo_code", "dialled_number", "referrer", "landing_page")
            .openText("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "event_name")
            .code("carried_by", "interest", "status")
            .date("replied_on", "completed_on", "initial_home_visit_on", "application_given_on")
            .date("application_received_on", "training_on", "panel_on", "approved_on", "closed_on")
            .code("closed_reason")
            .build();

    /** An assessment of prospective carers (Form F, kinship) with its milestones. */
    public static final RecordType ASSESSMENT = RecordType.named("assessment")
            .reference("household", "household")
            .reference("enquiry", "enquiry")
            .reference("worker", "worker")
            .code("kind")
            .date("started_on", "stage_one_started_on", "stage_one_completed_on", "stage_two_started_on")
            .date("dbs_requested_on", "dbs_returned_on", "medical_requested_on", "medical_returned_on")
            .date("references_completed_on", "training_completed_on", "report_completed_on", "panel_on")
            .date("decision_on", "ended_on")
            .code("outcome", "end_reason")
            .build();

    /** What a household is approved for, from when to when. */
    public static final RecordType APPROVAL = RecordType.named("approval")
            .reference("household", "household")
            .code("kind", "status")
            .date("approved_on", "review_due_on", "ended_on")
            .code("end_reason")
            .integer("places", "age_from", "age_to")
            .text("terms")
            .build();

    /** A worker's responsibility for a person or household over a time. */
    public static final RecordType ALLOCATION = RecordType.named("allocation")
            .reference("person", "person")
            .reference("household", "household")
            .reference("worker", "worker")
            .code("role", "reason")
            .flag("case_worker")
            .date("started_on", "ended_on")
            .build();

    /** A visit planned, held or missed. */
    public static final RecordType VISIT = RecordType.named("visit")
            .reference("person", "person")
            .reference("household", "household")
            .reference("worker", "worker")
            .code("kind")
            .timestamp("planned_at", "held_at")
            .flag("completed", "seen", "seen_alone", "unannounced", "joint")
            .code("reason_not_planned", "reason_not_held")
            .date("rearranged_to")
            .build();

    /** A child's time with one carer: consecutive episodes of the SSDA903 return that only change the legal status. */
    public static final RecordType PLACEMENT = RecordType.named("placement")
            .reference("child", "person")
            .reference("household", "household")
            .code("kind", "provider")
            .date("started_on", "ended_on")
            .code("started_because", "ended_because", "change_reason", "legal_status", "category_of_need")
            .openText("ofsted_urn", "agency")
            .postcode("home_postcode", "placement_postcode")
            .decimal("weekly_fee")
            .integer("episodes")
            .build();

    /** A telephone number of a person, with what its type says about disclosing it. */
    public static final RecordType PHONE = RecordType.named("phone")
            .reference("person", "person")
            .code("kind")
            .phone("number")
            .flag("confidential")
            .date("started_on", "ended_on")
            .build();

    /** One step of a piece of work in a case system: a stage reached, a task done, sent back or cancelled. */
    public static final RecordType WORKFLOW_STEP = RecordType.named("workflow_step")
            .reference("person", "person")
            .reference("household", "household")
            .reference("worker", "worker")
            .reference("authorised_by", "worker")
            .reference("previous_step", "workflow_step")
            .code("kind", "status")
            .openText("episode")
            .date("due_on")
            .timestamp("started_at", "completed_at")
            .code("cancelled_reason")
            .date("rearranged_to")
            .build();

    /** Nights a child spends with other carers than usual: short breaks, relief nights, respite. */
    public static final RecordType SHORT_BREAK = RecordType.named("short_break")
            .reference("child", "person")
            .reference("household", "household")
            .reference("usual_household", "household")
            .code("kind")
            .integer("tier", "nights")
            .date("started_on", "ended_on")
            .code("status")
            .build();

    /** Something that brought a person closer to fostering, with the evidence for it; its confidence is 0 to 1. */
    public static final RecordType TOUCHPOINT = RecordType.named("touchpoint")
            .reference("person", "person")
            .reference("household", "household")
            .reference("enquiry", "enquiry")
            .reference("campaign", "campaign")
            .name("given_name", "family_name")
            .email("email")
            .phone("phone")
            .postcode("postcode")
            .openText("council")
            .timestamp("occurred_at")
            .code("time_precision", "kind")
            .text("channel_as_received")
            .code("channel")
            .text("campaign_as_received")
            .openText("campaign_code", "promo_code", "dialled_number", "referrer", "landing_page")
            .openText("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "event_name")
            .text("answer")
            .code("evidence_kind")
            .decimal("evidence_confidence")
            .code("carried_by")
            .openText("regional_referral_id")
            .timestamp("answered_at")
            .build();

    /** A check on a person, such as DBS or an adult health assessment, through its life. */
    public static final RecordType CHECK = RecordType.named("check")
            .reference("person", "person")
            .reference("household", "household")
            .reference("assessment", "assessment")
            .reference("requested_by", "worker")
            .code("kind", "status")
            .identifier("certificate_number", "application_reference")
            .name("certificate_given_name", "certificate_family_name")
            .birthDate("birth_date")
            .identifier("nhs_number")
            .flag("update_service")
            .date("consented_on", "requested_on", "sent_on", "chased_on")
            .integer("chasers")
            .date("returned_on", "printed_on", "valid_until")
            .timestamp("checked_at")
            .code("outcome")
            .text("outcome_as_received")
            .build();

    /** A review of a household's approval. */
    public static final RecordType REVIEW = RecordType.named("review")
            .reference("household", "household")
            .reference("chaired_by", "worker")
            .code("kind", "outcome")
            .date("due_on", "held_on", "next_due_on")
            .flag("to_panel")
            .build();

    /** Training booked, attended or under way: Skills to Foster, TSD standards, courses. */
    public static final RecordType TRAINING = RecordType.named("training")
            .reference("person", "person")
            .reference("household", "household")
            .code("kind", "status")
            .openText("title")
            .date("booked_on", "attended_on", "due_on", "completed_on")
            .decimal("hours")
            .build();

    /** A case before the fostering panel, up to the agency decision maker's decision and an independent review. */
    public static final RecordType PANEL_DECISION = RecordType.named("panel_decision")
            .reference("household", "household")
            .reference("assessment", "assessment")
            .code("kind")
            .date("submitted_on", "papers_on", "panel_on")
            .code("recommendation")
            .date("decision_on")
            .code("decision")
            .date("review_requested_on", "review_decided_on")
            .code("review_outcome")
            .text("terms")
            .build();

    /** A recruitment campaign: where and when it ran, and by what it is recognised. */
    public static final RecordType CAMPAIGN = RecordType.named("campaign")
            .openText("name")
            .code("channel")
            .openText("channel_as_received", "campaign_code", "promo_code", "dialled_number", "landing_page", "area")
            .date("started_on", "ended_on")
            .decimal("budget")
            .build();

    /** Money spent on a campaign or channel in a period, in pounds; a credit note gives money back and is negative. */
    public static final RecordType SPEND = RecordType.named("spend")
            .reference("campaign", "campaign")
            .code("kind", "channel")
            .openText("channel_as_received", "supplier", "invoice_number")
            .date("period_started_on", "period_ended_on")
            .decimal("amount")
            .build();

    /** A form a carer sent through the portal, and what became of it. */
    public static final RecordType CARER_FORM = RecordType.named("carer_form")
            .reference("person", "person")
            .reference("household", "household")
            .reference("handled_by", "worker")
            .code("kind", "status")
            .text("subject")
            .timestamp("submitted_at", "handled_at")
            .build();

    /** A time in which a household takes no, or fewer, placements. */
    public static final RecordType AVAILABILITY = RecordType.named("availability")
            .reference("household", "household")
            .code("kind", "reason")
            .integer("places")
            .date("started_on", "expected_end_on", "ended_on")
            .build();

    private static final Map<String, RecordType> BY_NAME = new LinkedHashMap<>();

    static {
        for (RecordType type : List.of(
                PERSON,
                ADDRESS,
                PHONE,
                WORKER,
                HOUSEHOLD,
                ENQUIRY,
                ASSESSMENT,
                APPROVAL,
                ALLOCATION,
                VISIT,
                WORKFLOW_STEP,
                PLACEMENT,
                SHORT_BREAK,
                TOUCHPOINT,
                CHECK,
                REVIEW,
                TRAINING,
                PANEL_DECISION,
                CAMPAIGN,
                SPEND,
                CARER_FORM,
                AVAILABILITY)) {
            BY_NAME.put(type.name(), type);
        }
    }

    private RecordTypes() {}

    public static List<RecordType> all() {
        return List.copyOf(BY_NAME.values());
    }

    public static Optional<RecordType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
