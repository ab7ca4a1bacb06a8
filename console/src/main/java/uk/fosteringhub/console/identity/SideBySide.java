package uk.fosteringhub.console.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import uk.fosteringhub.core.identity.judge.Field;
import uk.fosteringhub.core.identity.judge.FieldLevel;
import uk.fosteringhub.core.identity.judge.Judgement;
import uk.fosteringhub.core.lookup.identity.SaidOfPerson;
import uk.fosteringhub.core.masking.MaskedRecord;

/**
 * Two records made ready for their page, field by field, with what the rules say of each.
 *
 * @param weight of everything together; empty where the rules' opinion is not shown
 */
record SideBySide(List<Side> sides, List<Row> rows, String weight) {
    /** Less than half a bit either way is next to nothing. */
    private static final double LITTLE = 0.5;

    /** One of the two records. */
    record Side(
            String name,
            String kind,
            long entity,
            String path,
            boolean restricted,
            boolean ended,
            Optional<Instant> modifiedAt) {}

    /**
     * One field.
     *
     * @param sides what each record says
     * @param verdict agrees, differs, says little or not compared
     */
    record Row(String field, List<List<Line>> sides, String verdict, String words, String bits) {}

    /** Masked, unless it is revealed. */
    record Line(String words, String value) {}

    /** A record with whether it concerns a restricted person. */
    record Shown(SaidOfPerson said, boolean restricted) {}

    static SideBySide of(List<Shown> records, Optional<Judgement> judgement, boolean revealed) {
        List<Row> rows = new ArrayList<>();
        for (Field field : Field.values()) {
            List<List<Line>> said = records.stream()
                    .map(record -> lines(record.said(), field, revealed))
                    .toList();
            Optional<FieldLevel> level = judgement.flatMap(all ->
                    all.levels().stream().filter(one -> one.field() == field).findFirst());
            if (level.isPresent() || said.stream().anyMatch(lines -> !lines.isEmpty())) {
                rows.add(row(field, said, level));
            }
        }
        return new SideBySide(
                records.stream().map(SideBySide::side).toList(),
                List.copyOf(rows),
                judgement.map(Judgement::weight).map(Bits::of).orElse(""));
    }

    static List<Line> lines(SaidOfPerson said, Field field, boolean revealed) {
        return said.of(field).stream()
                .map(line -> new Line(
                        line.words(),
                        line.parts().stream()
                                .map(part -> revealed
                                        ? part.value()
                                        : MaskedRecord.value(part.type(), part.field(), part.value()))
                                .collect(Collectors.joining(field == Field.ADDRESS ? ", " : " "))))
                .distinct()
                .toList();
    }

    private static Side side(Shown record) {
        SaidOfPerson said = record.said();
        return new Side(
                said.name(),
                Phrases.of(said.type().name()),
                said.entity(),
                "/records/" + said.type().name() + "/" + said.entity(),
                record.restricted(),
                said.ended(),
                said.modifiedAt());
    }

    private static Row row(Field field, List<List<Line>> said, Optional<FieldLevel> level) {
        return level.map(found ->
                        new Row(field.words(), said, verdict(found.bits()), found.words(), Bits.of(found.bits())))
                .orElseGet(() -> new Row(
                        field.words(),
                        said,
                        "not compared",
                        said.stream().anyMatch(List::isEmpty)
                                ? "one of them says nothing"
                                : "the rules give it no weight",
                        ""));
    }

    private static String verdict(double bits) {
        if (Math.abs(bits) < LITTLE) {
            return "says little";
        }
        return bits > 0 ? "agrees" : "differs";
    }
}
