package uk.fosteringhub.mappings.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.intake.RawRecord;
import uk.fosteringhub.core.mapping.Assembly;
import uk.fosteringhub.core.mapping.MappedColumn;
import uk.fosteringhub.core.mapping.RecordMapping;

/** The input half of a golden pair as the hub's readers would hand it to the mapper. */
record GoldenInput(List<String> header, List<RawRecord> records) {

    static GoldenInput read(Path file, RecordMapping mapping) throws IOException {
        String name = file.toString();
        GoldenInput input = name.endsWith(".json")
                ? json(file, mapping)
                : name.endsWith(".csv") ? csv(file) : DeliveredInput.read(file, mapping);
        return mapping.assembly().isEmpty()
                ? input
                : new GoldenInput(
                        input.header, assembled(input, mapping.assembly().get()));
    }

    private static GoldenInput csv(Path file) throws IOException {
        List<CsvRecord> lines = new ArrayList<>();
        CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text(Files.readAllBytes(file)))
                .forEach(lines::add);
        List<RawRecord> records = new ArrayList<>();
        for (CsvRecord line : lines.subList(1, lines.size())) {
            records.add(
                    RawRecord.of(line.getStartingLineNumber(), line.getFields().toArray(String[]::new)));
        }
        return new GoldenInput(lines.get(0).getFields(), records);
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }

    private static GoldenInput json(Path file, RecordMapping mapping) throws IOException {
        List<String> header = mapping.columns().stream().map(MappedColumn::name).toList();
        List<RawRecord> records = new ArrayList<>();
        for (JsonNode element : list(new ObjectMapper().readTree(file.toFile()))) {
            String[] values = header.stream()
                    .map(path -> element.at("/" + path.replace('.', '/')))
                    .map(node -> node.isNull() ? "" : node.asText())
                    .toArray(String[]::new);
            records.add(RawRecord.of(records.size() + 1, values));
        }
        return new GoldenInput(header, records);
    }

    /** Records that are pushed come as they are; a pulled page holds them in a list, whatever the service calls it. */
    private static JsonNode list(JsonNode page) {
        if (page.isArray()) {
            return page;
        }
        for (JsonNode member : page) {
            if (member.isArray()) {
                return member;
            }
        }
        throw new IllegalArgumentException("a golden sample in JSON is a page with a list of records");
    }

    private static List<RawRecord> assembled(GoldenInput input, Assembly assembly) {
        List<Integer> by = assembly.by().stream().map(input.header::indexOf).toList();
        int order = input.header.indexOf(assembly.order());
        int start = input.header.indexOf(assembly.startColumn());
        Map<List<String>, List<RawRecord>> groups = new LinkedHashMap<>();
        for (RawRecord row : input.records) {
            groups.computeIfAbsent(by.stream().map(i -> row.values()[i]).toList(), key -> new ArrayList<>())
                    .add(row);
        }
        List<RawRecord> records = new ArrayList<>();
        for (List<RawRecord> group : groups.values()) {
            group.sort((a, b) -> date(a.values()[order]).compareTo(date(b.values()[order])));
            List<RawRecord> current = new ArrayList<>();
            for (RawRecord row : group) {
                if (!current.isEmpty() && assembly.startValues().contains(row.values()[start])) {
                    records.add(together(current));
                    current.clear();
                }
                current.add(row);
            }
            records.add(together(current));
        }
        return records;
    }

    private static RawRecord together(List<RawRecord> rows) {
        return new RawRecord(rows.get(0).line(), rows.get(0).values(), List.copyOf(rows.subList(1, rows.size())));
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(
                text, DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.LENIENT));
    }
}
