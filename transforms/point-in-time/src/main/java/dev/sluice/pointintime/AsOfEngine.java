package dev.sluice.pointintime;

import static org.apache.spark.sql.functions.expr;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Answers labels from the histories of views that share their key: labels and rows in one timeline per key, one shuffle and
 * one sort whatever the number of views.
 *
 * @param rowMoments when each row of a view can be seen
 * @param newestRows the newest row that each label can see
 * @param answers what that row answers
 */
record AsOfEngine(SqlText rowMoments, NewestRows newestRows, SqlText answers) {
    private static final SqlText SLOT = SqlText.resource("timeline-slot.sql");

    static AsOfEngine of(NewestRows newestRows) {
        return new AsOfEngine(SqlText.resource("row-moments.sql"), newestRows, SqlText.resource("answers.sql"));
    }

    /**
     * The labels, once each in any order, with a struct of features for each view.
     *
     * <p>A view answers with the row of the newest event time, then created time, then values, of those with the label's
     * key whose event time, together with the availability delay, is not after the label's moment (nor, as known, its
     * created time), when that row is not older than the ttl. It answers with the defaults when there is none, and with
     * null when the label has no key or no moment.
     *
     * @param labels {@code key}, null where one of its parts is; {@code moment} in microseconds since the epoch, perhaps
     *     null; {@code label}, a struct of all else
     * @return the fields of {@code label}, then {@code view_N} for each history
     */
    Dataset<Row> answer(Dataset<Row> labels, List<ViewHistory> histories, Knowledge knowledge) {
        SparkSession spark = labels.sparkSession();
        Dataset<Row> timeline = slotted(labels.selectExpr("key", "moment", "TRUE AS asks", "label"));
        for (ViewHistory history : histories) {
            timeline = timeline.unionByName(slotted(seenRows(spark, history, knowledge)), true);
        }
        List<Integer> numbers = histories.stream().map(ViewHistory::number).toList();
        newestRows.of(timeline, numbers).createOrReplaceTempView("newest_rows");
        return spark.sql(answers.forViews(numbers), parameters(histories));
    }

    private Dataset<Row> seenRows(SparkSession spark, ViewHistory history, Knowledge knowledge) {
        history.rows().createOrReplaceTempView("history");
        Map<String, Object> parameters = Map.of(
                "availability_delay", history.availabilityDelayMicros(), "as_known", knowledge == Knowledge.AS_KNOWN);
        return spark.sql(rowMoments.text(), parameters).withColumnRenamed("seen", history.name());
    }

    private static Dataset<Row> slotted(Dataset<Row> rows) {
        return rows.withColumn("slot", expr(SLOT.text()));
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
