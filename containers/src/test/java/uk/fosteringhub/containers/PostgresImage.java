package uk.fosteringhub.containers;

import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import uk.fosteringhub.testing.DatabaseStarter;

/** PostgreSQL of the embedded server's major version, with its character set and order. Docker's helper removes it. */
public final class PostgresImage implements DatabaseStarter {
    private static final DockerImageName IMAGE = DockerImageName.parse("postgres:17");

    @Override
    public String start() {
        PostgreSQLContainer<?> server = new PostgreSQLContainer<>(IMAGE)
                .withDatabaseName("hub")
                .withUsername("hub")
                .withPassword("hub")
                .withEnv(
                        "POSTGRES_INITDB_ARGS",
                        "--encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8")
                .withCommand(
                        "postgres", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off");
        server.start();
        return "jdbc:postgresql://" + server.getHost() + ":" + server.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT)
                + "/hub?user=hub&password=hub";
    }
}
