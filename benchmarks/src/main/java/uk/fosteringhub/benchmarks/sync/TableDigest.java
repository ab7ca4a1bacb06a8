package uk.fosteringhub.benchmarks.sync;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import uk.fosteringhub.benchmarks.machine.BenchDatabase;

/**
 * What a table of persons says, boiled down to what contestants must agree on. Telephone numbers count by their last nine
 * digits, since the hub also brings them into one spelling.
 */
record TableDigest(long rows, BigDecimal names, BigDecimal births, BigDecimal phones, long children, long nhsNumbers) {

    static TableDigest of(BenchDatabase database, String table) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select count(*), sum(hashtext(given_name || '/' || family_name)::numeric),
                            sum((birth_date - date '1900-01-01')::numeric),
                            sum(hashtext(right(replace(phone_mobile, ' ', ''), 9))::numeric)
                                + sum(hashtext(right(replace(phone_home, ' ', ''), 9))::numeric),
                            count(*) filter (where is_client), count(nhs_number)
                        from\s""" + table)) {
            row.next();
            return new TableDigest(
                    row.getLong(1),
                    row.getBigDecimal(2),
                    row.getBigDecimal(3),
                    row.getBigDecimal(4),
                    row.getLong(5),
                    row.getLong(6));
        }
    }
}
