package dev.sluice.gate;

import static dev.sluice.gate.Readings.DAY;
import static dev.sluice.gate.Readings.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.testing.Flights;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.transform.LocalSpark;
import dev.sluice.type.ValueType.Scalar;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class BuiltInRulesTest {
    @Test
    void aViewWithoutExpectationsIsStillJudged() {
        Verdict verdict = judge(rows("SELECT 'a' AS sensor"));
        assertThat(verdict.accepted()).isTrue();
        assertThat(verdict.summary()).isEqualTo("all 4 expectations met");
        assertThat(verdict.results())
                .extracting(ExpectationResult::expectation)
                .containsExactly(
                        "declared types",
                        "key sensor is not null",
                        "one row per sensor and event_time",
                        "event_time inside (2001-03-05T00:00:00Z, 2001-03-06T00:00:00Z]");
    }

    @Test
    void noRowsAtAllAreAccepted() {
        assertThat(judge(rows("SELECT 'a' AS sensor WHERE false")).accepted()).isTrue();
    }

    @Test
    void aNullKeyIsRefused() {
        assertThat(refusal(rows("SELECT * FROM VALUES ('a'), (NULL) AS t(sensor)")))
                .isEqualTo("1 of 4 expectations failed (key sensor is not null: 1 row)");
    }

    @Test
    void twoRowsOfAKeyAndTimeAreRefused() {
        assertThat(refusal(rows("SELECT * FROM VALUES ('a'), ('b'), ('a') AS t(sensor)")))
                .isEqualTo("1 of 4 expectations failed (one row per sensor and event_time: 2 rows)");
    }

    @Test
    void twoRowsOfAKeyAtDifferentTimesAreAccepted() {
        assertThat(judge(rows("""
                SELECT * FROM VALUES ('a', timestamp'2001-03-05T12:00:00Z'), ('a', timestamp'2001-03-05T12:00:00.000001Z')
                AS t(sensor, event_time)""")).accepted()).isTrue();
    }

    @Test
    void theTimeMustBeAfterTheStartAndNotAfterTheEnd() {
        assertThat(judge(rows("""
                SELECT * FROM VALUES ('a', timestamp'2001-03-05T00:00:00.000001Z'), ('b', timestamp'2001-03-06T00:00:00Z')
                AS t(sensor, event_time)""")).accepted()).isTrue();
        assertThat(refusal(rows("""
                SELECT * FROM VALUES ('a', timestamp'2001-03-05T00:00:00Z'), ('b', timestamp'2001-03-06T00:00:00.000001Z'),
                                     ('c', NULL), ('d', timestamp'2001-03-05T08:00:00Z') AS t(sensor, event_time)""")))
                .isEqualTo("1 of 4 expectations failed"
                        + " (event_time inside (2001-03-05T00:00:00Z, 2001-03-06T00:00:00Z]: 3 rows)");
    }

    @Test
    void anHourlyPartitionIsAnHour() {
        FeatureView hourly = Flights.daily("hours", Flights.AIRPORT, "SELECT 1 FROM flights")
                .withSchedule("hourly")
                .build(List.of(Feature.of("n", Scalar.LONG)));
        Dataset<Row> rows = LocalSpark.session()
                .sql("SELECT 'ORD' AS airport, 1L AS n, timestamp'2001-03-05T14:30:00Z' AS event_time");
        Partition hour = Partition.parse(Granularity.HOUR, "2001-03-05T14");
        assertThat(QualityGate.of(hourly).judge(rows, hour).accepted()).isTrue();
        assertThat(QualityGate.of(hourly).judge(rows, hour.next()).accepted()).isFalse();
    }

    @Test
    void compositeKeysAreComparedAsValues() {
        FeatureView routes = Flights.routeDelays();
        String sql = "SELECT origin, destination, 1L AS flights_7d, 1L AS max_delay_7d,"
                + " timestamp'2001-03-06T00:00:00Z' AS event_time FROM VALUES %s AS t(origin, destination)";
        Dataset<Row> different = LocalSpark.session().sql(sql.formatted("('1', '23'), ('12', '3')"));
        Dataset<Row> equal = LocalSpark.session().sql(sql.formatted("('1', '23'), ('1', '23')"));
        assertThat(QualityGate.of(routes).judge(different, DAY).accepted()).isTrue();
        assertThat(QualityGate.of(routes).judge(equal, DAY).summary())
                .isEqualTo("1 of 5 expectations failed (one row per origin, destination and event_time: 2 rows)");
    }

    @Test
    void wrongAndMissingColumnsAreRefusedByName() {
        Dataset<Row> rows = rows("SELECT 'a' AS sensor")
                .withColumn("whole", org.apache.spark.sql.functions.lit("1"))
                .drop("flag");
        assertThat(refusal(rows))
                .isEqualTo(
                        "1 of 4 expectations failed (declared types: whole is string instead of long, flag is missing)");
    }

    private static String refusal(Dataset<Row> rows) {
        Verdict verdict = judge(rows);
        assertThat(verdict.accepted()).isFalse();
        return verdict.summary();
    }

    private static Verdict judge(Dataset<Row> rows) {
        return QualityGate.of(Readings.view()).judge(rows, DAY);
    }
}
