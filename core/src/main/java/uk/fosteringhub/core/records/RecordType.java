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

        Builder text(String... names) {
            return add(FieldType.TEXT, names);
        }

        Builder code(String... names) {
            return add(FieldType.CODE, names);
        }

        Builder date(String... names) {
            return add(FieldType.DATE, names);
        }

        Builder timestamp(String... names) {
            return add(FieldType.TIMESTAMP, names);
        }

        Builder flag(String... names) {
            return add(FieldType.BOOLEAN, names);
        }

        Builder integer(String... names) {
            return add(FieldType.INTEGER, names);
        }

        Builder decimal(String... names) {
            return add(FieldType.DECIMAL, names);
        }

        Builder reference(String name, String refersTo) {
            fields.add(new Field(name, FieldType.REFERENCE, refersTo));
            return this;
        }

        private Builder add(FieldType type, String... names) {
            for (String field : names) {
                fields.add(Field.of(field, type));
            }
            return this;
        }

        RecordType build() {
            return new RecordType(name, fields);
        }
    }
}
