package uk.fosteringhub.connectors.dbs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import uk.fosteringhub.core.checks.DueCheck;
import uk.fosteringhub.core.records.Spelling;

/** One question with what became of it, as an element of the delivery: what was read of the answer, and the answer as received. */
final class AnswerRow {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AnswerRow() {}

    static String answered(DueCheck check, Instant askedAt, StatusAnswer answer, byte[] received) {
        ObjectNode row = about(check);
        row.put("askedAt", askedAt.truncatedTo(ChronoUnit.MILLIS).toString());
        row.put("resultType", answer.resultType());
        row.put("status", answer.status());
        row.put("forename", answer.forename());
        row.put("surname", answer.surname());
        row.put("printDate", answer.printDate());
        row.put("sameName", sameName(check, answer) ? "Y" : "N");
        row.put("answer", new String(received, StandardCharsets.UTF_8));
        return row.toString();
    }

    /** @param problem as the mapping's rules call it */
    static String unanswered(DueCheck check, LocalDate day, String problem) {
        return about(check)
                .put("askedOn", day.toString())
                .put("problem", problem)
                .toString();
    }

    private static ObjectNode about(DueCheck check) {
        return JSON.createObjectNode()
                .put("check", Long.toString(check.check()))
                .put("certificate", check.certificate());
    }

    /**
     * The service writes names in capitals, and may write them without accents, hyphens and apostrophes. One that says no
     * name, as "no match" does, says no other name.
     */
    static boolean sameName(DueCheck check, StatusAnswer answer) {
        String bare = Spelling.bare(check.familyName().orElseThrow());
        return answer.surname().isEmpty() || !bare.isEmpty() && bare.equals(Spelling.bare(answer.surname()));
    }
}
