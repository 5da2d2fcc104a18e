package dev.sluice.pointintime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The engine in Spark SQL: labels and rows in one timeline per key, one shuffle and one sort whatever the number of views.
 *
 * @param rowMoments when each row of a view can be seen
 * @param newestRows the newest row that each label can see
 */
record SqlEngine(SqlText rowMoments, SqlText newestRows) implements AsOfEngine {
    static SqlEngine standard() {
        return new SqlEngine(SqlText.resource("row-moments.sql"), SqlText.resource("newest-rows.sql"));
    }

    @Override
    public Dataset<Row> answer(Dataset<Row> labels, List<ViewHistory> histories, Knowledge knowledge) {
        SparkSession spark = labels.sparkSession();
        Dataset<Row> timeline = labels.selectExpr("key", "moment", "TRUE AS asks", "label");
        for (ViewHistory history : histories) {
            timeline = timeline.unionByName(seenRows(spark, history, knowledge), true);
        }
        timeline.createOrReplaceTempView("timeline");
        List<Integer> numbers = histories.stream().map(ViewHistory::number).toList();
        return spark.sql(newestRows.forViews(numbers), parameters(histories));
    }

    private Dataset<Row> seenRows(SparkSession spark, ViewHistory history, Knowledge knowledge) {
        history.rows().createOrReplaceTempView("history");
        Map<String, Object> parameters = Map.of(
                "availability_delay", history.availabilityDelayMicros(), "as_known", knowledge == Knowledge.AS_KNOWN);
        return spark.sql(rowMoments.text(), parameters).withColumnRenamed("seen", history.name());
    }

    private static Map<String, Object> parameters(List<ViewHistory> histories) {
        Map<String, Object> parameters = new HashMap<>();
        for (ViewHistory history : histories) {
            parameters.put("ttl_" + history.number(), history.ttlMicros());
            parameters.put("default_" + history.number(), history.defaults());
        }
        return parameters;
    }
}
