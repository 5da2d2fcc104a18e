package dev.sluice.lakehouse;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import dev.sluice.feature.FeatureView;
import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import dev.sluice.time.EpochMicros;
import dev.sluice.time.Partition;
import dev.sluice.transform.PartitionComputation;
import dev.sluice.transform.QuotedName;
import dev.sluice.transform.SourceEvents;
import dev.sluice.transform.ViewComputation;
import dev.sluice.transform.WindowRows;
import dev.sluice.transform.window.WindowColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of a view that aggregates, from tiles: of the events only those of parts of hours are read again. The rows are those
 * of {@link ViewComputation}, bit for bit.
 */
public final class TiledComputation implements PartitionComputation {
    private static final String AGE = "__age";

    private final SparkSession spark;
    private final FeatureView view;
    private final ViewComputation untiled;
    private final SourceEvents events;
    private final TileTable table;

    private TiledComputation(SparkSession spark, Project project, FeatureView view) {
        this.spark = spark;
        this.view = view;
        this.untiled = ViewComputation.of(spark, project, view);
        this.events = SourceEvents.of(spark, project, view);
        LakeLayout layout = LakeLayout.of(project.folder(), project.settings().lake());
        this.table = new TileTable(spark, layout, view);
    }

    /** The computation of a view: with tiles when it aggregates. */
    public static PartitionComputation of(SparkSession spark, Project project, FeatureView view) {
        return view.aggregates().isPresent()
                ? new TiledComputation(spark, project, view)
                : ViewComputation.of(spark, project, view);
    }

    @Override
    public void prepare(List<Partition> partitions) {
        if (!events.hasFiles() || partitions.isEmpty()) {
            return;
        }
        Set<TileUnit> wanted = new HashSet<>();
        partitions.forEach(partition -> wanted.addAll(TileUnit.of(view, partition)));
        if (!wanted.isEmpty()) {
            new Tiles(view, events, table).refresh(wanted, events.files());
        }
    }

    /** From the tiles as {@link #prepare} left them; of a source without files from its events. */
    @Override
    public Dataset<Row> rows(Partition partition) {
        if (!events.hasFiles()) {
            return untiled.rows(partition);
        }
        List<Stretch> stretches = Stretch.of(view, partition);
        List<Dataset<Row>> parts = new ArrayList<>();
        stretches.stream()
                .filter(stretch -> stretch.kind() == Stretch.Kind.EVENTS)
                .forEach(stretch -> parts.add(summarized(stretch, partition)));
        Set<TileUnit> units = TileUnit.of(view, partition);
        if (!units.isEmpty()) {
            parts.add(fromTable(stretches, units, partition));
        }
        Dataset<Row> tiles = parts.stream().reduce(Dataset::unionByName).orElseThrow();
        return WindowRows.ofTiles(view, tiles, partition);
    }

    private Dataset<Row> fromTable(List<Stretch> stretches, Set<TileUnit> units, Partition partition) {
        List<Row> wanted = new ArrayList<>();
        for (Stretch stretch : stretches) {
            TileUnit.of(stretch, view.granularity()).ifPresent(unit -> {
                List<Object> tile = TileTable.unitValues(unit, stretch.range().from());
                tile.add(age(stretch, partition));
                wanted.add(RowFactory.create(tile.toArray()));
            });
        }
        Dataset<Row> ages =
                spark.createDataFrame(wanted, TileTable.unitColumns().add(AGE, "long"));
        Dataset<Row> rows = table.rows(units).where(col(TileTable.SUMMARY).isNotNull());
        return rows.join(broadcast(ages), TileTable.unitColumns().fieldNames())
                .select(keysAnd(struct(col(AGE), col(TileTable.SUMMARY)).as(WindowRows.TILE)));
    }

    /** Of a part of an hour. */
    private Dataset<Row> summarized(Stretch stretch, Partition partition) {
        Dataset<Row> part = events.in(stretch.range());
        StructType type = (StructType) part.schema().apply(SourceEvents.EVENT).dataType();
        return part.groupBy(keys().toArray(Column[]::new))
                .agg(WindowColumns.summary(view.aggregates().orElseThrow(), col(SourceEvents.EVENT), type)
                        .as(TileTable.SUMMARY))
                .select(keysAnd(struct(lit(age(stretch, partition)).as(AGE), col(TileTable.SUMMARY))
                        .as(WindowRows.TILE)));
    }

    private static long age(Stretch stretch, Partition partition) {
        return EpochMicros.of(partition.end()) - EpochMicros.of(stretch.range().from());
    }

    private List<Column> keys() {
        return view.entity().keyNames().stream()
                .map(key -> col(QuotedName.of(key)))
                .toList();
    }

    private Column[] keysAnd(Column more) {
        List<Column> columns = new ArrayList<>(keys());
        columns.add(more);
        return columns.toArray(Column[]::new);
    }
}
