package uk.fosteringhub.core.sync;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import uk.fosteringhub.core.failures.FailedRecord;
import uk.fosteringhub.core.failures.FailureLog;
import uk.fosteringhub.core.intake.DeliveryReader;
import uk.fosteringhub.core.intake.DeliveryRefused;
import uk.fosteringhub.core.intake.FormatFlaw;
import uk.fosteringhub.core.intake.RawRecord;
import uk.fosteringhub.core.intake.RecordCursor;
import uk.fosteringhub.core.mapping.Fragments;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.mapping.MappingResult;
import uk.fosteringhub.core.mapping.RowMapper;
import uk.fosteringhub.core.records.CanonicalJson;

/** Reads and maps the records that a comparison found, chunk by chunk. */
final class ChunkReader {
    private final RecordCursor records;
    private final RowMapper mapper;
    private final WorkList work;
    private final List<String> header;
    private final boolean restrictions;
    private final boolean mayStillFail;

    /**
     * @param restrictions whether rows say of persons whether they are restricted
     * @param mayStillFail whether records may fail after they were mapped
     */
    ChunkReader(DeliveryReader.Pass pass, WorkList work, boolean restrictions, boolean mayStillFail) {
        this.records = pass.records();
        this.mapper = pass.mapper();
        this.work = work;
        this.header = pass.header();
        this.restrictions = restrictions;
        this.mayStillFail = mayStillFail;
    }

    void read(int chunkSize, Consumer<Chunk> consumer) throws IOException, DeliveryRefused {
        Chunk chunk = new Chunk();
        int last = work.work().length() - 1;
        while (records.next() && records.ordinal() <= last) {
            if (!work.work().get(records.ordinal())) {
                continue;
            }
            take(chunk);
            chunk.position = records.ordinal() + 1L;
            if (chunk.size() >= chunkSize) {
                consumer.accept(chunk);
                chunk = new Chunk();
            }
        }
        if (chunk.size() > 0) {
            consumer.accept(chunk);
        }
    }

    private void take(Chunk chunk) {
        RawRecord raw = records.record();
        String unreadable = records.unreadable();
        if (!unreadable.isEmpty()) {
            fail(chunk, raw, "", "read", List.of(problem(raw, "row-shape", unreadable)));
            return;
        }
        String key = mapper.key(raw);
        MappingResult result = mapper.map(raw);
        if (result.failed()) {
            fail(chunk, raw, key, "map", result.problems());
            return;
        }
        Optional<FormatFlaw> flaw = records.flaw();
        if (flaw.isPresent()) {
            fail(
                    chunk,
                    raw,
                    key,
                    "read",
                    List.of(new MappingProblem(
                            raw.line(),
                            flaw.get().place(),
                            "",
                            flaw.get().rule(),
                            flaw.get().sentence(),
                            "")));
            return;
        }
        chunk.mapped.add(new Chunk.Mapped(
                result.record(),
                raw.line(),
                raw.rows(),
                records.hash(),
                work.known().get(records.ordinal()),
                mayStillFail ? json(raw) : ""));
        result.unmapped().forEach(code -> chunk.unmapped.merge(code, 1, Integer::sum));
    }

    private void fail(Chunk chunk, RawRecord raw, String key, String step, List<MappingProblem> problems) {
        Set<Long> wrong = new TreeSet<>();
        problems.forEach(problem -> wrong.add(problem.line()));
        int failedRows = Math.max(1, Math.min(raw.rows(), wrong.size()));
        boolean restricts = restrictions
                && !key.isEmpty()
                && mapper.fragments(raw).map(Fragments::restrict).orElse(true);
        String name = key.isEmpty() ? "(no key) " + contentName(raw) : FailureLog.withoutNul(key);
        chunk.failed.add(new Chunk.Failed(
                new FailedRecord(name, raw.line(), step, problems, json(raw)), raw.rows(), failedRows, restricts));
    }

    /** The same row without a key gets the same name on every delivery. */
    private static String contentName(RawRecord raw) {
        StringBuilder text = new StringBuilder();
        for (String value : raw.values()) {
            text.append(value).append('\u001F');
        }
        return UUID.nameUUIDFromBytes(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }

    private static MappingProblem problem(RawRecord raw, String rule, String message) {
        return new MappingProblem(raw.line(), "", "", rule, message, "");
    }

    private String json(RawRecord raw) {
        StringBuilder json = new StringBuilder("{");
        row(raw, json);
        if (!raw.continuations().isEmpty()) {
            json.append(",\"(further rows)\":[");
            String comma = "";
            for (RawRecord further : raw.continuations()) {
                json.append(comma).append('{');
                row(further, json);
                json.append('}');
                comma = ",";
            }
            json.append(']');
        }
        return json.append('}').toString();
    }

    private void row(RawRecord raw, StringBuilder json) {
        for (int i = 0; i < raw.values().length; i++) {
            if (i > 0) {
                json.append(',');
            }
            CanonicalJson.quote(FailureLog.withoutNul(header.get(i)), json);
            json.append(':');
            CanonicalJson.quote(FailureLog.withoutNul(raw.values()[i]), json);
        }
    }
}
