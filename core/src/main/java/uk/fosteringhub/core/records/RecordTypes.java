package uk.fosteringhub.core.records;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every kind of canonical record the hub knows. The tables of the {@code fostering} schema follow this list. */
public final class RecordTypes {

    /** A carer, an applicant, a child or anyone else a system keeps a person record for. */
    public static final RecordType PERSON = RecordType.named("person")
            .text("title", "given_name", "middle_names", "family_name", "previous_family_name", "full_name")
            .date("birth_date")
            .flag("birth_date_estimated")
            .code("gender", "ethnicity")
            .text("nhs_number", "upn", "legacy_key", "email", "phone_home", "phone_mobile", "phone_work")
            .flag("phone_confidential", "restricted", "is_client", "is_foster_carer", "was_foster_carer", "is_adopter")
            .timestamp("duplicate_since")
            .flag("is_mother")
            .date("mother_child_birth_date")
            .build();

    /** Where a person lives or lived. */
    public static final RecordType ADDRESS = RecordType.named("address")
            .reference("person", "person")
            .code("kind")
            .text("one_line", "flat", "building", "house_number", "street", "town", "county", "postcode", "uprn")
            .flag("contact_address", "display_address")
            .date("started_on", "ended_on")
            .build();

    /** Someone who works for the council: social worker, supervising social worker, manager. */
    public static final RecordType WORKER = RecordType.named("worker")
            .text("given_name", "family_name", "full_name", "staff_id", "registration_number", "job_title", "team")
            .text("email", "phone")
            .date("started_on", "ended_on")
            .build();

    /** A fostering household: who fosters together, how many places, since when. */
    public static final RecordType HOUSEHOLD = RecordType.named("household")
            .text("name")
            .code("kind", "status")
            .reference("primary_carer", "person")
            .reference("secondary_carer", "person")
            .reference("supervising_worker", "worker")
            .text("postcode", "area")
            .integer("places_approved", "places_filled", "places_vacant", "places_not_available")
            .flag("kinship")
            .date("started_on", "approved_on", "ended_on")
            .code("end_reason", "tsd_status")
            .build();

    /** One household's or person's interest in fostering, and how far it got. */
    public static final RecordType ENQUIRY = RecordType.named("enquiry")
            .reference("person", "person")
            .reference("household", "household")
            .text("given_name", "family_name", "email", "phone", "postcode", "council", "regional_referral_id")
            .timestamp("enquired_at")
            .text("source_as_received")
            .code("source")
            .text("campaign", "promo_code", "dialled_number", "referrer")
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
            .text("ofsted_urn", "home_postcode", "placement_postcode")
            .integer("episodes")
            .build();

    private static final Map<String, RecordType> BY_NAME = new LinkedHashMap<>();

    static {
        for (RecordType type : List.of(
                PERSON, ADDRESS, WORKER, HOUSEHOLD, ENQUIRY, ASSESSMENT, APPROVAL, ALLOCATION, VISIT, PLACEMENT)) {
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
