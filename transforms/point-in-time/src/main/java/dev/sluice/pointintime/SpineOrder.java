package dev.sluice.pointintime;

import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;

/**
 * Puts joined labels back into the order of the spine. Spark's own sort would sample the joined labels to find its ranges, and
 * so join them twice; but a row's number begins with its partition of the spine, which gives ranges for nothing.
 */
final class SpineOrder {
    private static final int MOST_PARTITIONS = 10_000;
    private static final int ROWS_OF_A_PART = 250_000;
    private static final int HASH_SEED = 42; // of Spark's HashPartitioning

    private final int partitions;
    private final int partsOfEach;

    /** A spine of fewer partitions than there are cores is cut finer. */
    private SpineOrder(int partitions, int cores) {
        this.partitions = partitions;
        this.partsOfEach = Math.max(1, cores / partitions);
    }

    /** The rows sorted by {@code row}, the {@code monotonically_increasing_id} of these labels. */
    static Dataset<Row> restore(Dataset<Row> joined, Dataset<Row> labels) {
        if (labels.queryExecution().executedPlan() instanceof AdaptiveSparkPlanExec) {
            return joined.orderBy("row"); // how many partitions the spine has shows only when it is computed
        }
        int partitions = labels.queryExecution().toRdd().getNumPartitions();
        return partitions < 1 || partitions > MOST_PARTITIONS
                ? joined.orderBy("row")
                : new SpineOrder(
                                partitions, joined.sparkSession().sparkContext().defaultParallelism())
                        .restore(joined);
    }

    private Dataset<Row> restore(Dataset<Row> joined) {
        int ranges = partitions * partsOfEach;
        Column hashedToRange = element_at(lit(hashedTo(ranges)), range().plus(1));
        return joined.repartition(ranges, hashedToRange).sortWithinPartitions("row");
    }

    /** The range of a row: the greater the row, the greater or equal its range, also where the estimate is wrong. */
    private Column range() {
        return expr("CAST(least(shiftright(row, 33), %d) * %d + least((row & 8589934591) DIV %d, %d) AS INT)"
                .formatted(partitions - 1, partsOfEach, ROWS_OF_A_PART, partsOfEach - 1));
    }

    /** For each number of a partition, an integer that Spark's hash partitioning puts there. */
    private static int[] hashedTo(int ranges) {
        int[] values = new int[ranges];
        boolean[] found = new boolean[ranges];
        int missing = ranges;
        for (int value = 0; missing > 0; value++) {
            int range = Math.floorMod(Murmur3_x86_32.hashInt(value, HASH_SEED), ranges);
            if (!found[range]) {
                found[range] = true;
                values[range] = value;
                missing--;
            }
        }
        return values;
    }
}
