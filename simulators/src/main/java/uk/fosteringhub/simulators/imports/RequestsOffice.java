package uk.fosteringhub.simulators.imports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import uk.fosteringhub.simulators.imports.ImportDesk.Judgement;

/**
 * An office that takes requests and chasers of checks. What was taken lies in folders below {@code import/}, one for each
 * step of the work, so that it is there after a restart.
 */
public abstract class RequestsOffice implements AutoCloseable {
    private final Path home;
    private final Path folder;
    private final ImportDesk desk;
    private final Map<String, Map<String, String>> newest = new LinkedHashMap<>();

    /** @param home where its files go, with {@code import/} below */
    protected RequestsOffice(Path home) {
        this.home = home;
        this.folder = home.resolve("import");
        this.desk = new ImportDesk(folder, this::judge);
    }

    /** Takes files as they come, until closed. */
    protected final void watch() {
        desk.watch();
    }

    /** Takes every file that lies there now; gives their names. */
    public final List<String> takeUp() {
        return desk.takeUp();
    }

    /** The newest row about each check since the start, by HUB_REFERENCE. */
    public final synchronized Map<String, Map<String, String>> requests() {
        return new LinkedHashMap<>(newest);
    }

    /** Work on one file of requests. */
    @FunctionalInterface
    protected interface Work {
        /** @param number of the file, with its zeros */
        void on(String number, List<Map<String, String>> rows) throws IOException;
    }

    /** Does the work on every file of one step, and puts each into the next. */
    protected final void goOn(String step, String next, Work work) throws IOException {
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
    public final void close() {
        desk.close();
    }

    /** Puts a file where the hub fetches it. */
    protected final void put(String name, CharSequence content) throws IOException {
        Files.writeString(home.resolve(name), content, StandardCharsets.UTF_8);
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
