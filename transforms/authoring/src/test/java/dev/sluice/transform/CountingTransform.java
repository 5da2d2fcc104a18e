package dev.sluice.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts the flights of each airport. */
public final class CountingTransform implements FeatureTransform {
    @Override
    public Dataset<Row> transform(TransformContext context) {
        return context.source("flights")
                .groupBy(col("origin").as("airport"))
                .agg(count(lit(1)).as("n"));
    }
}
