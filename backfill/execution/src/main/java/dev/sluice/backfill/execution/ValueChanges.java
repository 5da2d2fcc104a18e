package dev.sluice.backfill.execution;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.sluice.backfill.FeatureShift;
import dev.sluice.backfill.ViewChange;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.lakehouse.FeatureTable;
import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.type.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Compares the rows of some partitions of a feature table with those of an earlier version. */
public final class ValueChanges {
    private static final Set<ValueType> NUMBERS =
            Set.of(ValueType.Scalar.INT, ValueType.Scalar.LONG, ValueType.Scalar.FLOAT, ValueType.Scalar.DOUBLE);
    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    private final SparkSession spark;
    private final FeatureView view;
    private final FeatureTable table;

    private ValueChanges(SparkSession spark, Project project, FeatureView view) {
        this.spark = spark;
        this.view = view;
        this.table = FeatureTable.of(
                spark, LakeLayout.of(project.folder(), project.settings().lake()), view);
    }

    public static ValueChanges of(SparkSession spark, Project project, FeatureView view) {
        return new ValueChanges(spark, project, view);
    }

    /** The version to compare with later; empty before the first promotion. */
    public OptionalLong version() {
        return table.version();
    }

    /** What these partitions hold now against what they held in a version. */
    public ViewChange since(long version, Collection<Partition> partitions) {
        Dataset<Row> before = cut(table.rowsAt(version), partitions);
        Dataset<Row> after = cut(table.rows(), partitions);
        Row counted = joined(before, after).agg(count(lit(1)), counts()).head();
        List<FeatureShift> shifts = new ArrayList<>();
        for (Feature feature : view.features()) {
            shifts.add(shift(feature, counted, before, after));
        }
        return new ViewChange(
                view.id(), number(counted, "added"), number(counted, "removed"), number(counted, "changed"), shifts);
    }

    private Dataset<Row> cut(Dataset<Row> rows, Collection<Partition> partitions) {
        List<Row> starts = partitions.stream()
                .map(partition -> RowFactory.create(
                        partition.eventDate(),
                        partition.granularity() == Granularity.HOUR ? partition.eventHour() : -1))
                .toList();
        Dataset<Row> wanted = broadcast(spark.createDataFrame(
                starts, new StructType().add("wanted_date", "date").add("wanted_hour", "integer")));
        Column hour = List.of(rows.columns()).contains("event_hour") ? col("event_hour") : lit(-1);
        return rows.join(
                wanted,
                col("event_date").equalTo(col("wanted_date")).and(hour.equalTo(col("wanted_hour"))),
                "left_semi");
    }

    /** Each row beside the one of the same keys and time; one side may be missing. */
    private Dataset<Row> joined(Dataset<Row> before, Dataset<Row> after) {
        Dataset<Row> old = before.withColumn("there", lit(true)).as(BEFORE);
        Dataset<Row> young = after.withColumn("there", lit(true)).as(AFTER);
        Column same = col(BEFORE + ".event_time").equalTo(col(AFTER + ".event_time"));
        for (String key : view.entity().keyNames()) {
            same = same.and(of(BEFORE, key).eqNullSafe(of(AFTER, key)));
        }
        return old.join(young, same, "full_outer");
    }

    private static Column of(String side, String name) {
        return col(side + ".`" + name.replace("`", "``") + "`");
    }

    private Column[] counts() {
        Column inBoth = of(BEFORE, "there").and(of(AFTER, "there"));
        Column any = lit(false);
        List<Column> counts = new ArrayList<>();
        for (Feature feature : view.features()) {
            Column changed = not(of(BEFORE, feature.name()).eqNullSafe(of(AFTER, feature.name())));
            any = any.or(changed);
            counts.add(number(inBoth.and(changed), "changed." + feature.name()));
            for (String side : List.of(BEFORE, AFTER)) {
                counts.add(number(
                        of(side, "there").and(of(side, feature.name()).isNull()), side + ".null." + feature.name()));
                if (isNumber(feature)) {
                    counts.add(avg(of(side, feature.name()).cast("double")).as(side + ".mean." + feature.name()));
                }
            }
        }
        counts.add(number(inBoth.and(any), "changed"));
        counts.add(number(of(BEFORE, "there").isNull(), "added"));
        counts.add(number(of(AFTER, "there").isNull(), "removed"));
        counts.add(number(of(BEFORE, "there"), "before.rows"));
        counts.add(number(of(AFTER, "there"), "after.rows"));
        return counts.toArray(Column[]::new);
    }

    private static Column number(Column condition, String name) {
        return sum(when(condition, 1L).otherwise(0L)).as(name);
    }

    private static boolean isNumber(Feature feature) {
        return NUMBERS.contains(feature.type());
    }

    private static long number(Row counted, String name) {
        Long found = counted.getAs(name);
        return found == null ? 0 : found;
    }

    private FeatureShift shift(Feature feature, Row counted, Dataset<Row> before, Dataset<Row> after) {
        String name = feature.name();
        boolean number = isNumber(feature);
        return new FeatureShift(
                name,
                number(counted, "changed." + name),
                number ? counted.getAs("before.mean." + name) : null,
                number ? counted.getAs("after.mean." + name) : null,
                share(counted, "before", name),
                share(counted, "after", name),
                number ? stabilityIndex(name, before, after) : null);
    }

    private static double share(Row counted, String side, String name) {
        return number(counted, side + ".null." + name) / (double) Math.max(1, number(counted, side + ".rows"));
    }

    private static @Nullable Double stabilityIndex(String name, Dataset<Row> before, Dataset<Row> after) {
        return StabilityIndex.of(
                before.select(of(name).cast("double").as("value")),
                after.select(of(name).cast("double").as("value")));
    }

    private static Column of(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }
}
