package uk.fosteringhub.mappings.codes;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The code tables of a mappings folder, by name. */
public final class CodeTables {
    private final SortedMap<String, CodeTable> tables;

    private CodeTables(SortedMap<String, CodeTable> tables) {
        this.tables = tables;
    }

    /**
     * Reads every {@code *.csv} of the folder; a folder that does not exist holds no table.
     *
     * @param problems takes a sentence for everything that is wrong
     */
    public static CodeTables read(Path folder, List<String> problems) throws IOException {
        SortedMap<String, CodeTable> tables = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.csv")) {
                for (Path file : files) {
                    String name = file.getFileName().toString().replaceFirst("\\.csv$", "");
                    tables.put(name, new CodeTableReader(name, problems).read(Files.readAllBytes(file)));
                }
            }
        }
        return new CodeTables(tables);
    }

    public Optional<CodeTable> named(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    public Set<String> names() {
        return tables.keySet();
    }
}
