package uk.fosteringhub.simulators.lcs;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.simulators.imports.ImportDesk;
import uk.fosteringhub.simulators.imports.ImportDesk.Judgement;

/**
 * LCS's import: gives new records numbers of its own. A row whose {@code HUB_REFERENCE} it has taken before changes that
 * record and makes no second one.
 */
public final class LcsImport implements AutoCloseable {
    private final ImportDesk desk;
    private final Map<String, Map<String, String>> records = new LinkedHashMap<>();
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Map<String, String> rejected = new LinkedHashMap<>();
    private long nextKey;

    /**
     * @param folder where import files come to lie
     * @param firstKey the first number it gives
     */
    public LcsImport(Path folder, long firstKey) {
        this.desk = new ImportDesk(folder, this::judge);
        this.nextKey = firstKey;
    }

    /** Takes files as they come, until closed. */
    public LcsImport watching() {
        desk.watch();
        return this;
    }

    /** Rejects every row that has this value in the column. */
    public synchronized void reject(String column, String value, String reason) {
        rejected.put(column + "=" + value, reason);
    }

    /** Takes every file that lies there now; gives their names. */
    public List<String> takeUp() {
        return desk.takeUp();
    }

    /** The names of all files taken, in their order; one that came twice stands there twice. */
    public List<String> files() {
        return desk.files();
    }

    /** What LCS has, by its own number: the columns of the newest row. */
    public synchronized Map<String, Map<String, String>> records() {
        return new LinkedHashMap<>(records);
    }

    @Override
    public void close() {
        desk.close();
    }

    private synchronized Judgement judge(Map<String, String> row) {
        Optional<String> reason = row.entrySet().stream()
                .map(cell -> rejected.get(cell.getKey() + "=" + cell.getValue()))
                .filter(found -> found != null)
                .findFirst();
        if (reason.isPresent()) {
            return Judgement.rejected(reason.get());
        }
        // the first column is LCS's own number
        Map.Entry<String, String> first = row.entrySet().iterator().next();
        String reference = first.getKey() + " " + row.get("HUB_REFERENCE");
        String key = first.getValue().isEmpty()
                ? keys.computeIfAbsent(reference, anew -> String.valueOf(nextKey++))
                : first.getValue();
        records.computeIfAbsent(key, anew -> new LinkedHashMap<>()).putAll(row);
        return Judgement.accepted(key);
    }
}
