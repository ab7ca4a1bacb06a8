package uk.fosteringhub.mappings.mapper;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.mapping.Assembly;
import uk.fosteringhub.core.mapping.HeaderProblem;
import uk.fosteringhub.core.mapping.MappedColumn;
import uk.fosteringhub.core.mapping.MappedField;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.mapping.RowMapper;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.mappings.dates.DateForm;

/**
 * A mapping file made ready to run.
 *
 * @param keys lists of columns that make the key; the first list that a header has whole counts
 * @param none what means none in key columns and conditions
 * @param requires columns that every delivery must have, though they may be empty
 * @param modified what says when the source last changed the record
 * @param otherNames keys by which other systems know the record
 * @param described what is done with each field, in words
 * @param clock tells the day on which a delivery is taken up, for "not in the future"
 */
public record FileMapping(
        String name,
        RecordType recordType,
        String keyspace,
        String fingerprint,
        List<List<String>> keys,
        NoneWords none,
        List<String> requires,
        Optional<FieldPlan.Branch> modified,
        Optional<Assembly> assembly,
        List<OtherNamePlan> otherNames,
        List<FieldPlan> fields,
        List<RulePlan> rules,
        List<MappedField> described,
        Clock clock)
        implements RecordMapping {

    @Override
    public List<String> otherKeyspaces() {
        return otherNames.stream().map(OtherNamePlan::keyspace).distinct().toList();
    }

    @Override
    public List<String> fieldNames() {
        return fields.stream().map(plan -> plan.field().name()).toList();
    }

    @Override
    public Map<String, List<Field>> fieldsByColumn() {
        Map<String, List<Field>> fieldsOf = new LinkedHashMap<>();
        reads().forEach(column -> fieldsOf.put(column, new ArrayList<>()));
        for (FieldPlan plan : fields) {
            plan.branches().forEach(branch -> branch.source().columns().forEach(column -> fieldsOf.get(column)
                    .add(plan.field())));
        }
        return fieldsOf;
    }

    @Override
    public List<String> keyColumns() {
        return keys.stream().flatMap(List::stream).distinct().toList();
    }

    @Override
    public List<MappedColumn> columns() {
        Map<String, MappedColumn> columns = new LinkedHashMap<>();
        for (String column : mustHave()) {
            columns.putIfAbsent(column.toUpperCase(Locale.ROOT), new MappedColumn(column, true));
        }
        for (String column : reads()) {
            columns.putIfAbsent(column.toUpperCase(Locale.ROOT), new MappedColumn(column, false));
        }
        return List.copyOf(columns.values());
    }

    @Override
    public RowMapper bind(List<String> columnNames) throws HeaderProblem {
        Header header = new Header(name, columnNames);
        Set<String> known = reads();
        FittedKey key = FittedKey.of(keys, none, header, known);
        List<String> missing =
                mustHave().stream().filter(column -> !header.has(column)).toList();
        if (!missing.isEmpty()) {
            throw header.missing(missing, "in every delivery", known);
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), DateForm.COUNCIL_TIME);
        List<FittedField> fitted = new ArrayList<>();
        for (FieldPlan plan : fields) {
            Optional<FittedField> field = FittedField.of(plan, header, today);
            if (field.isPresent()) {
                fitted.add(field.get());
            } else if (plan.required()) {
                List<String> aliases = plan.branches().get(0).source().columns();
                throw header.missing(
                        List.of(String.join(" or ", aliases)),
                        "for the field " + plan.field().name(),
                        known);
            }
        }
        List<FittedRule> fittedRules = new ArrayList<>();
        for (RulePlan rule : rules) {
            fittedRules.add(FittedRule.of(rule, header));
        }
        markAssembly(header);
        Optional<FittedModified> fittedModified = Optional.empty();
        if (modified.isPresent() && modified.get().source().isIn(header)) {
            SourcePlan source = modified.get().source();
            String column = source.label(header);
            fittedModified = Optional.of(new FittedModified(
                    column, source.fittedTo(header), modified.get().conversion().fittedTo(column, today)));
        }
        return new FittedMapping(
                recordType,
                keyspace,
                key,
                fitted,
                fittedRules,
                fields.stream()
                        .filter(plan -> plan.take() != FieldPlan.Take.FIRST)
                        .toList(),
                fittedModified,
                FittedOtherName.of(otherNames, header, today),
                header.usedPositions());
    }

    /** What makes one record of several rows decides the result too, so these columns count as read. */
    private void markAssembly(Header header) throws HeaderProblem {
        if (assembly.isPresent()) {
            for (String column : assemblyColumns(assembly.get())) {
                header.position(column);
            }
        }
    }

    private static List<String> assemblyColumns(Assembly assembly) {
        List<String> columns = new ArrayList<>(assembly.by());
        columns.add(assembly.order());
        columns.add(assembly.startColumn());
        return columns;
    }

    private Set<String> mustHave() {
        Set<String> columns = new LinkedHashSet<>();
        for (String column : keys.get(0)) {
            if (keys.stream().allMatch(alternative -> alternative.contains(column))) {
                columns.add(column);
            }
        }
        assembly.ifPresent(rows -> columns.addAll(assemblyColumns(rows)));
        columns.addAll(requires);
        for (FieldPlan plan : fields) {
            if (plan.required()
                    && plan.branches().size() == 1
                    && plan.branches().get(0).source().columns().size() == 1) {
                columns.addAll(plan.branches().get(0).source().columns());
            }
        }
        return columns;
    }

    private Set<String> reads() {
        Set<String> columns = new LinkedHashSet<>();
        keys.forEach(columns::addAll);
        columns.addAll(mustHave());
        for (FieldPlan plan : fields) {
            plan.branches().forEach(branch -> addColumns(branch, columns));
        }
        otherNames.forEach(name -> addColumns(name.branch(), columns));
        rules.forEach(rule -> columns.addAll(rule.columns()));
        modified.ifPresent(branch -> columns.addAll(branch.source().columns()));
        return columns;
    }

    private static void addColumns(FieldPlan.Branch branch, Set<String> columns) {
        columns.addAll(branch.source().columns());
        columns.addAll(branch.condition().columns());
    }
}
