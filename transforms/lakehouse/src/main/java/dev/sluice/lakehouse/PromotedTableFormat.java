package dev.sluice.lakehouse;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.TableKind;
import dev.sluice.layout.LakeLayout;
import org.apache.spark.sql.SparkSession;

/** Makes tables of some kinds; found on the class path by {@link java.util.ServiceLoader}. */
public interface PromotedTableFormat {
    boolean makes(TableKind kind);

    /** The table of a view's promoted rows; nothing is written. */
    PromotedTable open(SparkSession spark, LakeLayout layout, FeatureView view);
}
