package uk.fosteringhub.core.identity.judge;

/** What is compared of two person records. */
public enum Field {
    NAME("name"),
    MIDDLE_NAME("middle name"),
    BIRTH_DATE("date of birth"),
    GENDER("gender"),
    PHONE("phone"),
    EMAIL("e-mail"),
    ADDRESS("address"),
    NHS_NUMBER("NHS number"),
    NATIONAL_ID("national id");

    private final String words;

    Field(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
