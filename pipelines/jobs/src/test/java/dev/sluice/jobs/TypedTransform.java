package dev.sluice.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import dev.sluice.transform.FeatureTransform;
import dev.sluice.transform.TransformContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import scala.Tuple2;

/** One feature by a function of a column, one by a function of whole rows. */
public final class TypedTransform implements FeatureTransform {
    @Override
    public Dataset<Row> transform(TransformContext context) {
        UDF1<String, Long> length = text -> (long) text.length();
        Dataset<Row> columns = context.source("flights")
                .dropDuplicates("origin")
                .select(
                        col("origin").as("airport"),
                        udf(length, DataTypes.LongType)
                                .apply(col("delay").cast("string"))
                                .as("digits"));
        Dataset<Row> whole = context.source("flights")
                .map(
                        (MapFunction<Row, Tuple2<String, Long>>) row -> Tuple2.apply(row.<String>getAs("origin"), 1L),
                        Encoders.tuple(Encoders.STRING(), Encoders.LONG()))
                .toDF("airport", "opaque")
                .dropDuplicates("airport");
        return columns.join(whole, "airport");
    }
}
