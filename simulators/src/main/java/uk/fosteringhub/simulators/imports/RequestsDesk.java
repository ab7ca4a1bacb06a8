package uk.fosteringhub.simulators.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import uk.fosteringhub.simulators.imports.ImportDesk.Judgement;

/**
 * An office's desk for requests and chasers of checks. What was taken lies in folders below {@code import/}, one for each
 * step of the work, so that it is there after a restart.
 */
public final class RequestsDesk implements AutoCloseable {
    private final Path folder;
    private final ImportDesk desk;
    private final Map<String, Map<String, String>> newest = new LinkedHashMap<>();

    /** @param home the office's place, with {@code import/} below */
    public RequestsDesk(Path home) {
        this.folder = home.resolve("import");
        this.desk = new ImportDesk(folder, this::judge);
    }

    /** Takes files as they come, until closed. */
    public void watch() {
        desk.watch();
    }

    /** Takes every file that lies there now; gives their names. */
    public List<String> takeUp() {
        return desk.takeUp();
    }

    /** The newest row about each check since the start, by HUB_REFERENCE. */
    public synchronized Map<String, Map<String, String>> newest() {
        return new LinkedHashMap<>(newest);
    }

    /** Work on one file of requests. */
    @FunctionalInterface
    public interface Work {
        /** @param number of the file, with its zeros */
        void on(String number, List<Map<String, String>> rows) throws IOException;
    }

    /** Does the work on every file of one step, and puts each into the next. */
    public void goOn(String step, String next, Work work) throws IOException {
        Path from = folder.resolve(step);
        if (!Files.isDirectory(from)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(from)) {
            files = all.sorted().toList();
        }
        Path to = Files.createDirectories(folder.resolve(next));
        for (Path file : files) {
            String number = file.getFileName().toString().replaceAll("[^0-9]", "");
            work.on(number, ImportedFile.read(file).rows());
            Files.move(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() {
        desk.close();
    }

    private synchronized Judgement judge(Map<String, String> row) {
        if (row.getOrDefault("SURNAME", "").isEmpty()
                || row.getOrDefault("DATE_OF_BIRTH", "").isEmpty()) {
            return Judgement.rejected("Nobody can be asked for without a name and a date of birth");
        }
        newest.put(row.get("HUB_REFERENCE"), row);
        // the office keeps no number of its own: the hub's comes back with every answer
        return Judgement.accepted("");
    }
}
