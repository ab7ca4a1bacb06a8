package uk.fosteringhub.console.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.fosteringhub.core.lookup.Trace;
import uk.fosteringhub.core.lookup.records.Origin;
import uk.fosteringhub.core.lookup.records.WholeRecord;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.RecordType;

/** Makes a record ready for its page. */
final class RecordViews {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Ownership ownership;
    private final Set<String> feeds;

    /** @param feeds those in the settings: only their lines can be read back */
    RecordViews(Ownership ownership, Set<String> feeds) {
        this.ownership = ownership;
        this.feeds = feeds;
    }

    RecordView of(RecordType type, WholeRecord whole, Masking masking) {
        Trace trace = whole.trace();
        return new RecordView(
                masking.entry(whole.record()),
                trace.version(),
                trace.validFrom(),
                trace.changedAt(),
                trace.endedAt(),
                whole.redirectedTo(),
                whole.redirectedFrom(),
                values(type, whole, masking),
                trace.said().stream().map(this::source).toList(),
                sideBySide(type, trace, masking),
                trace.history().stream()
                        .map(version -> version(type, version, whole, masking))
                        .toList(),
                whole.pointsTo().stream()
                        .map(link -> new RecordView.LinkTo(Masking.words(link.field()), masking.entry(link.record())))
                        .toList(),
                whole.pointedAtBy().stream()
                        .map(pointing -> new RecordView.PointedAt(
                                Masking.words(pointing.recordType()),
                                Masking.words(pointing.field()),
                                pointing.count(),
                                pointing.newest().stream().map(masking::entry).toList()))
                        .toList());
    }

    private List<RecordView.Value> values(RecordType type, WholeRecord whole, Masking masking) {
        List<RecordView.Value> values = new ArrayList<>();
        for (Origin origin : whole.origins()) {
            if (origin.value().isPresent()) {
                values.add(new RecordView.Value(
                        Masking.words(origin.field()),
                        masking.value(type, origin.field(), origin.value().get()),
                        origin.winner().orElse(""),
                        RecordView.rule(origin.rule(), ownership.systems(type, origin.field())),
                        origin.others().stream()
                                .map(other -> new RecordView.OtherValue(
                                        other.name(), masking.value(type, origin.field(), other.value()), other.same()))
                                .toList()));
            }
        }
        return values;
    }

    private RecordView.Source source(Trace.Said said) {
        return new RecordView.Source(
                said.system().equals(said.keyspace())
                        ? said.system() + ":" + said.key()
                        : said.system() + ":" + said.keyspace() + ":" + said.key(),
                said.system(),
                said.key(),
                said.state(),
                said.feed(),
                said.delivery(),
                said.line(),
                said.modifiedAt(),
                !said.state().equals("expected") && feeds.contains(said.feed()));
    }

    private static List<RecordView.SideBySide> sideBySide(RecordType type, Trace trace, Masking masking) {
        List<Map<String, String>> said =
                trace.said().stream().map(one -> texts(one.values())).toList();
        List<RecordView.SideBySide> rows = new ArrayList<>();
        for (Field field : type.fields()) {
            if (said.stream().anyMatch(values -> values.containsKey(field.name()))) {
                rows.add(new RecordView.SideBySide(
                        Masking.words(field.name()),
                        said.stream()
                                .map(values -> masking.value(type, field.name(), values.getOrDefault(field.name(), "")))
                                .toList()));
            }
        }
        return rows;
    }

    private static RecordView.Version version(
            RecordType type, Trace.Version version, WholeRecord whole, Masking masking) {
        Map<String, String> before = version.before().map(RecordViews::texts).orElse(Map.of());
        Map<String, String> after = version.after().map(RecordViews::texts).orElse(Map.of());
        Set<String> fields = new TreeSet<>(before.keySet());
        fields.addAll(after.keySet());
        return new RecordView.Version(
                version.version(),
                version.kind(),
                version.at(),
                version.cause(),
                version.delivery(),
                fields.stream()
                        .map(field -> new RecordView.Changed(
                                Masking.words(field),
                                masking.value(type, field, before.getOrDefault(field, "")),
                                masking.value(type, field, after.getOrDefault(field, ""))))
                        .toList(),
                whole.toldOf(version.change()));
    }

    static Map<String, String> texts(String object) {
        try {
            Map<String, String> texts = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> member : JSON.readTree(object).properties()) {
                Optional.of(member.getValue())
                        .filter(value -> !value.isNull())
                        .ifPresent(value -> texts.put(member.getKey(), value.asText()));
            }
            return texts;
        } catch (JsonProcessingException broken) {
            // its own message would quote the value
            throw new IllegalArgumentException("stored values are not JSON");
        }
    }
}
