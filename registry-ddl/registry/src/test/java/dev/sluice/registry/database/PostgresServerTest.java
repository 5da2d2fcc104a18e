package dev.sluice.registry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresServerTest {
    private static final String SECRET = "s3cr3t";

    @BeforeAll
    static void makeUsers() {
        EmbeddedPostgresServer.execute("CREATE USER ops SUPERUSER PASSWORD '" + SECRET + "'");
        EmbeddedPostgresServer.execute("CREATE USER guest PASSWORD 'guest'");
    }

    private static Database open(String url, Map<String, String> environment) {
        return Database.open(Path.of("/project"), url, environment::get);
    }

    private static String user(Database database) {
        return database.read(
                "ask",
                handle -> handle.createQuery("SELECT current_user")
                        .mapTo(String.class)
                        .one());
    }

    private static String withoutUser(String url) {
        return url.replaceAll("\\?.*", "");
    }

    @Test
    void userAndPasswordComeFromTheUrlFirst() {
        String url = withoutUser(EmbeddedPostgresServer.newDatabase()) + "?user=ops&password=" + SECRET;
        try (Database database = open(url, Map.of("SLUICE_REGISTRY_USER", "nobody", "PGUSER", "nobody"))) {
            assertThat(user(database)).isEqualTo("ops");
        }
    }

    @Test
    void thenFromTheVariablesOfSluiceThenFromThoseOfPostgres() {
        String url = withoutUser(EmbeddedPostgresServer.newDatabase());
        Map<String, String> postgres = Map.of("PGUSER", "postgres", "PGPASSWORD", "postgres");
        try (Database database = open(url, postgres)) {
            assertThat(user(database)).isEqualTo("postgres");
        }
        Map<String, String> both = Map.of("PGUSER", "postgres", "SLUICE_REGISTRY_USER", "ops");
        try (Database database = open(url, both)) {
            assertThat(user(database)).isEqualTo("ops");
        }
    }

    @Test
    void theTablesLieInASchemaOfTheirOwnUnlessTheUrlSaysOtherwise() {
        String url = EmbeddedPostgresServer.newDatabase();
        String tables = "SELECT string_agg(table_schema, ',' ORDER BY table_schema) FROM information_schema.tables "
                + "WHERE table_name = 'lease'";
        open(url, Map.of()).close();
        String missing = url + "&currentSchema=other";
        assertThatThrownBy(() -> open(missing, Map.of()))
                .hasMessageStartingWith("Cannot make the tables in registry ")
                .hasMessageEndingWith(
                        ": there is no schema other. Create the schema other first; only the schema sluice is made by itself.");
        createSchema(url, "other");
        try (Database database = open(url + "&currentSchema=other", Map.of())) {
            assertThat(database.<String>read(
                            "ask",
                            handle -> handle.createQuery(tables)
                                    .mapTo(String.class)
                                    .one()))
                    .isEqualTo("other,sluice");
        }
    }

    private static void createSchema(String url, String schema) {
        try (Database database = open(url, Map.of())) {
            database.write("make a schema", handle -> handle.execute("CREATE SCHEMA " + schema));
        }
    }

    @Test
    void aServerThatIsNotThereIsAClearProblem() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        String url = "jdbc:postgresql://localhost:" + free + "/registry?user=ops&password=" + SECRET;
        SluiceException problem = catchThrowableOfType(SluiceException.class, () -> open(url, Map.of()));
        assertThat(problem)
                .hasMessage("Cannot open registry jdbc:postgresql://localhost:" + free + "/registry: Connection to "
                        + "localhost:" + free + " refused. Check that the hostname and port are correct and that the "
                        + "postmaster is accepting TCP/IP connections. Check 'registry' in sluice.yaml, that the "
                        + "server runs, and the user and password in SLUICE_REGISTRY_USER and "
                        + "SLUICE_REGISTRY_PASSWORD.");
        assertThat(problem.type()).isEqualTo(ErrorType.EXTERNAL);
        assertThat(everythingSaidOf(problem)).doesNotContain(SECRET);
    }

    @Test
    void aDatabaseThatDoesNotExistIsAClearProblem() {
        String url = "jdbc:postgresql://localhost:" + EmbeddedPostgresServer.port() + "/nowhere";
        assertThatThrownBy(() -> open(url, Map.of("PGUSER", "postgres")))
                .hasMessageStartingWith("Cannot open registry " + url + ": FATAL: database \"nowhere\" does not exist. "
                        + "Check 'registry' in sluice.yaml");
    }

    @Test
    void aUserWithoutRightsIsAClearProblem() {
        String url = EmbeddedPostgresServer.newDatabase();
        assertThatThrownBy(() -> open(withoutUser(url), Map.of("PGUSER", "guest")))
                .hasMessageStartingWith("Cannot make the tables in registry " + withoutUser(url) + ": ")
                .hasMessageContaining("permission denied")
                .hasMessageEndingWith("Give the user the right to create and write the schema sluice, and see that "
                        + "the disk is not full.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://host:s3cr3t/registry",
                "jdbc:postgresql://host:70000/registry?password=s3cr3t",
                "jdbc:postgresql://ops:s3cr3t@host/registry",
                "jdbc:postgresql://ops:s3cr3t@host:5432/registry",
                "jdbc:postgresql://ops:s3/cr3t?@host:5432/registry"
            })
    void aUrlThatCannotBeReadIsTheAuthorsProblemAndIsNotShown(String url) {
        SluiceException problem = catchThrowableOfType(SluiceException.class, () -> open(url, Map.of()));
        assertThat(problem)
                .hasMessage("Invalid registry: the address after jdbc:postgresql: cannot be read. Write "
                        + "jdbc:postgresql://host:port/database, and give user and password in SLUICE_REGISTRY_USER "
                        + "and SLUICE_REGISTRY_PASSWORD.");
        assertThat(problem.type()).isEqualTo(ErrorType.DEFINITION);
        assertThat(everythingSaidOf(problem)).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example.com/registry?user=ops&password=s3cr3t, jdbc:postgresql://db.example.com:5432/registry",
        "'jdbc:postgresql://one:5433,two/registry', 'jdbc:postgresql://one:5433,two:5432/registry'",
        "jdbc:postgresql://[::1]:5433/registry, jdbc:postgresql://[::1]:5433/registry",
        "jdbc:postgresql:registry, jdbc:postgresql://localhost:5432/registry"
    })
    void messagesNameTheServerAndTheDatabaseOnly(String url, String shown) {
        assertThat(PostgresServer.at(url, name -> null).location()).isEqualTo(shown);
    }

    @Test
    void whatTheUrlSaysIsNotOverruled() {
        PGSimpleDataSource said = PostgresUrl.parse(
                        "jdbc:postgresql://host/db?socketTimeout=5&connectTimeout=3&ApplicationName=mine"
                                + "&tcpKeepAlive=false&currentSchema=other")
                .source(name -> null);
        assertThat(List.of(said.getSocketTimeout(), said.getConnectTimeout())).containsExactly(5, 3);
        assertThat(said.getApplicationName()).isEqualTo("mine");
        assertThat(said.getTcpKeepAlive()).isFalse();
        assertThat(said.getCurrentSchema()).isEqualTo("other");
    }

    @Test
    void theDefaultsAreAsDocumented() {
        PGSimpleDataSource unsaid =
                PostgresUrl.parse("jdbc:postgresql://host/db").source(name -> null);
        assertThat(List.of(unsaid.getConnectTimeout(), unsaid.getSocketTimeout()))
                .containsExactly(10, 60);
        assertThat(unsaid.getApplicationName()).isEqualTo("sluice");
        assertThat(unsaid.getTcpKeepAlive()).isTrue();
        assertThat(unsaid.getCurrentSchema()).isEqualTo("sluice");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://host/db?password=s3cr3t, jdbc:mysql:...",
        "jdbc:mysql://ops:s3cr3t@host/db, jdbc:mysql:...",
        "postgres://ops:s3cr3t@host/db, postgres://ops:...",
        "Embedded, Embedded",
        "'', ''"
    })
    void anotherKindOfDatabaseIsTheAuthorsProblem(String address, String shown) {
        SluiceException problem = catchThrowableOfType(SluiceException.class, () -> open(address, Map.of()));
        assertThat(problem)
                .hasMessage("Invalid registry: '" + shown
                        + "'. Write embedded, or jdbc:postgresql://host:port/database, in sluice.yaml.");
        assertThat(problem.type()).isEqualTo(ErrorType.DEFINITION);
    }

    private static String everythingSaidOf(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
