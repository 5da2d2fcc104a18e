package dev.sluice.transform;

import dev.sluice.feature.Transform;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Runs a checked query, each source a temporary view of its name. */
final class SqlTransform implements FeatureTransform {
    private final Transform.Sql sql;

    SqlTransform(Transform.Sql sql) {
        this.sql = sql;
    }

    @Override
    public Dataset<Row> transform(TransformContext context) {
        context.sources().forEach((name, rows) -> rows.createOrReplaceTempView(name));
        try {
            return context.spark().sql(sql.text(), Map.of("start", context.start(), "end", context.end()));
        } catch (Exception e) {
            throw SqlCheck.invalid(sql.file() + SqlCheck.line(e) + ": Invalid query: " + SparkFailure.line(e));
        }
    }
}
