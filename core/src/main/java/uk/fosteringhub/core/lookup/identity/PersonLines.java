package uk.fosteringhub.core.lookup.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import uk.fosteringhub.core.identity.judge.Field;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/** Gathers what a record says of a person under what is compared. */
final class PersonLines {
    private final List<SaidOfPerson.Line> lines = new ArrayList<>();

    void of(RecordType type, Object[] values) {
        if (type.equals(RecordTypes.CHECK)) {
            add(Field.NAME, "", type, values, "certificate_given_name", "certificate_family_name");
        } else {
            add(Field.NAME, "", type, values, name(type, values));
        }
        add(Field.NAME, "previously", type, values, "previous_family_name");
        add(Field.MIDDLE_NAME, "", type, values, "middle_names");
        boolean estimated =
                type.has("birth_date_estimated") && Boolean.TRUE.equals(values[type.indexOf("birth_date_estimated")]);
        add(Field.BIRTH_DATE, estimated ? "estimated" : "", type, values, "birth_date");
        add(Field.GENDER, "", type, values, "gender");
        add(Field.PHONE, "", type, values, "phone");
        add(Field.PHONE, "mobile", type, values, "phone_mobile");
        add(Field.PHONE, "home", type, values, "phone_home");
        add(Field.PHONE, "work", type, values, "phone_work");
        add(Field.EMAIL, "", type, values, "email");
        add(Field.ADDRESS, "", type, values, "postcode");
        add(Field.NHS_NUMBER, "", type, values, "nhs_number");
    }

    void phone(Object[] values) {
        add(Field.PHONE, "", RecordTypes.PHONE, values, "number");
    }

    void address(Object[] values) {
        RecordType type = RecordTypes.ADDRESS;
        Object ended = values[type.indexOf("ended_on")];
        String words = ended == null ? "" : "until " + ended;
        if (values[type.indexOf("one_line")] == null) {
            add(
                    Field.ADDRESS,
                    words,
                    type,
                    values,
                    "flat",
                    "building",
                    "house_number",
                    "street",
                    "town",
                    "county",
                    "postcode");
        } else {
            add(Field.ADDRESS, words, type, values, "one_line", "postcode");
        }
    }

    /** In the order in which fields are compared. */
    List<SaidOfPerson.Line> inOrder() {
        return lines.stream()
                .sorted(Comparator.comparing(SaidOfPerson.Line::field))
                .toList();
    }

    /** The full name says the same again where given and family name are there. */
    private static String[] name(RecordType type, Object[] values) {
        boolean parted = type.has("family_name") && values[type.indexOf("family_name")] != null;
        return parted || !type.has("full_name")
                ? new String[] {"title", "given_name", "family_name"}
                : new String[] {"full_name"};
    }

    private void add(Field field, String words, RecordType type, Object[] values, String... fields) {
        List<SaidOfPerson.Part> parts = new ArrayList<>();
        for (String name : fields) {
            if (type.has(name) && values[type.indexOf(name)] != null) {
                String value = values[type.indexOf(name)].toString();
                if (!value.isBlank()) {
                    parts.add(new SaidOfPerson.Part(type, name, value));
                }
            }
        }
        if (!parts.isEmpty()) {
            lines.add(new SaidOfPerson.Line(field, words, parts));
        }
    }
}
