package dev.sluice.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels that a query over the project's sources answers. */
class SpineQueryTest {
    private static final String QUERY = """
            SELECT origin, destination, date AS t, delay > 15 AS late
            FROM flights
            WHERE origin <> 'DFW'""";

    @TempDir
    private Path folder;

    private SmallLake lake;

    @BeforeEach
    void aPromotedDayAndFlights() {
        lake = new SmallLake(folder);
        lake.promote("2001-03-05", 1, "ORD", 3, "ATL", 2);
        flights("('2001-03-06 10:00:00', 'ORD', 'ATL', 20), ('2001-03-06 11:00:00', 'ATL', 'ORD', 5),"
                + " ('2001-03-06 12:00:00', 'DFW', 'ORD', 5)");
    }

    /** The source's event time is a text, as in CSV: in the query it is a time. */
    private void flights(String values) {
        SmallLake.SPARK
                .sql("SELECT * FROM VALUES " + values + " AS flights(date, origin, destination, delay)")
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder.resolve("data/flights.parquet").toString());
    }

    @Test
    void theLabelsAreWhatTheQueryAnswersAndTheManifestHoldsItsText() throws IOException {
        Path file = Files.writeString(folder.resolve("labels.sql"), QUERY);
        TrainingSet set = lake.builder().withSpineQueryFile(file, "t").build(folder.resolve("ts"));

        assertThat(SmallLake.SPARK
                        .read()
                        .parquet(set.folder().resolve("data").toString())
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactlyInAnyOrder(
                        "[ORD,ATL,2001-03-06T10:00:00Z,true,3,0.75,2]", "[ATL,ORD,2001-03-06T11:00:00Z,false,2,0.5,3]");
        assertThat(set.manifest())
                .contains("\"kind\" : \"query\"", "\"source\" : \"" + file + "\"")
                .contains("\"query\" : \"SELECT origin, destination, date AS t, delay > 15 AS late\\nFROM flights");
        assertThat(SmallLake.SPARK.catalog().tableExists("flights")).isFalse();
    }

    @Test
    void theSameLabelsHaveTheSameIdHoweverTheyWereGiven() {
        TrainingSet queried = lake.builder().withSpineQuery(QUERY, "t").build(folder.resolve("queried"));
        TrainingSet framed = lake.builder()
                .withSpine(
                        SmallLake.labels(
                                SmallLake.label("ORD", "ATL", "2001-03-06T10:00:00Z", true),
                                SmallLake.label("ATL", "ORD", "2001-03-06T11:00:00Z", false)),
                        "t")
                .build(folder.resolve("framed"));

        assertThat(framed.id()).isEqualTo(queried.id());
    }

    @Test
    void itIsRebuiltFromTheRecordedTextUnlessTheSourceHasChanged() {
        TrainingSet first = lake.builder().withSpineQuery(QUERY, "t").build(folder.resolve("first"));
        TrainingSetRebuild rebuild = TrainingSetRebuild.of(SmallLake.SPARK, lake.project(), first.folder());

        assertThat(rebuild.build(folder.resolve("again")).id()).isEqualTo(first.id());

        flights("('2001-03-06 10:00:00', 'ORD', 'ATL', 20)");
        assertThatThrownBy(() -> rebuild.build(folder.resolve("third")))
                .hasMessageContaining("Cannot rebuild training set " + first.id()
                        + ": its spine a query has changed. It" + " had 2 rows")
                .matches(problem -> ((SluiceException) problem).type() == ErrorType.DATA);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * FROM flihgts | 'flihgts' is not among the project's sources. Did you mean 'flights'?",
                "SELECT * FROM delta.`/tmp/x` | 'delta./tmp/x' is not among the project's sources.",
                "SELECT rand() AS r FROM flights | the function 'rand' cannot be used:",
                "SELECT * FROM flights WHERE date < :end | the parameter :end is not known. There are none.",
                "DROP TABLE flights | is not part of a SELECT over the sources.",
                "SELECT 1 AS one | it reads none of the project's sources (flights).",
                "SELEC 1 | Write one SELECT of Spark SQL.",
                "SELECT orign FROM flights | Invalid query: A column"
            })
    void aQueryThatMayNotBeOneSaysWhy(String query, String why) {
        assertThatThrownBy(() -> lake.builder().withSpineQuery(query, "t"))
                .isInstanceOf(SluiceException.class)
                .hasMessageStartingWith("a query")
                .hasMessageContaining(why);
    }

    @Test
    void aQueryFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("nowhere.sql");
        assertThatThrownBy(() -> lake.builder().withSpineQueryFile(file, "t"))
                .hasMessage("Cannot read the spine's query " + file
                        + ": there is no such file, or it cannot be read. Check --spine-sql.");
    }
}
