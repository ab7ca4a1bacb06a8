package uk.fosteringhub.core.tables;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Result files that appear together, whole, or not at all: nobody reads half a result. */
public final class OutputFolder implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final Map<Path, Path> unfinished = new LinkedHashMap<>();

    public OutputFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    public Writer file(String name) throws IOException {
        Path part = folder.resolve("." + name + "-" + UUID.randomUUID() + ".part");
        unfinished.put(folder.resolve(name), part);
        return new BufferedWriter(
                new OutputStreamWriter(
                        Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        StandardCharsets.UTF_8),
                BUFFER);
    }

    /** Gives every file its name, in place of an older one. All writers must be closed. */
    public void finish() throws IOException {
        for (Map.Entry<Path, Path> file : unfinished.entrySet()) {
            Files.move(file.getValue(), file.getKey(), StandardCopyOption.REPLACE_EXISTING);
        }
        unfinished.clear();
    }

    @Override
    public void close() throws IOException {
        for (Path part : unfinished.values()) {
            Files.deleteIfExists(part);
        }
    }
}
