package uk.fosteringhub.simulators.lcs;

/** Codes of the fostering tables. Their lists are not public: these follow the wording of the Ofsted fostering return. */
final class LcsCodes {
    static final String FAMILY_AND_FRIENDS = "FAMILY_FRIENDS";
    static final String[] HOUSEHOLD_TYPES = {
        "PERMANENT",
        "PERMANENT",
        "NON_PERMANENT",
        "NON_PERMANENT",
        "NON_PERMANENT",
        "EMERGENCY",
        "PARENT_CHILD",
        "REMAND",
        "FOSTER_TO_ADOPT",
        "SHORT_BREAKS",
        "SHARED_CARE",
        "OTHER"
    };
    static final String[] END_REASONS = {"TRANSFER_LA", "TRANSFER_AGENCY", "SERVICE", "CARER", "CARER", "UNKNOWN"};
    static final String[] DEVELOPMENT_STANDARDS = {
        "COMPLETED", "COMPLETED", "COMPLETED", "AWAITING_SIGN_OFF", "IN_PROGRESS", "NOT_COMMENCED"
    };
    static final String[] ASSESSMENT_TYPES = {"FORM_F", "FORM_F", "FORM_F", "KINSHIP", "KINSHIP", "REG24"};
    static final String[] INTERESTS = {"FOSTERING", "FOSTERING", "FOSTERING", "SHORT_BREAKS", "SUPPORTED_LODGINGS"};
    static final String[] CLOSED_REASONS = {"SAFEGUARDING", "WITHDRAWN", "TIMING", "HEALTH", "NO_RESPONSE"};

    private LcsCodes() {}
}
