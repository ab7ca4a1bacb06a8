package uk.fosteringhub.core.sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import uk.fosteringhub.core.intake.DeliveryReader;
import uk.fosteringhub.core.intake.DeliveryRefused;
import uk.fosteringhub.core.mapping.MappedColumn;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.settings.FeedSettings;

/**
 * What the deliveries of a feed look like: which of the mapping's columns they have, and whether a trailer. A file that has
 * lost a column would empty that field in every record, and one that has lost its trailer may be cut off, though each reads
 * well by itself.
 */
record Shape(Set<String> columns, boolean trailer) {

    /** @param pass read to its end */
    static Shape of(DeliveryReader.Pass pass, RecordMapping mapping) {
        Set<String> header = pass.header().stream().map(Shape::folded).collect(Collectors.toSet());
        Set<String> columns = new TreeSet<>(mapped(mapping));
        columns.retainAll(header);
        return new Shape(columns, pass.records().trailer());
    }

    /** @throws DeliveryRefused if this one lacks what the feed's last accepted delivery had */
    void compareWithLast(Connection connection, FeedSettings feed, RecordMapping mapping)
            throws SQLException, DeliveryRefused {
        Optional<Shape> last = feed.acceptNewShape() ? Optional.empty() : last(connection, feed.name());
        if (last.isEmpty()) {
            return;
        }
        String accept = " If this is meant, set hub.systems." + feed.system() + ".feeds."
                + feed.name().substring(feed.system().length() + 1)
                + ".accept-new-shape=true for one run and deliver it again.";
        Set<String> lost = new TreeSet<>(last.get().columns());
        lost.retainAll(mapped(mapping));
        lost.removeAll(columns);
        if (!lost.isEmpty()) {
            throw new DeliveryRefused(
                    "lost-column",
                    1,
                    "The header no longer has " + String.join(" and ", lost)
                            + ", which earlier deliveries had: taking it would empty these values in every record. Ask the"
                            + " source to put them back." + accept);
        }
        if (last.get().trailer() && !trailer) {
            throw new DeliveryRefused(
                    "lost-trailer",
                    0,
                    "The trailer with the row count, which earlier deliveries had, is missing: the file may be cut off. Ask"
                            + " the source to send it again." + accept);
        }
    }

    void keep(Connection connection, String feed) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update hub.feed set columns = ?, trailer = ? where name = ?")) {
            update.setArray(1, connection.createArrayOf("text", columns.toArray()));
            update.setBoolean(2, trailer);
            update.setString(3, feed);
            update.executeUpdate();
        }
    }

    private static Optional<Shape> last(Connection connection, String feed) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select columns, trailer from hub.feed where name = ?")) {
            query.setString(1, feed);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Shape(
                                Set.copyOf(List.of((String[]) row.getArray(1).getArray())), row.getBoolean(2)))
                        : Optional.empty();
            }
        }
    }

    private static Set<String> mapped(RecordMapping mapping) {
        return mapping.columns().stream()
                .map(MappedColumn::name)
                .map(Shape::folded)
                .collect(Collectors.toSet());
    }

    private static String folded(String column) {
        return column.replaceAll("[\\s\uFEFF]", "").toUpperCase(Locale.ROOT);
    }
}
