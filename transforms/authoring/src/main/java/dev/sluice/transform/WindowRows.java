package dev.sluice.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Transform;
import dev.sluice.time.EpochMicros;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import dev.sluice.transform.window.EventStruct;
import dev.sluice.transform.window.WindowColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of a partition of a view that aggregates: the windows that end with the partition, of each key that has an event in
 * the longest of them, or had one when the partition began. The latter's row says that its windows are empty now.
 */
public final class WindowRows {
    /** The column of a tile's age and summary, as {@link WindowColumns#featuresOfTiles} takes it. */
    public static final String TILE = "__tile";

    private static final String FEATURES = "__features";

    private WindowRows() {}

    /** The events that decide a partition's rows. */
    public static TimeRange events(FeatureView view, Partition partition) {
        Duration longest = aggregates(view).longest().duration();
        Duration length = Duration.between(partition.start(), partition.end());
        Instant first = partition.end().minus(longest).minus(length);
        return new TimeRange(first, partition.end());
    }

    static Dataset<Row> ofEvents(FeatureView view, SourceEvents source, Partition partition) {
        Dataset<Row> events = source.in(events(view, partition));
        Column age = lit(EpochMicros.of(partition.end()))
                .minus(col(SourceEvents.EVENT).getField(EventStruct.TIME))
                .as("age");
        StructType type = (StructType) events.schema().apply(SourceEvents.EVENT).dataType();
        return rows(
                view,
                events,
                WindowColumns.featuresOfEvents(aggregates(view), struct(age, col(SourceEvents.EVENT)), type),
                partition);
    }

    /**
     * The same from tiles.
     *
     * @param tiles the key columns and {@link #TILE}
     */
    public static Dataset<Row> ofTiles(FeatureView view, Dataset<Row> tiles, Partition partition) {
        return rows(view, tiles, WindowColumns.featuresOfTiles(aggregates(view), col(TILE)), partition);
    }

    private static Dataset<Row> rows(FeatureView view, Dataset<Row> grouped, Column features, Partition partition) {
        Column[] keys = view.entity().keyNames().stream()
                .map(name -> col(QuotedName.of(name)))
                .toArray(Column[]::new);
        List<Column> columns = new ArrayList<>(List.of(keys));
        List<String> names = view.featureNames();
        for (int i = 0; i < names.size(); i++) {
            columns.add(col(FEATURES).getField("f" + i).as(names.get(i)));
        }
        Dataset<Row> rows = grouped.groupBy(keys).agg(features.as(FEATURES)).select(columns.toArray(Column[]::new));
        return DeclaredColumns.of(view).conform(rows, partition);
    }

    private static Transform.Aggregates aggregates(FeatureView view) {
        return view.aggregates().orElseThrow();
    }
}
