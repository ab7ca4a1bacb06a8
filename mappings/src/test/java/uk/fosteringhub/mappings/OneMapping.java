package uk.fosteringhub.mappings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import uk.fosteringhub.core.intake.RawRecord;
import uk.fosteringhub.core.mapping.HeaderProblem;
import uk.fosteringhub.core.mapping.MappingResult;
import uk.fosteringhub.core.mapping.RecordMapping;

/** A mapping made of a few lines, beside the code tables that come with the hub. */
public record OneMapping(RecordMapping mapping) {

    public static OneMapping of(String yaml) {
        try {
            Path folder = Files.createTempDirectory("mappings");
            Files.createDirectories(folder.resolve("lcs"));
            Files.createDirectories(folder.resolve("codes"));
            for (String table : List.of("gender", "ethnicity")) {
                Files.copy(
                        TheMappingsFolder.path().resolve("codes/" + table + ".csv"),
                        folder.resolve("codes/" + table + ".csv"));
            }
            Files.writeString(folder.resolve("lcs/test.yml"), "system: lcs\ndescription: A test.\n" + yaml);
            try {
                return new OneMapping(
                        MappingFolder.load(folder, TheMappingsFolder.NIGHT).named("lcs/test"));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What becomes of one row, whose fields are separated by bars as those of the header. */
    public MappingResult map(String header, String row) {
        try {
            return mapping.bind(List.of(header.split("\\|", -1))).map(RawRecord.of(2, row.split("\\|", -1)));
        } catch (HeaderProblem e) {
            throw new IllegalStateException(e);
        }
    }

    /** The fields that have a value. */
    public Map<String, Object> values(String header, String row) {
        MappingResult result = map(header, row);
        if (result.failed()) {
            throw new IllegalStateException(result.problems().toString());
        }
        Map<String, Object> values = new TreeMap<>();
        for (int i = 0; i < result.record().values().length; i++) {
            if (result.record().values()[i] != null) {
                values.put(
                        result.record().type().fields().get(i).name(),
                        result.record().values()[i]);
            }
        }
        return values;
    }

    /** The rule that the row breaks. */
    public String rule(String header, String row) {
        return map(header, row).problems().get(0).rule();
    }
}
