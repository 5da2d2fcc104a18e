package dev.sluice.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.AggregateFunction;
import dev.sluice.feature.Aggregation;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Transform;
import dev.sluice.testing.Flights;
import dev.sluice.testing.Property;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.ValueType.Scalar;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QueryMeaningsTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final Feature N = Feature.of("n", Scalar.LONG);

    @TempDir
    private static Path folder;

    private static QueryMeanings meanings;

    @BeforeAll
    static void writeFlights() {
        SPARK.sql("SELECT timestamp'2001-03-05' AS date, 'ORD' AS origin, 'ATL' AS destination, 5L AS delay,"
                        + " 700L AS distance, 1.5D AS fuel, 0.1D AS wind, 0.2D AS tax, array(1L) AS legs")
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder.resolve("data/flights.parquet").toString());
        meanings = QueryMeanings.of(SPARK, Flights.project(folder));
    }

    private static FeatureView view(String sql) {
        return Flights.daily("v", Flights.AIRPORT, sql).build(List.of(N));
    }

    private static boolean same(String now, String former) {
        return meanings.isReworded(view(now), former);
    }

    private record Pair(String now, String former) {}

    @Test
    void aQueryMeansTheSameHoweverItIsWritten() {
        Property.holds(
                40,
                choices -> {
                    WrittenQuery query = WrittenQuery.random(choices);
                    return new Pair(query.written(choices), query.written(choices));
                },
                pair -> same(pair.now(), pair.former()));
    }

    @Test
    void anotherQueryMeansSomethingElseHoweverItIsWritten() {
        Property.holds(
                40,
                choices -> {
                    WrittenQuery query = WrittenQuery.random(choices);
                    return new Pair(query.written(choices), query.other(choices).written(choices));
                },
                pair -> !same(pair.now(), pair.former()));
    }

    static List<Pair> alike() {
        return List.of(
                new Pair(
                        "WITH f AS (SELECT origin, delay FROM flights) SELECT origin AS airport, sum(delay) AS n FROM f GROUP BY 1",
                        "SELECT t.origin AS airport, sum(t.delay) AS n FROM (SELECT delay, origin FROM flights) t GROUP BY t.origin"),
                new Pair(
                        "SELECT a.origin AS airport, count(*) AS n FROM flights a JOIN flights b ON a.origin = b.destination AND a.date < b.date GROUP BY 1",
                        "SELECT x.origin AS airport, count(*) AS n FROM flights x JOIN flights y ON x.date < y.date AND y.destination = x.origin GROUP BY x.origin"),
                new Pair(
                        "SELECT origin AS airport, filter(collect_list(delay), d -> d > 15)[0] AS n FROM flights GROUP BY origin",
                        "select origin airport, filter(collect_list(delay), x -> x > 15)[0] n from flights group by origin"),
                new Pair(
                        "SELECT origin AS airport, sum(delay) OVER w AS n FROM flights WINDOW w AS (PARTITION BY origin ORDER BY date)",
                        "SELECT origin AS airport, sum(delay) OVER (PARTITION BY origin ORDER BY date ASC) AS n FROM flights"),
                new Pair(
                        "SELECT origin AS airport, CAST(count(*) AS BIGINT) AS n FROM flights GROUP BY origin",
                        "SELECT origin AS airport, count(1) AS n FROM flights GROUP BY origin"),
                new Pair(
                        "SELECT origin AS airport, 1L AS n FROM flights WHERE delay IN (SELECT g.delay FROM flights g)",
                        "SELECT origin AS airport, 1L AS n FROM flights WHERE delay IN (SELECT h.delay FROM flights AS h)"));
    }

    @ParameterizedTest
    @MethodSource("alike")
    void whatIsWrittenOtherwiseMeansTheSame(Pair pair) {
        assertThat(same(pair.now(), pair.former())).isTrue();
    }

    static List<Pair> different() {
        return List.of(
                new Pair(
                        "SELECT origin AS airport, CAST(sum((fuel + wind) + tax) AS LONG) AS n FROM flights GROUP BY 1",
                        "SELECT origin AS airport, CAST(sum(fuel + (wind + tax)) AS LONG) AS n FROM flights GROUP BY 1"),
                new Pair(
                        "SELECT origin AS airport, CAST(max(fuel * wind * tax) AS LONG) AS n FROM flights GROUP BY 1",
                        "SELECT origin AS airport, CAST(max(fuel * (wind * tax)) AS LONG) AS n FROM flights GROUP BY 1"),
                new Pair(
                        "SELECT origin AS airport, count_if(day(:start) > 15) AS n FROM flights GROUP BY 1",
                        "SELECT origin AS airport, count_if(day(:start) > 14) AS n FROM flights GROUP BY 1"),
                new Pair(
                        "SELECT origin AS airport, count_if(date >= :start) AS n FROM flights GROUP BY 1",
                        "SELECT origin AS airport, count_if(date >= :end - INTERVAL 2 DAYS) AS n FROM flights GROUP BY 1"),
                new Pair(
                        "SELECT origin AS airport, count_if(destination = 'a  b') AS n FROM flights GROUP BY 1",
                        "SELECT origin AS airport, count_if(destination = 'a b') AS n FROM flights GROUP BY 1"),
                new Pair(
                        "SELECT origin AS airport, 1L AS n FROM flights",
                        "SELECT DISTINCT origin AS airport, 1L AS n FROM flights"),
                new Pair(
                        "SELECT a.origin AS airport, 1L AS n FROM flights a LEFT JOIN flights b ON a.delay = b.delay",
                        "SELECT a.origin AS airport, 1L AS n FROM flights a JOIN flights b ON a.delay = b.delay"),
                new Pair(
                        "SELECT origin AS airport, delay AS n FROM flights",
                        "SELECT destination AS airport, delay AS n FROM flights"),
                new Pair("SELECT origin AS airport, delay AS n FROM flights", "SELECT origin AS airport FROM flights"));
    }

    @ParameterizedTest
    @MethodSource("different")
    void whatGivesOtherValuesMeansSomethingElse(Pair pair) {
        assertThat(same(pair.now(), pair.former())).isFalse();
    }

    @Test
    void withoutItsSourceAQueryIsComparedWordByWord() {
        QueryMeanings blind = QueryMeanings.of(SPARK, Flights.project(folder.resolve("nothing")));
        String sql = "SELECT origin AS airport, count(*) AS n FROM flights WHERE origin > 'A  b' GROUP BY origin";
        assertThat(blind.isReworded(
                        view(sql.replace("FROM", "\n  from -- all of them\n").replace("AS n", "as N")), sql))
                .isTrue();
        assertThat(blind.isReworded(view(sql.replace("'A  b'", "'a  b'")), sql)).isFalse();
        assertThat(blind.isReworded(view(sql.replace("'A  b'", "'A b'")), sql)).isFalse();
        assertThat(blind.isReworded(view(sql.replace("flights", "flights f")), sql))
                .isFalse();
    }

    private static FeatureView named(String name, String sql, String... features) {
        return Flights.daily(name, Flights.AIRPORT, sql)
                .build(Arrays.stream(features)
                        .map(feature -> Feature.of(feature, Scalar.DOUBLE))
                        .toList());
    }

    private static FeatureView windows(String name, String of, String over) {
        Aggregation late = new Aggregation(
                of, "late", Scalar.LONG, List.of(AggregateFunction.parse("sum")), List.of(TimeSpan.parse(over)));
        return named(name, "SELECT 1", "late_sum_" + over)
                .withTransform(new Transform.Aggregates(Map.of("airport", "origin"), List.of(late)));
    }

    private static List<String> alike(FeatureView... views) {
        return QueryMeanings.of(SPARK, Flights.project(folder, views)).alike().stream()
                .map(alike -> (alike.exactly() ? "same " : "near ") + alike.features())
                .toList();
    }

    @Test
    void featuresThatAreComputedAlikeAreFound() {
        FeatureView first = named(
                "first",
                "SELECT origin AS airport, avg(fuel) AS a, max(fuel) AS b, 1D AS c FROM flights GROUP BY origin",
                "a",
                "b",
                "c");
        assertThat(alike(
                        first,
                        named(
                                "second",
                                "SELECT round(max(f.fuel), 1) AS x, avg(f.fuel) AS y, 1D AS z, f.origin airport FROM flights f GROUP BY 4",
                                "x",
                                "y",
                                "z")))
                .containsExactly("same [first@1.a, second@1.y]", "near [first@1.b, second@1.x]");
        assertThat(alike(first, Flights.inVersion(first, 2))).isEmpty();
        assertThat(alike(
                        first,
                        named(
                                "filtered",
                                "SELECT origin AS airport, avg(fuel) AS a FROM flights WHERE delay > 0 GROUP BY origin",
                                "a"),
                        named(
                                "arrivals",
                                "SELECT destination AS airport, avg(fuel) AS a FROM flights GROUP BY destination",
                                "a"),
                        named("broken", "SELECT origin AS airport, avg(feul) AS a FROM flights GROUP BY 1", "a")))
                .isEmpty();
    }

    @Test
    void windowsThatAreDeclaredTwiceAreFound() {
        assertThat(alike(windows("first", "delay > 15", "1d"), windows("second", " DELAY  > 15", "1d")))
                .containsExactly("same [first@1.late_sum_1d, second@1.late_sum_1d]");
        assertThat(alike(windows("first", "delay > 15", "1d"), windows("second", "delay > 15", "2d")))
                .isEmpty();
        assertThat(alike(windows("first", "delay > 15", "1d"), windows("second", "delay > 16", "1d")))
                .isEmpty();
    }
}
