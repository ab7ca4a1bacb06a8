package uk.fosteringhub.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class TestDatabasesTest {

    @Test
    void eachTestHasADatabaseOfItsOwn() throws SQLException {
        try (TestDatabase one = TestDatabases.empty();
                TestDatabase two = TestDatabases.empty()) {
            execute(one.url(), "create table carer (id int)");

            assertThatThrownBy(() -> execute(two.url(), "select from carer")).hasMessageContaining("does not exist");
        }
    }

    @Test
    void aTemplateIsPreparedOnceAndCopiedEachTime() throws SQLException {
        AtomicInteger prepared = new AtomicInteger();
        TestDatabases.Preparation preparation = url -> {
            prepared.incrementAndGet();
            execute(url, "create table carer as select 1 as id");
        };
        try (TestDatabase one = TestDatabases.copyOf("carers", preparation);
                TestDatabase two = TestDatabases.copyOf("carers", preparation)) {
            execute(one.url(), "insert into carer values (2)");

            assertThat(count(one.url())).isEqualTo(2);
            assertThat(count(two.url())).isEqualTo(1);
            assertThat(prepared).hasValue(1);
        }
    }

    @Test
    void aClosedDatabaseIsGoneEvenIfSomethingWasStillConnected() throws SQLException {
        TestDatabase database = TestDatabases.empty();
        try (Connection forgotten = DriverManager.getConnection(database.url())) {
            database.close();

            assertThat(forgotten.isValid(5)).isFalse();
            assertThatThrownBy(() -> execute(database.url(), "select 1")).hasMessageContaining("does not exist");
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from carer")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }
}
