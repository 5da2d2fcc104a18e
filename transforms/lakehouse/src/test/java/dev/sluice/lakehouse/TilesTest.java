package dev.sluice.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aggregation.WindowCase;
import dev.sluice.feature.AggregateFunction;
import dev.sluice.feature.Aggregation;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Transform;
import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeSpan;
import dev.sluice.transform.LocalSpark;
import dev.sluice.transform.PartitionComputation;
import dev.sluice.transform.SourceEvents;
import dev.sluice.transform.ViewComputation;
import dev.sluice.transform.WindowFrames;
import dev.sluice.type.ValueType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TilesTest {
    private static final Partition DAY = Partition.parse(Granularity.DAY, "2001-03-05");
    private static final StructType EVENTS = StructType.fromDDL(
            "history LONG, time TIMESTAMP, real DOUBLE, whole LONG, money DECIMAL(18,2), word STRING");

    @TempDir
    private Path parent;

    /** A path that is another in a URI. */
    private Path folder = Path.of("");

    @BeforeEach
    void nameTheFolder() {
        folder = parent.resolve("flights of 2001, 100%");
    }

    private final SparkSession spark = LocalSpark.session();

    @Test
    void rowsFromTilesAreRowsFromEventsBitForBit() {
        writeFortyDays();
        for (Granularity granularity : Granularity.values()) {
            FeatureView view = view(granularity, "1h", "90m", "1d", "36h", "30d");
            Partition partition = Partition.containing(granularity, Instant.parse("2001-03-05T17:00:00Z"));
            PartitionComputation tiled = TiledComputation.of(spark, project(view), view);
            tiled.prepare(List.of(partition));
            assertThat(sorted(tiled.rows(partition)))
                    .hasSizeGreaterThan(20)
                    .isEqualTo(sorted(
                            ViewComputation.of(spark, project(view), view).rows(partition)));
        }
    }

    @Test
    void aDayOfThirtyDayWindowsIsThirtyDayTilesAndNoEvents() {
        List<Stretch> stretches = Stretch.of(view(Granularity.DAY, "30d"), DAY);
        assertThat(stretches).hasSize(31).allMatch(stretch -> stretch.kind() == Stretch.Kind.DAY);
        assertThat(kinds(Stretch.of(view(Granularity.DAY, "1h", "30d"), DAY)))
                .isEqualTo(Map.of(Stretch.Kind.DAY, 30L, Stretch.Kind.HOUR, 24L));
        assertThat(kinds(Stretch.of(view(Granularity.DAY, "90m"), DAY)))
                .isEqualTo(Map.of(Stretch.Kind.HOUR, 24L, Stretch.Kind.EVENTS, 3L));
        Partition hour = Partition.parse(Granularity.HOUR, "2001-03-05T17");
        assertThat(kinds(Stretch.of(view(Granularity.HOUR, "30d"), hour)))
                .isEqualTo(Map.of(Stretch.Kind.DAY, 29L, Stretch.Kind.HOUR, 25L));
    }

    @Test
    void tilesAreComputedOnceAndALateEventOnlyItsOwnAgain() {
        writeFortyDays();
        FeatureView view = view(Granularity.DAY, "7d");
        assertThat(refreshed(view, DAY)).isEqualTo(8);
        assertThat(refreshed(view, DAY)).isZero();
        assertThat(refreshed(view, DAY.next())).isEqualTo(1);

        append("2001-03-02T10:00:00Z");
        assertThat(refreshed(view, DAY)).isEqualTo(1);
        assertThat(refreshed(view, DAY)).isZero();
        assertSameAsUntiled(view, DAY);

        append("2001-01-02T10:00:00Z");
        assertThat(refreshed(view, DAY)).isZero();
    }

    @Test
    void aReplacedFileMakesWhatCameFromItStale() {
        writeFortyDays();
        FeatureView view = view(Granularity.DAY, "7d");
        refreshed(view, DAY);
        writeFortyDays();
        assertThat(refreshed(view, DAY)).isEqualTo(8);
        assertSameAsUntiled(view, DAY);
    }

    @Test
    void anotherFunctionMakesAllStaleAndAnotherWindowNothing() {
        writeFortyDays();
        refreshed(view(Granularity.DAY, "7d"), DAY);
        assertThat(refreshed(view(Granularity.DAY, "3d"), DAY)).isZero();
        FeatureView other = view(aggregates("real", "sum,p50", "7d"), Granularity.DAY);
        assertThat(refreshed(other, DAY)).isEqualTo(8);
        assertSameAsUntiled(other, DAY);
    }

    @Test
    void daysWithoutEventsHaveTilesToo() {
        spark.createDataFrame(List.of(event("2001-03-01T10:00:00Z", 1)), EVENTS)
                .write()
                .parquet(folder.resolve("events").toString());
        FeatureView view = view(Granularity.DAY, "7d");
        assertThat(refreshed(view, DAY)).isEqualTo(8);
        assertThat(refreshed(view, DAY)).isZero();
        assertSameAsUntiled(view, DAY);
    }

    private int refreshed(FeatureView view, Partition partition) {
        SourceEvents events = SourceEvents.of(spark, project(view), view);
        TileTable table =
                new TileTable(spark, new LakeLayout(folder.resolve("lake").toString()), view);
        return new Tiles(view, events, table).refresh(TileUnit.of(view, partition), events.files());
    }

    private void assertSameAsUntiled(FeatureView view, Partition partition) {
        assertThat(sorted(TiledComputation.of(spark, project(view), view).rows(partition)))
                .isNotEmpty()
                .isEqualTo(sorted(ViewComputation.of(spark, project(view), view).rows(partition)));
    }

    private static Map<Stretch.Kind, Long> kinds(List<Stretch> stretches) {
        return stretches.stream()
                .collect(java.util.stream.Collectors.groupingBy(Stretch::kind, java.util.stream.Collectors.counting()));
    }

    private static List<String> sorted(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).sorted().toList();
    }

    /** Twenty-five keys, of which each has an event at some hours only, in four files. */
    private void writeFortyDays() {
        spark.sql("""
                SELECT id %% 25 AS history,
                       timestamp_micros(981590400000000 + (id * 7919 %% 4000) * 864000000 + id %% 3) AS time,
                       rand(id) * id AS real, id * 17 AS whole, CAST(id / 7 AS DECIMAL(18,2)) AS money,
                       IF(id %% 11 = 0, NULL, CAST(id %% 5 AS STRING)) AS word
                FROM (SELECT * FROM range(0, 3000, 1, 4)) WHERE hash(id %% 25, id DIV 40) %% 3 != 0
                """.formatted().replace("rand(id)", "(hash(id) / 1e9)"))
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder.resolve("events").toString());
    }

    private void append(String time) {
        spark.createDataFrame(List.of(event(time, 3)), EVENTS)
                .write()
                .mode(SaveMode.Append)
                .parquet(folder.resolve("events").toString());
    }

    private static Row event(String time, long key) {
        return RowFactory.create(key, Instant.parse(time), 1e16, 5L, null, "late");
    }

    private static FeatureView view(Granularity granularity, String... windows) {
        return view(aggregates(windows), granularity);
    }

    private static FeatureView view(Transform.Aggregates aggregates, Granularity granularity) {
        return WindowFrames.view(aggregates, granularity == Granularity.DAY ? "daily" : "hourly");
    }

    private static Transform.Aggregates aggregates(String... windows) {
        List<TimeSpan> over = Stream.of(windows).map(TimeSpan::parse).toList();
        return new Transform.Aggregates(
                Map.of(),
                WindowCase.aggregates().aggregations().stream()
                        .map(each -> new Aggregation(each.of(), each.name(), each.type(), each.by(), over))
                        .toList());
    }

    private static Transform.Aggregates aggregates(String of, String functions, String window) {
        List<AggregateFunction> by = Arrays.stream(functions.split(","))
                .map(AggregateFunction::parse)
                .toList();
        return new Transform.Aggregates(
                Map.of(),
                List.of(new Aggregation(of, of, ValueType.Scalar.DOUBLE, by, List.of(TimeSpan.parse(window)))));
    }

    private Project project(FeatureView view) {
        return WindowFrames.project(folder, view);
    }
}
