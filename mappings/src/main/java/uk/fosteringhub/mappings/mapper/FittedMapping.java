package uk.fosteringhub.mappings.mapper;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.intake.RawRecord;
import uk.fosteringhub.core.mapping.Fragments;
import uk.fosteringhub.core.mapping.MappingResult;
import uk.fosteringhub.core.mapping.RowMapper;
import uk.fosteringhub.core.records.CanonicalRecord;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.Reference;

/** A mapping fitted to one header. No state: one serves any number of threads. */
final class FittedMapping implements RowMapper {
    private final RecordType type;
    private final String keyspace;
    private final FittedKey key;
    private final FittedField[] fields;
    private final FittedRule[] rules;
    private final FieldPlan[] taken;
    private final Optional<FittedModified> modified;
    private final List<FittedOtherName> otherNames;
    private final UsedColumns columns;

    FittedMapping(
            RecordType type,
            String keyspace,
            FittedKey key,
            List<FittedField> fields,
            List<FittedRule> rules,
            List<FieldPlan> taken,
            Optional<FittedModified> modified,
            List<FittedOtherName> otherNames,
            int[] usedPositions) {
        this.type = type;
        this.keyspace = keyspace;
        this.key = key;
        this.fields = fields.toArray(FittedField[]::new);
        this.rules = rules.toArray(FittedRule[]::new);
        this.taken = taken.toArray(FieldPlan[]::new);
        this.modified = modified;
        this.otherNames = otherNames;
        this.columns = new UsedColumns(key.positions(), usedPositions);
    }

    @Override
    public String key(RawRecord row) {
        return key.read(row.values());
    }

    @Override
    public boolean standsForNoRow(RawRecord row) {
        return key.standsForNoRow(row.values());
    }

    @Override
    public UsedColumns columns() {
        return columns;
    }

    @Override
    public MappingResult map(RawRecord row) {
        Findings findings = new Findings();
        findings.at(row.line());
        check(true, row.values(), new Object[type.fields().size()], findings);
        if (findings.problemCount() > 0) {
            return MappingResult.failed(findings.problems());
        }
        Object[] values = values(row, findings);
        String recordKey = key.read(row.values());
        if (recordKey.isEmpty()) {
            findings.at(row.line());
            key.explain(row.values(), findings);
        }
        for (RawRecord continuation : row.continuations()) {
            takeLast(values, values(continuation, findings));
        }
        for (FieldPlan plan : taken) {
            if (plan.take() == FieldPlan.Take.COUNT) {
                values[plan.index()] = (long) row.rows();
            }
        }
        Optional<Instant> modifiedAt = Optional.empty();
        if (modified.isPresent()) {
            RawRecord last = row.last();
            findings.at(last.line());
            modifiedAt = modified.get().read(last.values(), findings);
        }
        List<Reference> names = otherNames(row, values, findings);
        return findings.problemCount() > 0
                ? MappingResult.failed(findings.problems())
                : MappingResult.mapped(
                        new CanonicalRecord(type, keyspace, recordKey, values, modifiedAt, names), findings.unmapped());
    }

    @Override
    public Optional<Fragments> fragments(RawRecord row) {
        Set<String> unreadable = new LinkedHashSet<>();
        Object[] values = fragments(row.values(), unreadable);
        for (RawRecord continuation : row.continuations()) {
            takeLast(values, fragments(continuation.values(), unreadable));
        }
        return Optional.of(new Fragments(values, unreadable));
    }

    private Object[] fragments(String[] received, Set<String> unreadable) {
        Object[] values = new Object[type.fields().size()];
        for (FittedField field : fields) {
            // Each with findings of its own, since a mistake in a column that two fields read is said once.
            Findings findings = new Findings();
            field.read(received, values, findings);
            if (findings.problemCount() > 0) {
                unreadable.add(field.name());
            }
        }
        return values;
    }

    /** Nearly always none, and then there is nothing to gather. */
    private List<Reference> otherNames(RawRecord row, Object[] values, Findings findings) {
        if (otherNames.isEmpty()) {
            return List.of();
        }
        findings.at(row.line());
        Set<Reference> names = new LinkedHashSet<>();
        for (FittedOtherName name : otherNames) {
            name.read(row.values(), values, findings).ifPresent(names::add);
        }
        return List.copyOf(names);
    }

    private Object[] values(RawRecord row, Findings findings) {
        findings.at(row.line());
        int before = findings.problemCount();
        String[] received = row.values();
        Object[] values = new Object[type.fields().size()];
        for (FittedField field : fields) {
            field.read(received, values, findings);
        }
        // A rule about values that could not be read would only repeat the mistake in other words.
        if (findings.problemCount() == before) {
            check(false, received, values, findings);
        }
        return values;
    }

    private void check(boolean first, String[] received, Object[] values, Findings findings) {
        for (FittedRule rule : rules) {
            if (rule.first() == first) {
                rule.check(received, values, findings);
            }
        }
    }

    private void takeLast(Object[] values, Object[] later) {
        for (FieldPlan plan : taken) {
            if (plan.take() == FieldPlan.Take.LAST) {
                values[plan.index()] = later[plan.index()];
            }
        }
    }
}
