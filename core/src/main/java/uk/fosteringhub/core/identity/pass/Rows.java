package uk.fosteringhub.core.identity.pass;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import uk.fosteringhub.core.identity.decide.PersonRecord;

/** Many rows as parameters of one statement. */
final class Rows {

    private Rows() {}

    /** Sets two parameters: the sources and the keys of records. */
    static void names(PreparedStatement statement, int first, Collection<PersonRecord> names) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(first, sources(connection, names));
        statement.setArray(first + 1, keys(connection, names));
    }

    static Array sources(Connection connection, Collection<PersonRecord> names) throws SQLException {
        return connection.createArrayOf(
                "int2", names.stream().map(name -> (short) name.source()).toArray());
    }

    static Array keys(Connection connection, Collection<PersonRecord> names) throws SQLException {
        return texts(connection, names.stream().map(PersonRecord::key));
    }

    static Array longs(Connection connection, LongStream values) throws SQLException {
        return connection.createArrayOf("int8", values.boxed().toArray());
    }

    static Array longs(Connection connection, long... values) throws SQLException {
        return longs(connection, LongStream.of(values));
    }

    static Array longs(Connection connection, Collection<Long> values) throws SQLException {
        return connection.createArrayOf("int8", values.toArray());
    }

    static Array ints(Connection connection, Stream<Integer> values) throws SQLException {
        return connection.createArrayOf("int4", values.toArray());
    }

    static Array texts(Connection connection, Stream<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }

    /** A column of numbers, as {@code long[]}. */
    static long[] longs(Array array) throws SQLException {
        Long[] values = (Long[]) array.getArray();
        long[] longs = new long[values.length];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = values[i];
        }
        return longs;
    }
}
