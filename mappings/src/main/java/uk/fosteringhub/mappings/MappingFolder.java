package uk.fosteringhub.mappings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import uk.fosteringhub.core.attribution.sources.SourceRules;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.mapping.OutgoingMapping;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.mappings.codes.CodeTables;
import uk.fosteringhub.mappings.definition.MappingFileReader;
import uk.fosteringhub.mappings.definition.OutgoingFileReader;
import uk.fosteringhub.mappings.definition.SourceRulesReader;

/**
 * A folder of mapping files: {@code <system>/<record>.yml}, {@code <system>/out/<record>.yml} for what goes out,
 * {@code codes/<table>.csv} for the code tables they use, and {@code sources.yml} for the sources of enquiries.
 * Everything else in it is left alone.
 */
public final class MappingFolder {

    /** The rules for the sources of enquiries. */
    public static final String SOURCES = "sources.yml";

    private MappingFolder() {}

    /**
     * Other rules for the sources of enquiries, with the code tables of a folder: to see what they would change.
     *
     * @throws InvalidMappings if anything is wrong with them
     */
    public static SourceRules sources(Path folder, Path rules) {
        List<String> problems = new ArrayList<>();
        try {
            Optional<SourceRules> read = new SourceRulesReader(CodeTables.read(folder.resolve("codes"), problems))
                    .read(rules.toString(), Files.readAllBytes(rules), problems);
            return read.orElseThrow(() -> new InvalidMappings(problems));
        } catch (IOException e) {
            throw new InvalidMappings(
                    List.of(rules + " cannot be read (" + e.getMessage() + "); name a rules file that exists."));
        }
    }

    /**
     * Reads and checks every mapping file of the folder.
     *
     * @throws InvalidMappings if the folder has no mapping file, or anything in one or in a code table is wrong
     */
    public static Mappings load(Path folder) {
        return load(folder, Clock.systemUTC());
    }

    /**
     * @param clock tells which dates lie in the future; mappings ask it when they are fitted to a delivery's header
     * @throws InvalidMappings as {@link #load(Path)}
     */
    public static Mappings load(Path folder, Clock clock) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidMappings(List.of("The mappings folder " + folder
                    + " does not exist; set hub.mappings to the folder that holds <system>/<record>.yml."));
        }
        List<String> problems = new ArrayList<>();
        SortedMap<String, RecordMapping> mappings = new TreeMap<>();
        SortedMap<String, OutgoingMapping> outgoing = new TreeMap<>();
        SourceRules sources = SourceRules.none();
        try {
            CodeTables tables = CodeTables.read(folder.resolve("codes"), problems);
            MappingFileReader reader = new MappingFileReader(tables, clock);
            for (Path file : files(folder, "")) {
                String name = file.getParent().getFileName() + "/"
                        + file.getFileName().toString().replaceFirst("\\.yml$", "");
                reader.read(name, Files.readAllBytes(file), problems)
                        .ifPresent(mapping -> mappings.put(mapping.name(), mapping));
            }
            OutgoingFileReader outgoingReader = new OutgoingFileReader(tables);
            for (Path file : files(folder, "out")) {
                String system = folder.relativize(file).getName(0).toString();
                String record = file.getFileName().toString().replaceFirst("\\.yml$", "");
                outgoingReader
                        .read(system, record, Files.readAllBytes(file), problems)
                        .ifPresent(mapping -> outgoing.put(mapping.form().name(), mapping));
            }
            Path rules = folder.resolve(SOURCES);
            if (Files.exists(rules)) {
                sources = new SourceRulesReader(tables)
                        .read(SOURCES, Files.readAllBytes(rules), problems)
                        .orElse(sources);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The mappings folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
        if (mappings.isEmpty() && problems.isEmpty()) {
            problems.add("The mappings folder " + folder + " holds no mapping file <system>/<record>.yml.");
        }
        if (!problems.isEmpty()) {
            throw new InvalidMappings(problems);
        }
        return new LoadedMappings(mappings, outgoing, sources);
    }

    /** @param below the systems' folders; empty: in them */
    private static List<Path> files(Path folder, String below) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> systems = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path system : systems) {
                Path place = system.resolve(below);
                if (Files.isDirectory(place)) {
                    try (DirectoryStream<Path> records = Files.newDirectoryStream(place, "*.yml")) {
                        records.forEach(files::add);
                    }
                }
            }
        }
        files.sort(null);
        return files;
    }
}
