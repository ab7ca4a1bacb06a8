package uk.fosteringhub.simulators.lcs;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * LCS's import: takes files {@code hub-*.csv} from a folder, checks their trailer, gives new records numbers of its own, and
 * writes {@code <file>.ack.csv} beside each. A row whose {@code HUB_REFERENCE} it has taken before changes that record and
 * makes no second one.
 */
public final class LcsImport implements AutoCloseable {
    private static final long LOOK_MILLIS = 200;

    private final Path folder;
    private final Map<String, Map<String, String>> records = new LinkedHashMap<>();
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Map<String, String> rejected = new LinkedHashMap<>();
    private final List<String> files = new ArrayList<>();
    private long nextKey;
    private Optional<ScheduledExecutorService> watch = Optional.empty();

    /**
     * @param folder where import files come to lie
     * @param firstKey the first number it gives
     */
    public LcsImport(Path folder, long firstKey) {
        this.folder = folder;
        this.nextKey = firstKey;
    }

    /** Takes files as they come, until closed. */
    public LcsImport watching() {
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lcs-import");
            thread.setDaemon(true);
            return thread;
        });
        looking.scheduleWithFixedDelay(this::takeUp, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        watch = Optional.of(looking);
        return this;
    }

    /** Rejects every row that has this value in the column. */
    public synchronized void reject(String column, String value, String reason) {
        rejected.put(column + "=" + value, reason);
    }

    /** Takes every file that lies there now; gives their names. */
    public synchronized List<String> takeUp() {
        List<String> taken = new ArrayList<>();
        try {
            for (Path file : waiting()) {
                write(file.resolveSibling(file.getFileName() + ".ack.csv"), answer(Files.readAllBytes(file)));
                Path done = Files.createDirectories(folder.resolve("taken"));
                Files.move(file, done.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                taken.add(file.getFileName().toString());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        files.addAll(taken);
        return taken;
    }

    /** The names of all files taken, in their order; one that came twice stands there twice. */
    public synchronized List<String> files() {
        return List.copyOf(files);
    }

    /** What LCS has, by its own number: the columns of the newest row. */
    public synchronized Map<String, Map<String, String>> records() {
        return new LinkedHashMap<>(records);
    }

    @Override
    public void close() {
        watch.ifPresent(ScheduledExecutorService::shutdownNow);
    }

    private List<Path> waiting() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().matches("hub-.*\\.csv"))
                    .filter(file -> !file.getFileName().toString().endsWith(".ack.csv"))
                    .sorted()
                    .toList();
        }
    }

    private String answer(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int trailer = text.lastIndexOf("TRAILER,");
        List<NamedCsvRecord> rows = trailer < 0 ? List.of() : rows(text.substring(0, trailer));
        String wanted = trailer < 0 ? "" : "TRAILER," + rows.size() + "," + sha256(text.substring(0, trailer));
        StringWriter out = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(out)) {
            csv.writeRecord("line", "state", "key", "reason");
            if (trailer < 0 || !text.substring(trailer).strip().equals(wanted)) {
                csv.writeRecord("0", "rejected", "", "The control total is missing or wrong");
            } else {
                for (int i = 0; i < rows.size(); i++) {
                    answer(rows.get(i), i + 2, csv);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }

    private void answer(NamedCsvRecord row, int line, CsvWriter csv) {
        Map<String, String> columns = row.getFieldsAsMap();
        Optional<String> reason = columns.entrySet().stream()
                .map(cell -> rejected.get(cell.getKey() + "=" + cell.getValue()))
                .filter(found -> found != null)
                .findFirst();
        if (reason.isPresent()) {
            csv.writeRecord(String.valueOf(line), "rejected", "", reason.get());
            return;
        }
        String own = row.getField(0);
        String reference = row.getHeader().get(0) + " " + columns.get("HUB_REFERENCE");
        String key = own.isEmpty() ? keys.computeIfAbsent(reference, anew -> String.valueOf(nextKey++)) : own;
        records.computeIfAbsent(key, anew -> new LinkedHashMap<>()).putAll(columns);
        csv.writeRecord(String.valueOf(line), "accepted", key, "");
    }

    private static List<NamedCsvRecord> rows(String text) {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text)) {
            return reader.stream().toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void write(Path file, String content) throws IOException {
        Path unfinished = file.resolveSibling("." + file.getFileName());
        Files.writeString(unfinished, content);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
