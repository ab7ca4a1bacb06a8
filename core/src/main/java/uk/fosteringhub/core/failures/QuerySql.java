package uk.fosteringhub.core.failures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.core.failures.FailureQuery.Name;
import uk.fosteringhub.core.failures.FailureQuery.Term;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/** A query as a condition on the row {@code f} of {@code hub.failure}. */
final class QuerySql {
    /** Sets one parameter. */
    @FunctionalInterface
    interface Parameter {
        void set(Connection connection, PreparedStatement statement, int at) throws SQLException;
    }

    private final Payloads payloads;
    private final ZoneId zone;
    private final StringBuilder sql = new StringBuilder();
    private final List<Parameter> parameters = new ArrayList<>();

    private QuerySql(Payloads payloads, ZoneId zone) {
        this.payloads = payloads;
        this.zone = zone;
    }

    /** @param zone in which days are meant */
    static QuerySql of(FailureQuery query, Payloads payloads, ZoneId zone) {
        QuerySql made = new QuerySql(payloads, zone);
        made.add(query);
        return made;
    }

    /** Never empty and never null for any row. */
    String condition() {
        return sql.toString();
    }

    /** @return the number of the next parameter */
    int fill(Connection connection, PreparedStatement statement, int first) throws SQLException {
        int at = first;
        for (Parameter parameter : parameters) {
            parameter.set(connection, statement, at++);
        }
        return at;
    }

    private void add(FailureQuery query) {
        if (query instanceof FailureQuery.All all) {
            join(all.parts(), " and ", "true");
        } else if (query instanceof FailureQuery.Any any) {
            join(any.parts(), " or ", "false");
        } else if (query instanceof FailureQuery.Not not) {
            sql.append("not (");
            add(not.part());
            sql.append(')');
        } else if (query instanceof Term term) {
            add(term);
        }
    }

    private void join(List<FailureQuery> parts, String word, String none) {
        if (parts.isEmpty()) {
            sql.append(none);
            return;
        }
        sql.append('(');
        for (int i = 0; i < parts.size(); i++) {
            sql.append(i > 0 ? word : "");
            add(parts.get(i));
        }
        sql.append(')');
    }

    private void add(Term term) {
        String value = term.value();
        switch (term.name()) {
            case FEED -> text("f.feed = ?", value);
            case STEP -> text("f.step = ?", value);
            case KIND -> text("f.kind = ?", value);
            case RULE -> text("f.rule = ?", value);
            case FIELD -> text("f.field = ?", value);
            case COLUMN -> text("f.column_name = ?", value);
            case STATE -> text("f.state = ?", value);
            case KEY -> text("f.source_key = ?", value);
            case ID -> number("f.id = ?", Long.parseLong(value));
            case RUN -> number("f.run_id = ?", Long.parseLong(value));
            case DELIVERY -> number("f.delivery_id = ?", Long.parseLong(value));
            case VALUE -> number("f.value_token <> 0 and f.value_token = ?", payloads.token(value));
            case LIKE ->
                number(
                        "f.value_token <> 0 and f.value_token = (select o.value_token from hub.failure o where o.id ="
                                + " ?)",
                        Long.parseLong(value));
            case SINCE -> day("f.first_seen >= ?", LocalDate.parse(value));
            case UNTIL -> day("f.first_seen < ?", LocalDate.parse(value).plusDays(1));
            case TEXT -> text(value);
            case ENTITY -> entity(Long.parseLong(value));
            default -> throw new IllegalStateException("no condition for " + term.name());
        }
    }

    private void text(String condition, String value) {
        sql.append(condition);
        parameters.add((connection, statement, at) -> statement.setString(at, value));
    }

    private void number(String condition, long value) {
        sql.append(condition);
        parameters.add((connection, statement, at) -> statement.setLong(at, value));
    }

    private void day(String condition, LocalDate day) {
        sql.append(condition);
        parameters.add((connection, statement, at) -> statement.setObject(
                at, day.atStartOfDay(zone).toOffsetDateTime().withOffsetSameInstant(ZoneOffset.UTC)));
    }

    private void text(String words) {
        Long[] asked = payloads.asked(words);
        if (asked.length == 0) {
            sql.append("false");
            return;
        }
        sql.append("f.words @> ?");
        parameters.add(
                (connection, statement, at) -> statement.setArray(at, connection.createArrayOf("bigint", asked)));
    }

    /** What its sources say of it, and what targets did not take of it. */
    private void entity(long entity) {
        sql.append("""
            f.id in (
                select x.id from hub.contribution c
                    join hub.feed b on b.id = c.feed_id
                    join hub.failure x on x.source_key = c.key and x.feed = b.name
                where c.entity_id = any(array(select new_entity from hub.redirect where old_entity = ?) || ?)
                union all
                select x.id from hub.failure x where x.source_key = any(?) and x.feed like 'to-%')\
            """);
        parameters.add((connection, statement, at) -> statement.setLong(at, entity));
        parameters.add((connection, statement, at) -> statement.setLong(at, entity));
        Object[] names = RecordTypes.all().stream()
                .map(RecordType::name)
                .map(type -> type + " " + entity)
                .toArray();
        parameters.add((connection, statement, at) -> statement.setArray(at, connection.createArrayOf("text", names)));
    }

    /** Whether few rows can hold, whatever else is asked, so that the database finds them by an index of their own. */
    static boolean narrow(FailureQuery query) {
        if (query instanceof FailureQuery.All all) {
            return all.parts().stream().anyMatch(QuerySql::narrow);
        }
        if (query instanceof FailureQuery.Any any) {
            return !any.parts().isEmpty() && any.parts().stream().allMatch(QuerySql::narrow);
        }
        return query instanceof Term term
                && !term.name().grouped()
                && term.name() != Name.SINCE
                && term.name() != Name.UNTIL;
    }
}
