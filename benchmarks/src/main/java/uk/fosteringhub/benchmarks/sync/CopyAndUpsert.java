package uk.fosteringhub.benchmarks.sync;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import uk.fosteringhub.benchmarks.machine.BenchDatabase;

/**
 * The floor: the file goes into a staging table of texts with {@code COPY}, and from there into the table with one
 * statement that converts the types. It notes no failures, keeps no history and stops at the first bad value; nothing that
 * does more in PostgreSQL can be expected to be as fast.
 */
final class CopyAndUpsert implements Contestant {
    private static final String STAGING = """
            create unlogged table staging (DIM_PERSON_ID text, LEGACY_ID text, TITLE text, FORENAME text,
                MIDDLE_NAMES text, SURNAME text, PREVIOUS_SURNAME text, GENDER_MAIN_CODE text, ETHNICITY_MAIN_CODE text,
                BIRTH_DTTM text, DOB_ESTIMATED text, NHS_NUMBER text, EMAIL text, HOME_TELEPHONE text,
                MOBILE_TELEPHONE text, IS_CLIENT text, IS_FOSTER text, WAS_FOSTER text, IS_ADOPTOR text,
                DUPLICATED_DTTM text)""";
    /** COPY in CSV mode already makes unquoted nothing a null. */
    private static final String UPSERT =
            "insert into person (" + PersonTable.COLUMNS + ")" + """
             select DIM_PERSON_ID::bigint, nullif(LEGACY_ID, '-1'), TITLE, FORENAME, MIDDLE_NAMES, SURNAME,
                PREVIOUS_SURNAME, GENDER_MAIN_CODE, ETHNICITY_MAIN_CODE, BIRTH_DTTM::timestamp::date,
                DOB_ESTIMATED::boolean, NHS_NUMBER, EMAIL, HOME_TELEPHONE, MOBILE_TELEPHONE, IS_CLIENT::boolean,
                IS_FOSTER::boolean, WAS_FOSTER::boolean, IS_ADOPTOR::boolean,
                DUPLICATED_DTTM::timestamp at time zone 'Europe/London'
             from staging
            """ + PersonTable.ON_CONFLICT;

    @Override
    public String name() {
        return "COPY and one upsert";
    }

    @Override
    public Loader open(BenchDatabase database) throws SQLException {
        Connection connection = database.connect();
        PersonTable.create(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute(STAGING);
        }
        connection.setAutoCommit(false);
        return new CopyLoader(connection);
    }

    private record CopyLoader(Connection connection) implements Loader {

        @Override
        public void load(Path file) throws Exception {
            try (InputStream bytes = Files.newInputStream(file);
                    Statement statement = connection.createStatement()) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy staging from stdin with (format csv, header)", bytes, 1 << 16);
                statement.execute(UPSERT);
                statement.execute("truncate staging");
                connection.commit();
            }
        }

        @Override
        public String table() {
            return PersonTable.NAME;
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
