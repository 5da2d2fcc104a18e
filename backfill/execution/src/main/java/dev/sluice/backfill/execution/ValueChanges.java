package dev.sluice.backfill.execution;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.sluice.backfill.FeatureShift;
import dev.sluice.backfill.ViewChange;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.lakehouse.FeatureTable;
import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import dev.sluice.time.Partition;
import dev.sluice.transform.QuotedName;
import dev.sluice.type.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Compares the rows of some partitions of a feature table with those of an earlier version. */
public final class ValueChanges {
    private static final Set<ValueType> NUMBERS =
            Set.of(ValueType.Scalar.INT, ValueType.Scalar.LONG, ValueType.Scalar.FLOAT, ValueType.Scalar.DOUBLE);
    private static final String THERE = "__there";
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
        Dataset<Row> before = table.rowsAt(version, partitions);
        Dataset<Row> after = table.rows(partitions);
        Row counted = joined(before, after).agg(count(lit(1)), counts()).head();
        List<FeatureShift> shifts = new ArrayList<>();
        Map<String, Double> indexes = StabilityIndex.of(before, after, numbers());
        for (Feature feature : view.features()) {
            shifts.add(shift(feature, counted, indexes.get(feature.name())));
        }
        return new ViewChange(
                view.id(), number(counted, "added"), number(counted, "removed"), number(counted, "changed"), shifts);
    }

    /** Each row beside the one of the same keys and time; one side may be missing. */
    private Dataset<Row> joined(Dataset<Row> before, Dataset<Row> after) {
        Dataset<Row> old = before.withColumn(THERE, lit(true)).as(BEFORE);
        Dataset<Row> young = after.withColumn(THERE, lit(true)).as(AFTER);
        Column same = col(BEFORE + ".event_time").equalTo(col(AFTER + ".event_time"));
        for (String key : view.entity().keyNames()) {
            same = same.and(of(BEFORE, key).eqNullSafe(of(AFTER, key)));
        }
        return old.join(young, same, "full_outer");
    }

    private static Column of(String side, String name) {
        return col(side + "." + QuotedName.of(name));
    }

    private Column[] counts() {
        Column inBoth = of(BEFORE, THERE).and(of(AFTER, THERE));
        Column any = lit(false);
        List<Column> counts = new ArrayList<>();
        for (Feature feature : view.features()) {
            Column changed = not(of(BEFORE, feature.name()).eqNullSafe(of(AFTER, feature.name())));
            any = any.or(changed);
            counts.add(number(inBoth.and(changed), "changed." + feature.name()));
            for (String side : List.of(BEFORE, AFTER)) {
                counts.add(number(
                        of(side, THERE).and(of(side, feature.name()).isNull()), side + ".null." + feature.name()));
                if (isNumber(feature)) {
                    counts.add(avg(of(side, feature.name()).cast("double")).as(side + ".mean." + feature.name()));
                }
            }
        }
        counts.add(number(inBoth.and(any), "changed"));
        counts.add(number(of(BEFORE, THERE).isNull(), "added"));
        counts.add(number(of(AFTER, THERE).isNull(), "removed"));
        counts.add(number(of(BEFORE, THERE), "before.rows"));
        counts.add(number(of(AFTER, THERE), "after.rows"));
        return counts.toArray(Column[]::new);
    }

    private static Column number(Column condition, String name) {
        return StabilityIndex.number(condition).as(name);
    }

    private List<String> numbers() {
        return view.features().stream()
                .filter(ValueChanges::isNumber)
                .map(Feature::name)
                .toList();
    }

    private static boolean isNumber(Feature feature) {
        return NUMBERS.contains(feature.type());
    }

    private static long number(Row counted, String name) {
        Long found = counted.getAs(name);
        return found == null ? 0 : found;
    }

    private FeatureShift shift(Feature feature, Row counted, @Nullable Double stabilityIndex) {
        String name = feature.name();
        boolean number = isNumber(feature) && !view.piiColumns().contains(name);
        return new FeatureShift(
                name,
                number(counted, "changed." + name),
                number ? counted.getAs("before.mean." + name) : null,
                number ? counted.getAs("after.mean." + name) : null,
                share(counted, "before", name),
                share(counted, "after", name),
                stabilityIndex);
    }

    private static double share(Row counted, String side, String name) {
        return number(counted, side + ".null." + name) / (double) Math.max(1, number(counted, side + ".rows"));
    }
}
