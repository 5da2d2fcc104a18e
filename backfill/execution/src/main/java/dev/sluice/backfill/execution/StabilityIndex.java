package dev.sluice.backfill.execution;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The population stability index: the sum of (q - p) ln(q / p) over bins with shares p before and q after. Below 0.1 is taken
 * for stable, above 0.25 for shifted (Siddiqi, Credit Risk Scorecards, 2006). Bins are the deciles of before, and one of nulls.
 */
final class StabilityIndex {
    private static final double[] DECILES = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
    private static final double EXACT = 0.001;

    /** Stands for an empty bin, whose logarithm there is not. */
    private static final double LEAST_SHARE = 1e-4;

    private StabilityIndex() {}

    /** Of frames with one column, {@code value}; null when there were no values before. */
    static @Nullable Double of(Dataset<Row> before, Dataset<Row> after) {
        double[] deciles = Arrays.stream(before.stat().approxQuantile("value", DECILES, EXACT))
                .distinct()
                .toArray();
        return deciles.length == 0 ? null : index(shares(before, deciles), shares(after, deciles));
    }

    static double index(double[] before, double[] after) {
        double index = 0;
        for (int bin = 0; bin < before.length; bin++) {
            double p = Math.max(LEAST_SHARE, before[bin]);
            double q = Math.max(LEAST_SHARE, after[bin]);
            index += (q - p) * Math.log(q / p);
        }
        return index;
    }

    private static double[] shares(Dataset<Row> rows, double[] borders) {
        List<Column> counts = new ArrayList<>();
        counts.add(number(col("value").isNull()));
        counts.add(number(col("value").leq(borders[0])));
        for (int i = 1; i < borders.length; i++) {
            counts.add(number(col("value").gt(borders[i - 1]).and(col("value").leq(borders[i]))));
        }
        counts.add(number(col("value").gt(borders[borders.length - 1])));
        Row counted = rows.agg(sum(lit(1L)), counts.toArray(Column[]::new)).head();
        double all = counted.isNullAt(0) ? 1 : counted.getLong(0);
        double[] shares = new double[counts.size()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = counted.isNullAt(i + 1) ? 0 : counted.getLong(i + 1) / all;
        }
        return shares;
    }

    private static Column number(Column condition) {
        return sum(when(condition, 1L).otherwise(0L));
    }
}
