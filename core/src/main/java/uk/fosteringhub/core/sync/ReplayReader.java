package uk.fosteringhub.core.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import uk.fosteringhub.core.failures.FailedRecord;
import uk.fosteringhub.core.failures.RawJson;
import uk.fosteringhub.core.intake.RowHash;
import uk.fosteringhub.core.mapping.HeaderProblem;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.mapping.MappingResult;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.mapping.RowMapper;
import uk.fosteringhub.core.push.NotAnObject;
import uk.fosteringhub.core.push.PushedForms;
import uk.fosteringhub.core.push.PushedRecords;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;

/** Reads kept rows of one feed by its mapping. */
final class ReplayReader {
    private final FeedSettings feed;
    private final RecordMapping standing;
    private final RecordMapping mapping;
    private final PushedRecords pushed;
    private final Map<List<String>, RowMapper> mappers = new HashMap<>();
    private final Map<List<String>, RowMapper> standingMappers = new HashMap<>();

    /**
     * @param standing by which the feed's deliveries are read
     * @param mapping by which these rows are read
     */
    ReplayReader(FeedSettings feed, RecordMapping standing, RecordMapping mapping, PushedForms forms) {
        this.feed = feed;
        this.standing = standing;
        this.mapping = mapping;
        this.pushed = forms.by(mapping);
    }

    /**
     * What was made of a row.
     *
     * @param hash what the row as received looks like to the next delivery; null if that cannot be known
     */
    record Read(MappingResult result, String key, UUID hash, FailedRecord failed) {
        boolean fits() {
            return failed == null;
        }
    }

    Read read(ReplayMember member) {
        try {
            return feed.way() == FeedWay.PUSH ? readPushed(member) : readRow(member);
        } catch (IllegalArgumentException noObject) {
            return unfit(member, "read", "json", noObject.getMessage());
        }
    }

    private Read readPushed(ReplayMember member) {
        try {
            PushedRecords.Read read = pushed.read(member.raw(), member.line());
            return read.result().failed()
                    ? unfit(member, "map", read.result().problems())
                    : new Read(read.result(), read.key(), read.hash(), null);
        } catch (NotAnObject unreadable) {
            return unfit(member, "read", "json", unreadable.getMessage());
        }
    }

    private Read readRow(ReplayMember member) {
        if (member.step().equals("read") && member.received().isEmpty()) {
            return unfit(
                    member,
                    "read",
                    "row-shape",
                    "The row itself cannot be read, so its values may stand in the wrong columns. Ask the source to send it"
                            + " again, or edit it.");
        }
        RawJson raw = RawJson.read(member.raw(), member.line());
        try {
            RowMapper mapper = bound(mappers, mapping, raw.header());
            MappingResult result = mapper.map(raw.record());
            return result.failed()
                    ? unfit(member, "map", result.problems())
                    : new Read(
                            result,
                            result.record().key(),
                            hash(member, result.record().key()),
                            null);
        } catch (HeaderProblem misfit) {
            return unfit(member, "map", "header", misfit.getMessage());
        }
    }

    /** Of the row as received: while its source sends the same again, a person's decision about it holds. */
    private UUID hash(ReplayMember member, String key) throws HeaderProblem {
        String receivedKey = member.received().map(ReplayMember.Received::key).orElse(member.key());
        String step = member.received().map(ReplayMember.Received::step).orElse(member.step());
        if (!receivedKey.equals(key) || step.equals("read")) {
            return null;
        }
        RawJson raw =
                RawJson.read(member.received().map(ReplayMember.Received::raw).orElse(member.raw()), 0);
        RowMapper mapper = bound(standingMappers, standing, raw.header());
        return new RowHash(standing.fingerprint(), mapper.columns().all()).of(raw.record());
    }

    private static RowMapper bound(Map<List<String>, RowMapper> known, RecordMapping mapping, List<String> header)
            throws HeaderProblem {
        RowMapper mapper = known.get(header);
        if (mapper == null) {
            mapper = mapping.bind(header);
            known.put(header, mapper);
        }
        return mapper;
    }

    private static Read unfit(ReplayMember member, String step, String rule, String sentence) {
        return unfit(member, step, List.of(new MappingProblem(member.line(), "", "", rule, sentence, "")));
    }

    private static Read unfit(ReplayMember member, String step, List<MappingProblem> problems) {
        return new Read(null, "", null, new FailedRecord(member.key(), member.line(), step, problems, member.raw()));
    }
}
