package dev.sluice.training;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewUse;
import dev.sluice.layout.LakeLayout;
import dev.sluice.pointintime.ViewRows;
import dev.sluice.transform.PhysicalPlan;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** A view as a training set uses it, with what is read of it pinned. */
sealed interface UsedView permits PinnedView, FreshView {
    ViewUse use();

    FeatureView view();

    /** What labels of this range can see; as little else as possible is read. */
    ViewRows rows(SparkSession spark, LakeLayout lake, SpineRange range);

    /** What these {@link #rows} read. */
    TrainingPlan.ViewRead read(SparkSession spark, LakeLayout lake, ViewRows rows);

    default TrainingPlan.ViewRead read(PhysicalPlan wanted, int allPartitions, @Nullable Long tableVersion) {
        return new TrainingPlan.ViewRead(
                view().id().toString(),
                use().as() == null ? use().view() : use().as(),
                tableVersion,
                wanted.partitions(),
                allPartitions,
                wanted.files(),
                wanted.bytes());
    }
}
