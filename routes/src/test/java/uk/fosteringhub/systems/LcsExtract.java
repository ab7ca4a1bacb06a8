package uk.fosteringhub.systems;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** LCS's extract of enquiries, with the few columns that a test needs. */
final class LcsExtract {
    private static final String HEADER =
            "ENQUIRY_ID,SURNAME,ENQUIRY_DTTM,SOURCE,STATUS_CODE,REGIONAL_REFERRAL_ID,IHV_DTTM,CLOSED_DTTM,"
                    + "CLOSED_REASON_CODE";

    private final Map<String, String> rows = new LinkedHashMap<>();

    /** @param rest from STATUS_CODE on */
    LcsExtract with(String key, String rest) {
        rows.put(key, key + ",Grey,2026-03-02 09:00:00,Bus," + rest);
        return this;
    }

    LcsExtract without(String key) {
        rows.remove(key);
        return this;
    }

    void dropInto(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("FACT_FOSTER_ENQUIRY.csv"),
                HEADER + "\n" + rows.values().stream().collect(Collectors.joining("\n", "", "\n")));
    }
}
