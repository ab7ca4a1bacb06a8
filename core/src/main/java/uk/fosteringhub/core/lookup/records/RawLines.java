package uk.fosteringhub.core.lookup.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.intake.DeliveryReader;
import uk.fosteringhub.core.intake.DeliveryRefused;
import uk.fosteringhub.core.intake.RawRecord;
import uk.fosteringhub.core.intake.Utf8;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.settings.FeedSettings;

/** Reads a source record back, as it was received, from the archive. */
public final class RawLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Hub hub;

    public RawLines(Hub hub) {
        this.hub = hub;
    }

    /** Why a record cannot be read back, in a plain sentence. */
    public static final class CannotRead extends Exception {
        private static final long serialVersionUID = 1L;

        CannotRead(String sentence, Throwable cause) {
            super(sentence, cause);
        }

        CannotRead(String sentence) {
            super(sentence);
        }
    }

    private record Delivery(String name, String sha256, Instant receivedAt) {}

    /**
     * @param feed that brought it
     * @param delivery its number
     * @param line as in the contribution
     * @throws CannotRead if the archive has lost it, or settings or mapping no longer fit what it looks like
     */
    public RawLine read(String feed, long delivery, long line) throws CannotRead {
        FeedSettings settings = hub.settings().feeds().stream()
                .filter(known -> known.name().equals(feed))
                .findFirst()
                .orElseThrow(() -> new CannotRead("The settings know no feed " + feed + " any more."));
        Delivery known = delivery(delivery)
                .orElseThrow(() -> new CannotRead("Delivery " + delivery + " is no longer in the books."));
        if (known.sha256().isEmpty()) {
            return pushed(feed, delivery, line, known);
        }
        RecordMapping mapping = hub.mappings().named(settings.mapping());
        DeliveryReader reader =
                new DeliveryReader(settings, mapping, hub.settings().sync());
        try (InputStream bytes = hub.archive().open(known.sha256());
                DeliveryReader.Pass pass = reader.open(bytes, utf8(known.sha256()))) {
            while (pass.records().next()) {
                if (pass.records().line() == line) {
                    return new RawLine(
                            feed,
                            delivery,
                            known.name(),
                            known.sha256(),
                            known.receivedAt(),
                            line,
                            rows(pass.header(), pass.records().record()));
                }
            }
            throw new CannotRead("Delivery " + delivery + " has no record that begins in line " + line + ".");
        } catch (IOException lost) {
            throw new CannotRead("The archive cannot give delivery " + delivery + " back.", lost);
        } catch (DeliveryRefused unfit) {
            throw new CannotRead(
                    "Delivery " + delivery + " no longer fits the settings and mapping of " + feed + ".", unfit);
        }
    }

    private static List<List<RawLine.Cell>> rows(List<String> header, RawRecord record) {
        List<List<RawLine.Cell>> rows = new ArrayList<>();
        rows.add(cells(header, record));
        record.continuations().forEach(further -> rows.add(cells(header, further)));
        return rows;
    }

    private static List<RawLine.Cell> cells(List<String> header, RawRecord record) {
        List<RawLine.Cell> cells = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            cells.add(new RawLine.Cell(header.get(i), record.values()[i]));
        }
        return List.copyOf(cells);
    }

    /** How it was read the first time hangs on this, and no table keeps it. */
    private Utf8 utf8(String sha256) throws IOException {
        try (InputStream bytes = hub.archive().open(sha256)) {
            return Utf8.of(bytes);
        }
    }

    private Optional<Delivery> delivery(long id) {
        return hub.database().inTransaction(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("select name, sha256, received_at from hub.delivery where id = ?")) {
                query.setLong(1, id);
                try (ResultSet row = query.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Delivery(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getTimestamp(3).toInstant()))
                            : Optional.empty();
                }
            }
        });
    }

    /** A pushed record is kept by itself; its number is its line. */
    private RawLine pushed(String feed, long delivery, long line, Delivery known) throws CannotRead {
        String body = hub.database()
                .inTransaction(connection -> {
                    try (PreparedStatement query =
                            connection.prepareStatement("select body from hub.pushed where id = ? and feed = ?")) {
                        query.setLong(1, line);
                        query.setString(2, feed);
                        try (ResultSet row = query.executeQuery()) {
                            return row.next() ? Optional.of(row.getString(1)) : Optional.<String>empty();
                        }
                    }
                })
                .orElseThrow(() -> new CannotRead("Pushed record " + line + " is no longer kept."));
        try {
            List<RawLine.Cell> cells = new ArrayList<>();
            members("", JSON.readTree(body), cells);
            return new RawLine(feed, delivery, known.name(), "", known.receivedAt(), line, List.of(cells));
        } catch (JsonProcessingException broken) {
            throw new CannotRead("Pushed record " + line + " is kept in a form that is not JSON.", broken);
        }
    }

    private static void members(String path, JsonNode node, List<RawLine.Cell> cells) {
        if (node.isObject()) {
            node.properties()
                    .forEach(member -> members(
                            path.isEmpty() ? member.getKey() : path + "." + member.getKey(), member.getValue(), cells));
        } else {
            cells.add(new RawLine.Cell(path, node.isValueNode() ? node.asText() : node.toString()));
        }
    }
}
