package dev.sluice.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.feature.ViewUse;
import dev.sluice.lakehouse.FeatureTable;
import dev.sluice.layout.LakeLayout;
import dev.sluice.layout.SystemColumn;
import dev.sluice.pointintime.ViewRows;
import dev.sluice.time.TimeSpan;
import dev.sluice.transform.PhysicalPlan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A view as a training set uses it, and the version of its feature table that is read. */
record PinnedView(ViewUse use, FeatureView view, String path, long version) implements UsedView {
    /** The views of these uses; one that is used twice is read at one version. */
    static List<PinnedView> of(SparkSession spark, LakeLayout lake, Map<ViewUse, FeatureView> uses) {
        Map<ViewId, Long> versions = new HashMap<>();
        return uses.entrySet().stream()
                .map(use -> new PinnedView(
                        use.getKey(),
                        use.getValue(),
                        lake.features(use.getValue().id()),
                        versions.computeIfAbsent(use.getValue().id(), id -> version(spark, lake, use.getValue()))))
                .toList();
    }

    /** A view at the version that was recorded of it. */
    static PinnedView at(Map<ViewId, Long> versions, LakeLayout lake, ViewUse use, FeatureView view) {
        return new PinnedView(
                use, view, lake.features(view.id()), java.util.Objects.requireNonNull(versions.get(view.id())));
    }

    private static long version(SparkSession spark, LakeLayout lake, FeatureView view) {
        return FeatureTable.of(spark, lake, view)
                .version()
                .orElseThrow(() -> TrainingError.NOTHING_PROMOTED.problem("Cannot build a training set: " + view.id()
                        + " has no promoted partition. Run `sluice backfill " + view.name()
                        + " --from A --to B` first."));
    }

    /** Partitions that no label can see are not read. */
    @Override
    public ViewRows rows(SparkSession spark, LakeLayout lake, SpineRange range) {
        Dataset<Row> rows = FeatureTable.of(spark, lake, view).rowsAt(version);
        return new ViewRows(view, range.isEmpty() ? rows.where(lit(false)) : rows.where(visible(range)), use);
    }

    @Override
    public TrainingPlan.ViewRead read(SparkSession spark, LakeLayout lake, ViewRows rows) {
        PhysicalPlan wanted = PhysicalPlan.of(rows.rows());
        PhysicalPlan all = PhysicalPlan.of(FeatureTable.of(spark, lake, view).rowsAt(version));
        return read(wanted, all.partitions(), version);
    }

    /** A row's event time lies inside its partition or at its end, at most a day after the partition's date. */
    private Column visible(SpineRange range) {
        Column date = col(SystemColumn.EVENT_DATE.column());
        Column time = col(SystemColumn.EVENT_TIME.column());
        Column until = time.leq(lit(range.last())).and(date.leq(lit(day(range.last()))));
        TimeSpan ttl = view.lifetime().ttl();
        if (ttl == null) {
            return until;
        }
        Instant oldest = range.first().minus(ttl.duration());
        return until.and(time.geq(lit(oldest))).and(date.geq(lit(day(oldest).minusDays(1))));
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
