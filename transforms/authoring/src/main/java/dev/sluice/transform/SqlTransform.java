package dev.sluice.transform;

import dev.sluice.feature.Transform;
import dev.sluice.problem.SluiceException;
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
            Dataset<Row> answer =
                    context.spark().sql(sql.text(), Map.of("start", context.start(), "end", context.end()));
            ResolvedQuery.requireRepeatable(answer.queryExecution().analyzed(), sql.file());
            return answer;
        } catch (SluiceException e) {
            throw e;
        } catch (Exception e) {
            throw SqlCheck.invalid(sql.file() + SqlCheck.line(e) + ": Invalid query: " + SparkFailure.line(e));
        }
    }
}
