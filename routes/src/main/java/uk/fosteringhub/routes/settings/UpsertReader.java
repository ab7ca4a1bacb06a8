package uk.fosteringhub.routes.settings;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.settings.UpsertSettings;

/** Reads how each record type is looked for and kept at a target. */
final class UpsertReader {
    private static final String USUAL_NEXT_CURSOR = "/nextCursor";

    private final Values values;

    UpsertReader(Values values) {
        this.values = values;
    }

    Map<String, UpsertSettings> read(String setting, SettingsAsWritten.Out out, List<String> records) {
        Map<String, SettingsAsWritten.Upsert> written = new HashMap<>();
        if (out.upsert() != null) {
            out.upsert().forEach((record, block) -> written.put(withoutHyphens(record), block));
        }
        Map<String, UpsertSettings> settings = new HashMap<>();
        for (String record : records) {
            SettingsAsWritten.Upsert block = written.get(withoutHyphens(record));
            String here = setting + ".upsert." + record;
            if (block == null) {
                values.problem(
                        here,
                        "is missing; say how the target is searched for duplicates: at least path, records-at, key-at,"
                                + " search-by and sure-by.");
            } else {
                settings.put(record, read(here, block, out.path()));
            }
        }
        return Map.copyOf(settings);
    }

    private UpsertSettings read(String setting, SettingsAsWritten.Upsert block, String outPath) {
        return new UpsertSettings(
                begins(setting + ".path", Values.text(block.path()).or(() -> Values.text(outPath))),
                method(setting + ".update", block.update()),
                begins(setting + ".records-at", Values.text(block.recordsAt())),
                begins(
                        setting + ".next-cursor-at",
                        Values.text(block.nextCursorAt()).or(() -> Optional.of(USUAL_NEXT_CURSOR))),
                begins(setting + ".key-at", Values.text(block.keyAt())),
                needed(setting + ".search-by", block.searchBy(), "queries such as nhs_id={NHS_ID}"),
                needed(setting + ".sure-by", block.sureBy(), "fields, or several joined with +").stream()
                        .map(fields -> Arrays.stream(fields.split("\\+"))
                                .map(String::strip)
                                .toList())
                        .toList(),
                listed(block.neverDiffer()),
                listed(block.locked()));
    }

    private String method(String setting, String written) {
        String method = Values.text(written).orElse("PATCH").toUpperCase(Locale.ROOT);
        if (!List.of("PATCH", "PUT").contains(method)) {
            values.problem(setting, "is '" + written + "'; write patch or put.");
        }
        return method;
    }

    private String begins(String setting, Optional<String> written) {
        Optional<String> text = written.filter(value -> value.startsWith("/"));
        if (text.isEmpty()) {
            values.problem(setting, "is missing or does not begin with /; write it.");
        }
        return text.orElse("");
    }

    private List<String> needed(String setting, List<String> written, String what) {
        if (listed(written).isEmpty()) {
            values.problem(setting, "is missing; write " + what + ", so that no record is made twice.");
        }
        return listed(written);
    }

    private static List<String> listed(List<String> written) {
        return written == null ? List.of() : List.copyOf(written);
    }

    /** Settings' names lose their underscores on the way here. */
    private static String withoutHyphens(String record) {
        return record.replaceAll("[-_]", "");
    }
}
