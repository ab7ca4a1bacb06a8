package uk.fosteringhub.core.records;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A kind of canonical record: its name, which is also its table in the {@code fostering} schema, and its fields. */
public final class RecordType {
    private final String name;
    private final List<Field> fields;
    private final Map<String, Integer> positions;

    private RecordType(String name, List<Field> fields) {
        this.name = name;
        this.fields = List.copyOf(fields);
        this.positions = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            if (positions.put(fields.get(i).name(), i) != null) {
                throw new IllegalArgumentException(
                        name + " has two fields named " + fields.get(i).name());
            }
        }
    }

    public String name() {
        return name;
    }

    public List<Field> fields() {
        return fields;
    }

    public boolean has(String field) {
        return positions.containsKey(field);
    }

    public int indexOf(String field) {
        Integer position = positions.get(field);
        if (position == null) {
            throw new IllegalArgumentException(name + " has no field " + field);
        }
        return position;
    }

    public Field field(String field) {
        return fields.get(indexOf(field));
    }

    @Override
    public String toString() {
        return name;
    }

    static Builder named(String name) {
        return new Builder(name);
    }

    static final class Builder {
        private final String name;
        private final List<Field> fields = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        /** Free text, which may say anything about anybody. */
        Builder text(String... names) {
            return add(FieldType.TEXT, Personal.HIDDEN, names);
        }

        /** Text that is about no person: what a campaign, a course, an agency is called. */
        Builder openText(String... names) {
            return add(FieldType.TEXT, Personal.OPEN, names);
        }

        Builder name(String... names) {
            return add(FieldType.TEXT, Personal.NAME, names);
        }

        Builder email(String... names) {
            return add(FieldType.TEXT, Personal.EMAIL, names);
        }

        Builder phone(String... names) {
            return add(FieldType.TEXT, Personal.PHONE, names);
        }

        Builder postcode(String... names) {
            return add(FieldType.TEXT, Personal.POSTCODE, names);
        }

        Builder identifier(String... names) {
            return add(FieldType.TEXT, Personal.IDENTIFIER, names);
        }

        /** A code out of a table that is nobody's business without a reason. */
        Builder hiddenCode(String... names) {
            return add(FieldType.CODE, Personal.HIDDEN, names);
        }

        /** A day that identifies. */
        Builder birthDate(String... names) {
            return add(FieldType.DATE, Personal.DAY, names);
        }

        Builder code(String... names) {
            return add(FieldType.CODE, Personal.OPEN, names);
        }

        Builder date(String... names) {
            return add(FieldType.DATE, Personal.OPEN, names);
        }

        Builder timestamp(String... names) {
            return add(FieldType.TIMESTAMP, Personal.OPEN, names);
        }

        Builder flag(String... names) {
            return add(FieldType.BOOLEAN, Personal.OPEN, names);
        }

        Builder integer(String... names) {
            return add(FieldType.INTEGER, Personal.OPEN, names);
        }

        Builder decimal(String... names) {
            return add(FieldType.DECIMAL, Personal.OPEN, names);
        }

        Builder reference(String name, String refersTo) {
            fields.add(Field.reference(name, refersTo));
            return this;
        }

        private Builder add(FieldType type, Personal personal, String... names) {
            for (String field : names) {
                fields.add(new Field(field, type, "", personal));
            }
            return this;
        }

        RecordType build() {
            return new RecordType(name, fields);
        }
    }
}
