package uk.fosteringhub.mappings.sources;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.core.attribution.sources.Received;
import uk.fosteringhub.core.attribution.sources.SourceRules;
import uk.fosteringhub.core.attribution.sources.Taken;
import uk.fosteringhub.mappings.InvalidMappings;

/**
 * The tests beside the rules for sources: {@code sources-spellings.csv} with {@code received,channel,campaign,carrier}, what
 * is written and what must come of it. An empty channel: the rules must not know it.
 */
public final class Spellings {
    public static final String FILE = "sources-spellings.csv";
    private static final List<String> HEADER = List.of("received", "channel", "campaign", "carrier");

    private final List<Spelling> spellings;

    /** @param line where it stands */
    private record Spelling(long line, String received, String channel, String campaign, String carrier) {}

    private Spellings(List<Spelling> spellings) {
        this.spellings = spellings;
    }

    /**
     * Reads the file of a mappings folder; a folder without one has no such tests.
     *
     * @throws InvalidMappings if it is not such a file
     */
    public static Spellings of(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return new Spellings(List.of());
        }
        List<Spelling> spellings = new ArrayList<>();
        try (CsvReader<CsvRecord> lines = CsvReader.builder().ofCsvRecord(file)) {
            for (CsvRecord line : lines) {
                if (line.getStartingLineNumber() == 1 ? !line.getFields().equals(HEADER) : line.getFieldCount() != 4) {
                    throw new InvalidMappings(List.of(FILE + ", line " + line.getStartingLineNumber()
                            + ": there must be the four fields " + String.join(",", HEADER)
                            + "; put a text with a comma between quotes."));
                }
                if (line.getStartingLineNumber() > 1) {
                    spellings.add(new Spelling(
                            line.getStartingLineNumber(),
                            line.getField(0),
                            line.getField(1),
                            line.getField(2),
                            line.getField(3)));
                }
            }
        } catch (IOException | CsvParseException unreadable) {
            throw new InvalidMappings(
                    List.of(FILE + " cannot be read: " + unreadable.getMessage() + ". Save it as CSV in UTF-8."));
        }
        return new Spellings(spellings);
    }

    public int size() {
        return spellings.size();
    }

    /** A sentence for each spelling that the rules take for something else. */
    public List<String> problems(SourceRules rules) {
        List<String> problems = new ArrayList<>();
        for (Spelling spelling : spellings) {
            Taken taken = rules.take(Received.text(spelling.received()));
            tell(spelling, "channel", spelling.channel(), taken.channel(), taken.rule(), problems);
            tell(spelling, "campaign", spelling.campaign(), taken.campaign(), taken.campaignRule(), problems);
            tell(spelling, "carrier", spelling.carrier(), taken.carrier(), taken.carrierRule(), problems);
        }
        return problems;
    }

    private static void tell(
            Spelling spelling, String what, String wanted, String taken, String rule, List<String> problems) {
        if (!wanted.equals(taken)) {
            problems.add(FILE + ", line " + spelling.line() + ": \"" + spelling.received() + "\" has the " + what + " "
                    + named(taken) + (rule.isEmpty() ? "" : " by the rule " + rule) + ", and should have "
                    + named(wanted) + "; correct the rules in sources.yml, or this line.");
        }
    }

    private static String named(String code) {
        return code.isEmpty() ? "none" : code;
    }
}
