package uk.fosteringhub.core.attribution.report;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which enquiries a report is about.
 *
 * @param from first day on which they came, London time
 * @param to last day
 * @param council empty: all
 * @param area postcode district, such as TN23; empty: all
 * @param carrier {@code REGIONAL} or {@code COUNCIL}; empty: both
 */
public record Selection(
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Optional<String> council,
        Optional<String> area,
        Optional<String> carrier) {
    public static final Selection ALL =
            new Selection(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public static Selection between(LocalDate from, LocalDate to) {
        return new Selection(Optional.of(from), Optional.of(to), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Condition on {@code reporting.fact_enquiry f}, with a place for each value. */
    String condition() {
        List<String> conditions = new ArrayList<>(List.of("true"));
        from.ifPresent(day -> conditions.add("f.date_key >= ?"));
        to.ifPresent(day -> conditions.add("f.date_key <= ?"));
        council.ifPresent(name -> conditions.add("f.council = ?"));
        area.ifPresent(district -> conditions.add("f.area = ?"));
        carrier.ifPresent(code -> conditions.add("f.carried_by = ?"));
        return String.join(" and ", conditions);
    }

    /** @return the next free place */
    int fill(PreparedStatement statement, int first) throws SQLException {
        int place = first;
        for (Optional<?> value : List.of(from, to, council, area, carrier)) {
            if (value.isPresent()) {
                statement.setObject(place++, value.get());
            }
        }
        return place;
    }
}
