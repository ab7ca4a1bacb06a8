package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.fosteringhub.core.store.CopyText;
import uk.fosteringhub.core.store.Together;

/** What goes to the database together does there what it would do one by one. */
@Tag("servers")
class FewRowsTest {
    @TempDir
    Path folder;

    private HubFixture hub;
    private Connection connection;

    @BeforeEach
    void tables() throws SQLException {
        hub = new HubFixture(folder);
        connection = hub.onStore().connection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table one (id int primary key, said text, at timestamptz);"
                    + " create temporary table other (id int references one)");
        }
        connection.commit();
    }

    @AfterEach
    void stop() throws SQLException {
        connection.rollback();
        connection.close();
        hub.close();
    }

    /** As a statement and as a copy. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 12, 13, 100})
    void rowsOfSeveralTablesAreWrittenInTheirOrder(int rows) throws SQLException {
        CopyText one = new CopyText("one (id, said, at)");
        CopyText other = new CopyText("other (id)");
        CopyText nothing = new CopyText("other (id)");
        for (int i = 1; i <= rows; i++) {
            one.add(i)
                    .add(i == 1 ? null : "'tab\t" + i)
                    .add("2026-03-06T01:49:00Z")
                    .endRow();
            other.add(i).endRow();
        }

        CopyText.write(connection, List.of(one, nothing, other));

        assertThat(texts("select count(*) || ' ' || count(said) from one")).containsExactly(rows + " " + (rows - 1));
        assertThat(texts("select id from other order by id"))
                .hasSize(rows)
                .first()
                .isEqualTo("1");
        assertThat(texts("select said from one where id = " + rows))
                .isEqualTo(rows == 1 ? Arrays.asList((String) null) : List.of("'tab\t" + rows));
        assertThat(List.of(one, other)).allMatch(CopyText::isEmpty);
    }

    @Test
    void oneThatIsRefusedIsTold() throws SQLException {
        CopyText other = new CopyText("other (id)");
        other.add(7).endRow();

        assertThatThrownBy(() -> CopyText.write(connection, List.of(other)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("other_id_fkey");
    }

    @Test
    void eachStatementSeesWhatTheOnesBeforeItDid() throws SQLException {
        List<String> first = new ArrayList<>();
        List<String> both = new ArrayList<>();

        new Together(connection)
                .add("insert into one (id, said) values (?, ?)", 1, "a")
                .ask("select said from one", row -> first.add(row.getString(1)))
                .add("insert into one (id, said) select id + 1, ? from one", "b")
                .ask(
                        "select said from one where id = any(?) order by id",
                        row -> both.add(row.getString(1)),
                        numbers(1, 2, 3))
                .execute();

        assertThat(first).containsExactly("a");
        assertThat(both).containsExactly("a", "b");
    }

    @Test
    void theRowsThatTheLastWroteAreCounted() throws SQLException {
        int written = new Together(connection)
                .add("insert into one (id) values (1), (2), (3)")
                .add("select id from one")
                .add("update one set said = ? where id > ?", "c", 1)
                .execute();

        assertThat(written).isEqualTo(2);
        assertThat(texts("select id from one where said = 'c'")).containsExactly("2", "3");
    }

    @Test
    void noneOfThemStandsWhereOneIsRefused() throws SQLException {
        Together all = new Together(connection)
                .add("insert into one (id) values (1)")
                .add("insert into other (id) values (2)")
                .add("insert into one (id) values (3)");

        assertThatThrownBy(all::execute).isInstanceOf(SQLException.class).hasMessageContaining("other_id_fkey");
        connection.rollback();
        assertThat(texts("select id from one")).isEmpty();
    }

    @Test
    void nothingIsAskedWhereThereIsNothing() throws SQLException {
        assertThat(new Together(null).execute()).isZero();
    }

    private java.sql.Array numbers(Integer... numbers) throws SQLException {
        return connection.createArrayOf("int", numbers);
    }

    private List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        new Together(connection).ask(sql, row -> texts.add(row.getString(1))).execute();
        return texts;
    }
}
