package dev.sluice.gate;

import dev.sluice.expectation.Expectation;
import dev.sluice.expectation.Severity;
import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Metadata;
import dev.sluice.problem.Origin;
import dev.sluice.testing.Flights;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.transform.LocalSpark;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A view with a feature of each type, and rows of it for 5 March 2001. */
final class Readings {
    static final Partition DAY = Partition.parse(Granularity.DAY, "2001-03-05");

    private static final Entity SENSOR =
            new Entity("sensor", List.of(new Column("sensor", Scalar.STRING)), Metadata.NONE);

    private static final List<Feature> FEATURES = List.of(
            Feature.of("real", Scalar.DOUBLE),
            Feature.of("single", Scalar.FLOAT),
            Feature.of("whole", Scalar.LONG),
            Feature.of("small", Scalar.INT),
            Feature.of("price", new ValueType.Decimal(18, 2)),
            Feature.of("name", Scalar.STRING),
            Feature.of("flag", Scalar.BOOLEAN),
            Feature.of("day", Scalar.DATE),
            Feature.of("moment", Scalar.TIMESTAMP),
            Feature.of("blob", Scalar.BYTES),
            Feature.of("list", new ValueType.Array(Scalar.LONG)),
            Feature.of("never", Scalar.DOUBLE));

    private Readings() {}

    static FeatureView view(Expectation... expectations) {
        return Flights.daily("readings", SENSOR, "SELECT 1 FROM flights")
                .withExpectations(expectations)
                .build(FEATURES);
    }

    /** The same of persons: the sensor's name, texts, reals and lists are tagged {@code pii}. */
    static FeatureView ofPersons(Expectation... expectations) {
        Map<String, String> pii = Map.of("pii", "true");
        Entity person = new Entity("sensor", SENSOR.key(), new Metadata("", "", pii));
        List<String> personal = List.of("name", "real", "list");
        return Flights.daily("readings", person, "SELECT 1 FROM flights")
                .withExpectations(expectations)
                .build(FEATURES.stream()
                        .map(feature -> personal.contains(feature.name()) ? feature.withTags(pii) : feature)
                        .toList());
    }

    /** Columns and values in turn: {@code column, real, min_value, 1}; critical, in readings.json line 7. */
    static Expectation expect(String type, Object... arguments) {
        return expect(Severity.CRITICAL, type, arguments);
    }

    static Expectation expect(Severity severity, String type, Object... arguments) {
        Map<String, Object> kwargs = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            kwargs.put((String) arguments[i], arguments[i + 1]);
        }
        return new Expectation(type, kwargs, severity, new Origin("views/readings.json", 7));
    }

    /** Rows from SQL; what the SQL does not select is null, sensor is s1, s2, ..., event_time the day's end. */
    static Dataset<Row> rows(String sql) {
        Dataset<Row> given = LocalSpark.session().sql(sql);
        List<String> there = List.of(given.columns());
        List<String> selected = new java.util.ArrayList<>();
        selected.add(there.contains("sensor") ? "sensor" : "concat('s', monotonically_increasing_id()) AS sensor");
        FEATURES.forEach(feature -> selected.add("CAST("
                + (there.contains(feature.name()) ? feature.name() : "NULL") + " AS "
                + dev.sluice.spark.SparkTypes.of(feature.type()).sql() + ") AS " + feature.name()));
        selected.add(there.contains("event_time") ? "event_time" : "timestamp'2001-03-06T00:00:00Z' AS event_time");
        return given.selectExpr(selected.toArray(String[]::new));
    }

    /** The result of one expectation over rows. */
    static ExpectationResult judge(Expectation expectation, Dataset<Row> rows) {
        List<ExpectationResult> results =
                QualityGate.of(view(expectation)).judge(rows, DAY).results();
        return results.get(results.size() - 1);
    }

    /** The results of the expectations alone, in order, all from one judgement. */
    static List<ExpectationResult> judge(Dataset<Row> rows, Expectation... expectations) {
        List<ExpectationResult> results =
                QualityGate.of(view(expectations)).judge(rows, DAY).results();
        return results.subList(results.size() - expectations.length, results.size());
    }
}
