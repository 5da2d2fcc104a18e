package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.transform.LocalSpark;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.TimeZone;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same flights in each format of a source, through {@code run}. Hudi's are in transforms/hudi. */
class SourceFormatsTest {
    private static final String[] THE_DAYS_ROWS = {"[ATL,1,5.0]", "[ORD,2,15.0]"};
    private static final String COLUMNS = "  columns: {date: timestamp, delay: long, origin: string}\n";

    @TempDir
    private Path folder;

    private SmallProject project;

    @BeforeAll
    static void sparkIsUp() {
        LocalSpark.session();
    }

    @BeforeEach
    void project() {
        project = SmallProject.in(folder);
    }

    private Dataset<Row> flights() {
        return LocalSpark.session()
                .read()
                .option("header", true)
                .csv(project.path("flights.csv"))
                .selectExpr("CAST(date AS timestamp) AS date", "CAST(delay AS bigint) AS delay", "origin");
    }

    private void source(String format, String path, String more) {
        project.write(
                "sources.yaml",
                "- source: flights\n  format: " + format + "\n  path: '" + path + "'\n  event_time: date\n" + more);
    }

    private List<String> ran() {
        project.sluice("check").succeeds(); // else a process of its own does it
        project.sluice("apply").succeeds();
        project.sluice("run", "--at", "2001-03-01").succeeds();
        return LocalSpark.session()
                .read()
                .format("delta")
                .load(project.path("lake/features/airport_delays/v1"))
                .selectExpr("airport", "departures", "mean_delay")
                .collectAsList()
                .stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    @Test
    void parquet() {
        flights().write().parquet(project.path("data/flights"));
        source("parquet", "data/flights", COLUMNS);
        assertThat(ran()).containsExactly(THE_DAYS_ROWS);
    }

    @Test
    void json() {
        flights().write().json(project.path("data/flights"));
        source("json", "data/flights", COLUMNS);
        assertThat(ran()).containsExactly(THE_DAYS_ROWS);
    }

    @Test
    void delta() {
        flights().write().format("delta").save(project.path("data/flights"));
        source("delta", "data/flights", COLUMNS);
        assertThat(ran()).containsExactly(THE_DAYS_ROWS);
    }

    @Test
    void csvWithOptionsOfItsOwn() {
        project.write(
                "flights.txt",
                "date|delay|origin\n2001-03-01T08:00:00Z|10|ORD\n2001-03-01T09:00:00Z|20|ORD\n"
                        + "2001-03-01T09:30:00Z|5|ATL\n2001-03-02T08:00:00Z|n/a|ORD\n");
        source("csv", "flights.txt", "  options: {sep: '|', nullValue: n/a}\n" + COLUMNS);
        assertThat(ran()).containsExactly(THE_DAYS_ROWS);
    }

    @Test
    void aColumnThatIsMissingOrOfAnotherTypeIsNamed() {
        source("csv", "flights.csv", "  columns: {delays: long}\n");
        assertThat(project.sluice("check").failsWith(2).err())
                .contains("Cannot read source flights: it has no column 'delays', which is declared. Did you mean"
                        + " 'delay'?");
        flights()
                .selectExpr("date", "CAST(delay AS string) AS delay", "origin")
                .write()
                .parquet(project.path("data/flights"));
        source("parquet", "data/flights", COLUMNS);
        assertThat(project.sluice("check").failsWith(2).err())
                .contains("Cannot read source flights: its column 'delay' is string, declared is long. Has the source"
                        + " changed? Declare what it is now, or give the view a cast.");
    }

    @Test
    void aTextThatIsNotOfTheDeclaredTypeIsNamed() {
        source("csv", "flights.csv", COLUMNS);
        project.sluice("apply").succeeds();
        project.flights("2001-03-01T08:00:00Z,late,ORD\n");
        assertThat(project.sluice("run", "--at", "2001-03-01").failsWith(1).err())
                .contains("Cannot read source flights: its column 'delay' is declared as long and holds 'late'");
    }

    @Test
    void jdbcInWhateverZone() throws Exception {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("log_statement", "all")
                        .start();
                Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE reader LOGIN PASSWORD 'a secret'");
            String url = postgres.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", "");
            System.setProperty("SLUICE_SOURCE_FLIGHTS_USER", "reader");
            System.setProperty("SLUICE_SOURCE_FLIGHTS_PASSWORD", "a secret");
            for (String type : List.of("timestamptz", "timestamp", "date")) {
                readsDays(statement, url, type, "");
            }
            readsDays(
                    statement,
                    url,
                    "timestamptz",
                    ", customSchema: delay INT, sessionInitStatement: SET TIME ZONE 'Asia/Tokyo';");
        } finally {
            TimeZone.setDefault(before);
            System.clearProperty("SLUICE_SOURCE_FLIGHTS_USER");
            System.clearProperty("SLUICE_SOURCE_FLIGHTS_PASSWORD");
        }
    }

    /** From a table whose event time has this type, with more options of the source. */
    private void readsDays(Statement statement, String url, String type, String more) throws SQLException {
        statement.execute("DROP TABLE IF EXISTS flights");
        statement.execute("CREATE TABLE flights (date " + type + ", delay bigint, origin text)");
        statement.execute("INSERT INTO flights VALUES ('2001-02-28 23:59:59+00', 99, 'ORD'),"
                + " ('2001-03-01 00:00:00+00', 10, 'ORD'), ('2001-03-01 00:00:00+00', 20, 'ORD'),"
                + " ('2001-03-01 00:00:00+00', 5, 'ATL'), ('2001-03-02 00:00:00+00', 99, 'ORD')");
        statement.execute("GRANT SELECT ON flights TO reader");
        project = SmallProject.in(folder.resolve(type + more.length()));
        source("jdbc", url, "  options: {dbtable: flights" + more + "}\n");
        project.write(
                "sluice.yaml",
                "project: small_" + type + "\nlake: lake\nroots: ['" + url + "']\nclock: 2001-03-04T00:00:00Z\n");
        assertThat(ran()).as(type + more).containsExactly(THE_DAYS_ROWS);
    }

    @Test
    void aPasswordInAFileIsRefused() {
        source("jdbc", "jdbc:postgresql://host/db?password=x", "  options: {dbtable: flights, password: x}\n");
        assertThat(project.sluice("check").failsWith(2).err())
                .contains(
                        "The option 'password' does not stand in a file that is shared. Give user and password in the"
                                + " environment: SLUICE_SOURCE_FLIGHTS_USER and ..._PASSWORD.",
                        "A password does not stand in a file that is shared.");
    }
}
