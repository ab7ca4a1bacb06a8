package uk.fosteringhub.mappings.mapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import uk.fosteringhub.core.mapping.HeaderProblem;
import uk.fosteringhub.core.mapping.UnmappedCode;
import uk.fosteringhub.mappings.codes.CodeTable;

/** A condition as the mapping file says it. A column that the delivery does not have counts as empty. */
public interface ConditionPlan {

    /** The columns it looks at. */
    List<String> columns();

    Condition fittedTo(Header header) throws HeaderProblem;

    /** No condition. */
    static ConditionPlan always() {
        return new AllOf(List.of());
    }

    /** Every one holds. */
    record AllOf(List<ConditionPlan> parts) implements ConditionPlan {
        @Override
        public List<String> columns() {
            return parts.stream().flatMap(part -> part.columns().stream()).toList();
        }

        @Override
        public Condition fittedTo(Header header) throws HeaderProblem {
            Condition[] fitted = fitted(parts, header);
            if (fitted.length <= 1) {
                return fitted.length == 0 ? Condition.ALWAYS : fitted[0];
            }
            return (row, values, findings) -> {
                for (Condition condition : fitted) {
                    if (!condition.holds(row, values, findings)) {
                        return false;
                    }
                }
                return true;
            };
        }
    }

    /** At least one holds. */
    record AnyOf(List<ConditionPlan> parts) implements ConditionPlan {
        @Override
        public List<String> columns() {
            return parts.stream().flatMap(part -> part.columns().stream()).toList();
        }

        @Override
        public Condition fittedTo(Header header) throws HeaderProblem {
            Condition[] fitted = fitted(parts, header);
            return (row, values, findings) -> {
                for (Condition condition : fitted) {
                    if (condition.holds(row, values, findings)) {
                        return true;
                    }
                }
                return false;
            };
        }
    }

    /** The other does not hold. */
    record Not(ConditionPlan other) implements ConditionPlan {
        @Override
        public List<String> columns() {
            return other.columns();
        }

        @Override
        public Condition fittedTo(Header header) throws HeaderProblem {
            Condition fitted = other.fittedTo(header);
            return (row, values, findings) -> !fitted.holds(row, values, findings);
        }
    }

    /** About one column. */
    interface OfColumn extends ConditionPlan {
        SourcePlan source();

        @Override
        default List<String> columns() {
            return source().columns();
        }
    }

    /** The column holds one of the texts. */
    record ColumnIn(SourcePlan source, Set<String> texts) implements OfColumn {
        @Override
        public Condition fittedTo(Header header) throws HeaderProblem {
            Source fitted = source.fittedTo(header);
            return (row, values, findings) -> texts.contains(fitted.read(row));
        }
    }

    /** The column holds a spelling of one of the table's canonical codes. A spelling that the table lacks is listed. */
    record CodeIn(SourcePlan source, CodeTable table, Set<String> codes) implements OfColumn {
        @Override
        public Condition fittedTo(Header header) throws HeaderProblem {
            Source fitted = source.fittedTo(header);
            String column = source.label(header);
            return (row, values, findings) -> {
                String text = fitted.read(row);
                if (text.isEmpty()) {
                    return false;
                }
                if (text == Source.NUL) {
                    findings.nul(column, "");
                    return false;
                }
                String code = table.canonical(text);
                if (code == null) {
                    findings.unmapped(new UnmappedCode(table.name(), column, text));
                }
                return code != null && codes.contains(code);
            };
        }
    }

    /** The column is empty, or holds a placeholder for none. */
    record ColumnEmpty(SourcePlan source) implements OfColumn {
        @Override
        public Condition fittedTo(Header header) throws HeaderProblem {
            Source fitted = source.fittedTo(header);
            return (row, values, findings) -> fitted.read(row).isEmpty();
        }
    }

    /** The column holds digits alone, and at least one. */
    record ColumnDigits(SourcePlan source) implements OfColumn {
        @Override
        public Condition fittedTo(Header header) throws HeaderProblem {
            Source fitted = source.fittedTo(header);
            return (row, values, findings) -> fitted.read(row).matches("[0-9]+");
        }
    }

    /** The canonical field, written as text, is one of the texts. */
    record FieldIn(int index, Set<String> texts) implements ConditionPlan {
        @Override
        public List<String> columns() {
            return List.of();
        }

        @Override
        public Condition fittedTo(Header header) {
            return (row, values, findings) -> values[index] != null && texts.contains(values[index].toString());
        }
    }

    /** The canonical field has no value. */
    record FieldEmpty(int index) implements ConditionPlan {
        @Override
        public List<String> columns() {
            return List.of();
        }

        @Override
        public Condition fittedTo(Header header) {
            return (row, values, findings) -> values[index] == null;
        }
    }

    /** The later field is not before the earlier; holds too where either has no value. */
    record FieldOrder(int later, int earlier) implements ConditionPlan {
        @Override
        public List<String> columns() {
            return List.of();
        }

        @Override
        public Condition fittedTo(Header header) {
            return (row, values, findings) -> inOrder(values[earlier], values[later]);
        }

        @SuppressWarnings("unchecked")
        private static boolean inOrder(Object first, Object second) {
            if (first == null || second == null) {
                return true;
            }
            // The reader of mapping files lets only fields of one and the same type be compared.
            return ((Comparable<Object>) first).compareTo(second) <= 0;
        }
    }

    private static Condition[] fitted(List<ConditionPlan> plans, Header header) throws HeaderProblem {
        List<Condition> fitted = new ArrayList<>();
        for (ConditionPlan plan : plans) {
            fitted.add(plan.fittedTo(header));
        }
        return fitted.toArray(Condition[]::new);
    }
}
