package uk.fosteringhub.core.corrections;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.mapping.Assembly;
import uk.fosteringhub.core.mapping.HeaderProblem;
import uk.fosteringhub.core.mapping.MappedColumn;
import uk.fosteringhub.core.mapping.MappedField;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.mapping.RowMapper;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.RecordType;

/**
 * A mapping that reads some values as others. Its fingerprint covers them, so that rows which did not change are taken up
 * again when a correction comes or goes.
 */
public final class CorrectedMapping implements RecordMapping {
    private final RecordMapping mapping;
    private final List<Correction.Fix> fixes;
    private final String fingerprint;

    private CorrectedMapping(RecordMapping mapping, List<Correction.Fix> fixes) {
        this.mapping = mapping;
        this.fixes = List.copyOf(fixes);
        this.fingerprint = fingerprint(mapping.fingerprint(), fixes);
    }

    /** The mapping itself where there is nothing to correct. */
    public static RecordMapping of(RecordMapping mapping, List<Correction.Fix> fixes) {
        return fixes.isEmpty() ? mapping : new CorrectedMapping(mapping, fixes);
    }

    private static String fingerprint(String of, List<Correction.Fix> fixes) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(of.getBytes(StandardCharsets.UTF_8));
            for (Correction.Fix fix : fixes) {
                for (String part : List.of(fix.whenColumn(), fix.whenValue(), fix.setColumn(), fix.setValue())) {
                    sha256.update((byte) 0xFF);
                    sha256.update(part.getBytes(StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public String name() {
        return mapping.name();
    }

    @Override
    public RecordType recordType() {
        return mapping.recordType();
    }

    @Override
    public String keyspace() {
        return mapping.keyspace();
    }

    @Override
    public List<String> otherKeyspaces() {
        return mapping.otherKeyspaces();
    }

    @Override
    public List<MappedField> described() {
        return mapping.described();
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Optional<Assembly> assembly() {
        return mapping.assembly();
    }

    @Override
    public List<String> fieldNames() {
        return mapping.fieldNames();
    }

    @Override
    public Map<String, List<Field>> fieldsByColumn() {
        return mapping.fieldsByColumn();
    }

    @Override
    public List<String> keyColumns() {
        return mapping.keyColumns();
    }

    /** A column that only a correction looks at may be in a delivery too. */
    @Override
    public List<MappedColumn> columns() {
        Map<String, MappedColumn> columns = new LinkedHashMap<>();
        mapping.columns().forEach(column -> columns.put(CorrectedRows.folded(column.name()), column));
        fixes.forEach(fix ->
                columns.putIfAbsent(CorrectedRows.folded(fix.whenColumn()), new MappedColumn(fix.whenColumn(), false)));
        return new ArrayList<>(columns.values());
    }

    @Override
    public RowMapper bind(List<String> header) throws HeaderProblem {
        return CorrectedRows.of(mapping.bind(header), header, fixes);
    }
}
