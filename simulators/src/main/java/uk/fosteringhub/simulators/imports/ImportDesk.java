package uk.fosteringhub.simulators.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where a system takes import files: {@code hub-*.csv} in a folder, whose control total it checks. Each row is judged by the
 * system's clerk; {@code <file>.ack.csv} beside the file says what became of them, and the file goes to {@code taken/}.
 */
public final class ImportDesk implements AutoCloseable {
    /** The folder below that files go to. */
    public static final String TAKEN = "taken";

    private static final long LOOK_MILLIS = 200;

    private final Path folder;
    private final Clerk clerk;
    private final List<String> files = new ArrayList<>();
    private Optional<ScheduledExecutorService> watch = Optional.empty();

    /** Judges rows for a system. */
    @FunctionalInterface
    public interface Clerk {
        /** @param row columns in the order of the file */
        Judgement judge(Map<String, String> row);
    }

    /**
     * What becomes of a row.
     *
     * @param key the system's own, if it names one
     * @param reason why it is rejected
     */
    public record Judgement(boolean accepted, String key, String reason) {
        public static Judgement accepted(String key) {
            return new Judgement(true, key, "");
        }

        public static Judgement rejected(String reason) {
            return new Judgement(false, "", reason);
        }
    }

    /** @param folder where import files come to lie */
    public ImportDesk(Path folder, Clerk clerk) {
        this.folder = folder;
        this.clerk = clerk;
    }

    /** Takes files as they come, until closed. */
    public void watch() {
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "import-" + folder);
            thread.setDaemon(true);
            return thread;
        });
        looking.scheduleWithFixedDelay(this::takeUp, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        watch = Optional.of(looking);
    }

    /** Takes every file that lies there now; gives their names. */
    public synchronized List<String> takeUp() {
        List<String> taken = new ArrayList<>();
        try {
            for (Path file : waiting()) {
                String answer = answer(ImportedFile.read(file));
                Path done = Files.createDirectories(folder.resolve(TAKEN));
                // before the answer: who has the answer finds the file taken
                Files.move(file, done.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                write(file.resolveSibling(file.getFileName() + ".ack.csv"), answer);
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

    private String answer(ImportedFile file) {
        StringWriter out = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(out)) {
            csv.writeRecord("line", "state", "key", "reason");
            if (!file.whole()) {
                csv.writeRecord("0", "rejected", "", "The control total is missing or wrong");
            }
            for (int i = 0; file.whole() && i < file.rows().size(); i++) {
                Judgement judgement = clerk.judge(file.rows().get(i));
                csv.writeRecord(
                        String.valueOf(i + 2),
                        judgement.accepted() ? "accepted" : "rejected",
                        judgement.key(),
                        judgement.reason());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }

    private static void write(Path file, String content) throws IOException {
        Path unfinished = file.resolveSibling("." + file.getFileName());
        Files.writeString(unfinished, content);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
