package uk.fosteringhub.core.intake;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.settings.FileFormat;
import uk.fosteringhub.core.settings.PullSettings;
import uk.fosteringhub.core.settings.SyncSettings;

/** Reads a delivery the way the sync does, with settings that a test can change one by one. */
record Reading(RecordMapping mapping, FeedWay way, char delimiter, String encoding, int maxRow, String recordsAt) {

    static final int MOST_ROWS = 1_000;

    static Reading csv() {
        return new Reading(PeopleMapping.PEOPLE, FeedWay.FILE_DROP, ',', "auto", 10_000, "/people");
    }

    static Reading json(String... paths) {
        return new Reading(PeopleMapping.of(paths), FeedWay.JSON_PULL, ',', "auto", 10_000, "/people");
    }

    Reading of(RecordMapping other) {
        return new Reading(other, way, delimiter, encoding, maxRow, recordsAt);
    }

    Reading delimitedBy(char other) {
        return new Reading(mapping, way, other, encoding, maxRow, recordsAt);
    }

    Reading in(String otherEncoding) {
        return new Reading(mapping, way, delimiter, otherEncoding, maxRow, recordsAt);
    }

    Reading withRowsUpTo(int characters) {
        return new Reading(mapping, way, delimiter, encoding, characters, recordsAt);
    }

    Reading withRecordsAt(String pointer) {
        return new Reading(mapping, way, delimiter, encoding, maxRow, pointer);
    }

    /** One record as a pass gives it. */
    record Seen(long line, int rows, String key, List<String> values, String unreadable, UUID hash, RawRecord raw) {}

    List<Seen> read(String text) throws IOException, DeliveryRefused {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    List<Seen> read(byte[] bytes) throws IOException, DeliveryRefused {
        List<Seen> seen = new ArrayList<>();
        try (DeliveryReader.Pass pass = open(new ByteArrayInputStream(bytes), utf8(bytes))) {
            RecordCursor records = pass.records();
            while (records.next()) {
                RawRecord raw = records.record();
                seen.add(new Seen(
                        records.line(),
                        records.rows(),
                        pass.mapper().key(records.keyColumns()),
                        List.of(raw.values()),
                        records.unreadable(),
                        records.hash(),
                        raw));
            }
        }
        return seen;
    }

    /** Only the values, for a delivery all of whose rows can be read. */
    List<List<String>> values(String text) throws IOException, DeliveryRefused {
        return read(text).stream().map(Seen::values).toList();
    }

    DeliveryRefused refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    DeliveryRefused refusal(byte[] bytes) {
        return catchThrowableOfType(DeliveryRefused.class, () -> read(bytes));
    }

    DeliveryReader.Pass open(InputStream bytes, Utf8 utf8) throws IOException, DeliveryRefused {
        return reader().open(bytes, utf8);
    }

    DeliveryReader reader() {
        return new DeliveryReader(feed(), mapping, new SyncSettings(1, 1, MOST_ROWS));
    }

    static Utf8 utf8(byte[] bytes) {
        Utf8Check check = new Utf8Check();
        check.accept(bytes, bytes.length);
        return check.result();
    }

    private FeedSettings feed() {
        PullSettings pull = new PullSettings(
                "/api", recordsAt, "/next", "modified", 100, 10, 1 << 20, Duration.ofSeconds(5), Duration.ZERO);
        return new FeedSettings(
                "sample-people",
                "sample",
                mapping.name(),
                way,
                FeedKind.SNAPSHOT,
                1,
                Optional.of("file:inbox"),
                List.of("*.csv"),
                FileFormat.CSV,
                "",
                delimiter,
                encoding,
                Optional.empty(),
                0.2,
                false,
                maxRow,
                Optional.of(pull),
                Optional.empty());
    }
}
