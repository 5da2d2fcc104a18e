package dev.sluice.transform;

import dev.sluice.aggregation.WindowCase;
import dev.sluice.aggregation.WindowModel.Event;
import dev.sluice.expectation.Suite;
import dev.sluice.feature.Computation;
import dev.sluice.feature.Entity;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Lifetime;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.Placement;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.Transform;
import dev.sluice.feature.ViewId;
import dev.sluice.feature.WindowFeature;
import dev.sluice.project.Project;
import dev.sluice.project.Settings;
import dev.sluice.time.EpochMicros;
import dev.sluice.time.Schedule;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Many cases of windows as frames: the number of a case is its key. */
public final class WindowFrames {
    public static final Entity ENTITY =
            new Entity("history", List.of(new Column("history", ValueType.Scalar.LONG)), Metadata.NONE);

    private static final StructType EVENTS = StructType.fromDDL(
            "history LONG, time TIMESTAMP, real DOUBLE, whole LONG, money DECIMAL(18,2), word STRING");

    private WindowFrames() {}

    /** The events of all cases, those of a case moved by so many microseconds; what no timestamp can tell is left out. */
    public static Dataset<Row> events(SparkSession spark, List<WindowCase> cases, List<Long> moved) {
        List<Row> rows = new ArrayList<>();
        for (int number = 0; number < cases.size(); number++) {
            for (Event event : cases.get(number).events()) {
                rows.add(row(number, event, event.time() + moved.get(number)));
            }
        }
        return spark.createDataFrame(rows, EVENTS);
    }

    private static Row row(long number, Event event, long time) {
        List<@Nullable Object> values = new ArrayList<>(List.of(number, EpochMicros.toInstant(time)));
        values.addAll(event.values());
        return RowFactory.create(values.toArray());
    }

    /** The values of a row from a column on, as the model has them. */
    public static @Nullable Object[] answers(Row row, int first) {
        return IntStream.range(first, row.size())
                .mapToObj(row::get)
                .map(value -> value instanceof Seq<?> elements ? JavaConverters.seqAsJavaList(elements) : value)
                .toArray();
    }

    /** A daily view of these aggregations over {@link #events}. */
    public static FeatureView view(Transform.Aggregates aggregates) {
        return view(aggregates, "daily");
    }

    /** The same with another schedule. */
    public static FeatureView view(Transform.Aggregates aggregates, String schedule) {
        return new FeatureView(
                new ViewId("windows", 1),
                ENTITY,
                new Computation(
                        List.of(new SourceUse("events", aggregates.longest())), aggregates, Schedule.parse(schedule)),
                aggregates.features().stream().map(WindowFeature::feature).toList(),
                Lifetime.UNLIMITED,
                Placement.OFFLINE,
                Suite.NONE,
                Metadata.NONE,
                null);
    }

    /** A project of this view, whose events are in the folder {@code events}, as Parquet. */
    public static Project project(Path folder, FeatureView view) {
        Source source =
                new Source("events", SourceFormat.PARQUET, "events", "time", Map.of(), List.of(), Metadata.NONE);
        return new Project(
                "windows",
                folder,
                Settings.defaults("windows"),
                List.of(ENTITY),
                List.of(source),
                List.of(view),
                List.of(),
                Map.of());
    }
}
