package dev.sluice.training;

import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.ViewUse;
import dev.sluice.lakehouse.FeatureTable;
import dev.sluice.lakehouse.Promotion;
import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import dev.sluice.spark.SparkTypes;
import dev.sluice.testing.Flights;
import dev.sluice.time.Partition;
import dev.sluice.transform.LocalSpark;
import dev.sluice.type.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A project in a temporary folder: airport delays, and a service that uses them for both ends of a flight. Lakes in which the
 * same was promoted are built once and copied.
 */
record SmallLake(Path folder, List<Object> promoted) {
    private static final Map<List<Object>, Path> BUILT = new HashMap<>();

    static final FeatureView VIEW = Flights.airportDelays();
    static final SparkSession SPARK = LocalSpark.session();

    SmallLake(Path folder) {
        this(folder, new ArrayList<>());
    }

    /** Promotes a day: airports and their departures, visible from its end on. */
    void promote(String day, int attempt, Object... airportsAndDepartures) {
        promoted.add(List.of(day, attempt, List.of(airportsAndDepartures)));
        Path built = BUILT.get(promoted);
        if (built == null) {
            promoteAnew(day, attempt, airportsAndDepartures);
            BUILT.put(List.copyOf(promoted), kept(folder));
        } else {
            copied(built, folder);
        }
    }

    private static Path kept(Path lake) {
        try {
            Path copy = copied(lake, Files.createTempDirectory("built-lake"));
            FileUtils.forceDeleteOnExit(copy.toFile());
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copied(Path from, Path to) {
        try {
            FileUtils.copyDirectory(
                    from.resolve("lake").toFile(), to.resolve("lake").toFile(), true);
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void promoteAnew(String day, int attempt, Object... airportsAndDepartures) {
        FeatureTable table = FeatureTable.of(SPARK, LakeLayout.of(folder, "lake"), VIEW);
        Partition partition = Partition.parse(VIEW.granularity(), day);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < airportsAndDepartures.length; i += 2) {
            long departures = (Integer) airportsAndDepartures[i + 1];
            rows.add(RowFactory.create(airportsAndDepartures[i], departures, departures / 4.0, partition.end()));
        }
        List<Column> columns = new ArrayList<>(VIEW.entity().key());
        VIEW.features().forEach(feature -> columns.add(feature.column()));
        StructType schema = SparkTypes.schema(columns).add("event_time", "timestamp");
        table.promote(
                table.stage(SPARK.createDataFrame(rows, schema), partition, day + "-" + attempt),
                new Promotion(attempt, Instant.parse("2001-04-01T00:00:00Z").plusSeconds(attempt), "test"));
    }

    Project project() {
        return project(VIEW);
    }

    Project project(FeatureView view) {
        Project whole = Flights.project(folder, view);
        FeatureService service = new FeatureService(
                "delay_model",
                1,
                List.of(
                        new ViewUse("airport_delays", null, "origin", List.of(), Map.of("airport", "origin")),
                        new ViewUse(
                                "airport_delays",
                                null,
                                "destination",
                                List.of("departures_1d"),
                                Map.of("airport", "destination"))),
                Metadata.NONE);
        return whole.withServices(List.of(service));
    }

    TrainingSetBuilder builder() {
        return TrainingSetBuilder.of(SPARK, project(), "delay_model");
    }

    static Dataset<Row> labels(Row... labels) {
        return SPARK.createDataFrame(
                Arrays.asList(labels),
                StructType.fromDDL("origin STRING, destination STRING, t TIMESTAMP, late BOOLEAN"));
    }

    static Row label(String origin, String destination, String time, boolean late) {
        return RowFactory.create(origin, destination, Instant.parse(time), late);
    }
}
