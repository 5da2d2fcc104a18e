package dev.sluice.backfill.execution;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.sluice.transform.QuotedName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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

    /** The index of each numeric column that has values before. Each frame is read once for all of them, that of before twice. */
    static Map<String, Double> of(Dataset<Row> before, Dataset<Row> after, List<String> columns) {
        if (columns.isEmpty()) {
            return Map.of();
        }
        Dataset<Row> old = doubles(before, columns);
        double[][] quantiles = old.stat().approxQuantile(old.columns(), DECILES, EXACT);
        List<double[]> borders = Arrays.stream(quantiles)
                .map(deciles -> Arrays.stream(deciles).distinct().toArray())
                .toList();
        List<double[]> then = shares(old, borders);
        List<double[]> now = shares(doubles(after, columns), borders);
        Map<String, Double> indexes = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (borders.get(i).length > 0) {
                indexes.put(columns.get(i), index(then.get(i), now.get(i)));
            }
        }
        return indexes;
    }

    /** The columns by their places, whatever they are called. */
    private static Dataset<Row> doubles(Dataset<Row> rows, List<String> columns) {
        return rows.select(IntStream.range(0, columns.size())
                .mapToObj(i -> col(QuotedName.of(columns.get(i))).cast("double").as(name(i)))
                .toArray(Column[]::new));
    }

    private static String name(int column) {
        return "c" + column;
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

    /** Of each column the shares of rows in its bins, in one pass. */
    private static List<double[]> shares(Dataset<Row> rows, List<double[]> borders) {
        List<Column> counts = new ArrayList<>();
        for (int i = 0; i < borders.size(); i++) {
            counts.addAll(bins(col(name(i)), borders.get(i)));
        }
        Row counted = rows.agg(sum(lit(1L)), counts.toArray(Column[]::new)).head();
        double all = counted.isNullAt(0) ? 1 : counted.getLong(0);
        List<double[]> shares = new ArrayList<>();
        int next = 1;
        for (double[] of : borders) {
            double[] share = new double[of.length == 0 ? 0 : of.length + 2];
            for (int bin = 0; bin < share.length; bin++, next++) {
                share[bin] = counted.isNullAt(next) ? 0 : counted.getLong(next) / all;
            }
            shares.add(share);
        }
        return shares;
    }

    /** How many values are null, and how many lie up to each border, and after the last; none without borders. */
    private static List<Column> bins(Column value, double[] borders) {
        if (borders.length == 0) {
            return List.of();
        }
        List<Column> bins = new ArrayList<>();
        bins.add(number(value.isNull()));
        bins.add(number(value.leq(borders[0])));
        for (int i = 1; i < borders.length; i++) {
            bins.add(number(value.gt(borders[i - 1]).and(value.leq(borders[i]))));
        }
        bins.add(number(value.gt(borders[borders.length - 1])));
        return bins;
    }

    /** How many rows meet a condition. */
    static Column number(Column condition) {
        return sum(when(condition, 1L).otherwise(0L));
    }
}
