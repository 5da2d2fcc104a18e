package dev.sluice.lakehouse.hudi;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.TableKind;
import dev.sluice.lakehouse.PromotedTable;
import dev.sluice.lakehouse.PromotedTableFormat;
import dev.sluice.lakehouse.ViewColumns;
import dev.sluice.layout.LakeLayout;
import org.apache.spark.sql.SparkSession;

/** Makes the tables of views that say {@code table: hudi}. */
public final class HudiFormat implements PromotedTableFormat {
    @Override
    public boolean makes(TableKind kind) {
        return kind.isHudi();
    }

    @Override
    public PromotedTable open(SparkSession spark, LakeLayout layout, FeatureView view) {
        return new HudiPromotedTable(spark, layout.features(view.id()), new ViewColumns(view));
    }
}
