package uk.fosteringhub.core.records;

import java.util.Set;

/** What kind of text a field holds, as far as it matters for finding and comparing. */
public enum Meaning {
    NAME,
    PHONE,
    EMAIL,
    POSTCODE,
    NHS_NUMBER,
    REFERRAL,
    /** Anything else. */
    OTHER;

    private static final Set<String> NAMES =
            Set.of("given_name", "middle_names", "family_name", "previous_family_name", "full_name", "name");
    private static final Set<String> PHONES =
            Set.of("phone", "phone_home", "phone_mobile", "phone_work", "number", "dialled_number");

    public static Meaning of(Field field) {
        String name = field.name();
        if (field.type() != FieldType.TEXT) {
            return OTHER;
        }
        if (NAMES.contains(name)) {
            return NAME;
        }
        if (PHONES.contains(name)) {
            return PHONE;
        }
        if (name.equals("email")) {
            return EMAIL;
        }
        if (name.equals("postcode") || name.endsWith("_postcode")) {
            return POSTCODE;
        }
        if (name.equals("nhs_number")) {
            return NHS_NUMBER;
        }
        return name.equals("regional_referral_id") ? REFERRAL : OTHER;
    }
}
