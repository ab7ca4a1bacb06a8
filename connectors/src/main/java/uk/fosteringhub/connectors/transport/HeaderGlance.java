package uk.fosteringhub.connectors.transport;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.mapping.MappedColumn;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FileFormat;

/**
 * Recognises a CSV file that no name pattern claims by its first line. It belongs to a feed if all columns that the feed's
 * mapping requires stand there, and the mapping knows at least half of the file's columns: a table that merely refers to
 * persons must not pass for persons. Where several feeds fit, the one that knows most columns has it; a tie goes to
 * nobody.
 */
final class HeaderGlance {
    /** A header longer than this is none. */
    private static final int LONGEST = 64 * 1024;

    private final Mappings mappings;

    HeaderGlance(Mappings mappings) {
        this.mappings = mappings;
    }

    /** @param bytes read from its start, at most {@value #LONGEST} bytes; not closed */
    Optional<FeedSettings> recognise(InputStream bytes, List<FeedSettings> feeds) throws IOException {
        String start = new String(bytes.readNBytes(LONGEST), StandardCharsets.UTF_8);
        FeedSettings best = null;
        int most = 0;
        boolean tied = false;
        for (FeedSettings feed : feeds) {
            if (feed.format() != FileFormat.CSV) {
                continue;
            }
            int known = knownColumns(feed, header(start, feed.delimiter()));
            if (known > most) {
                best = feed;
                most = known;
                tied = false;
            } else if (known == most && known > 0) {
                tied = true;
            }
        }
        return tied ? Optional.empty() : Optional.ofNullable(best);
    }

    /** 0 if the header does not fit. */
    private int knownColumns(FeedSettings feed, Set<String> header) {
        List<MappedColumn> columns = mappings.named(feed.mapping()).columns();
        List<String> required = columns.stream()
                .filter(MappedColumn::required)
                .map(column -> normal(column.name()))
                .toList();
        if (!header.containsAll(required)) {
            return 0;
        }
        long known = columns.stream()
                .map(column -> normal(column.name()))
                .distinct()
                .filter(header::contains)
                .count();
        return known * 2 >= header.size() ? (int) known : 0;
    }

    private static Set<String> header(String start, char delimiter) {
        String text = start.startsWith("\uFEFF") ? start.substring(1) : start;
        List<String> names = new ArrayList<>();
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().fieldSeparator(delimiter).ofCsvRecord(text)) {
            Iterator<CsvRecord> records = reader.iterator();
            if (records.hasNext()) {
                records.next().getFields().forEach(name -> names.add(normal(name)));
            }
        } catch (CsvParseException | UncheckedIOException notCsv) {
            return Set.of();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text in memory cannot fail to be read", impossible);
        }
        return new HashSet<>(names);
    }

    private static String normal(String column) {
        return column.strip().toLowerCase(Locale.ROOT);
    }
}
