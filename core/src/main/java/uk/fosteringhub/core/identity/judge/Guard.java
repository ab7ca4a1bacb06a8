package uk.fosteringhub.core.identity.judge;

/** Why two records are not linked automatically, however much speaks for it. */
public enum Guard {
    NHS_NUMBER_CONFLICT(true, "the NHS numbers are two persons'"),
    NATIONAL_ID_CONFLICT(true, "the national ids are two persons'"),
    BIRTH_DATE_CONFLICT(true, "the dates of birth are two persons'"),
    GENDER_CONFLICT(true, "the genders differ"),
    SHARED_CONTACT_ONLY(false, "a shared contact or address alone says household, not person"),
    SAME_BIRTH_OTHER_FIRST_NAME(
            false,
            "same date of birth and last name with different first names may be twins; neither NHS number nor e-mail agrees"),
    NO_BIRTH_DATE(false, "without a date of birth it takes the full name and two independent contacts"),
    NAME_AND_BIRTH_DATE_ALONE(false, "nothing but name and date of birth agrees"),
    WEAK_NAME(false, "the names agree too little"),
    WEAK_BIRTH_DATE(false, "the dates of birth agree too little for the rest to carry it"),
    RESTRICTED(false, "a restricted record is never linked without a person's word"),
    RUNNER_UP(false, "another person is nearly as likely"),
    CONTRADICTORY_CLUSTER(false, "it would bring together records that contradict each other"),
    DECIDED_DIFFERENT(false, "it would bring together what a person said is different");

    private final boolean veto;
    private final String words;

    Guard(boolean veto, String words) {
        this.veto = veto;
        this.words = words;
    }

    /** Whether the two records say that they are of two persons. */
    public boolean veto() {
        return veto;
    }

    public String words() {
        return words;
    }
}
