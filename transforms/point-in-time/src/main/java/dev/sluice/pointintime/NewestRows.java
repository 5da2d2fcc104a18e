package dev.sluice.pointintime;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Finds, for labels, the newest rows before them. Ways to do it differ in speed only, and keep nothing between calls. */
interface NewestRows {
    /**
     * To each label, of each view, the greatest row that has the label's key and a moment that is not after the label's.
     *
     * @param timeline {@code slot}, a number with the key's hash in its upper 32 bits that grows with the moment;
     *     {@code key}, null or compared as a value; {@code moment}, in microseconds since the epoch, null for some labels;
     *     {@code asks}, whether the row is a label; {@code label}, a struct; and for each view {@code view_N}, a struct that
     *     orders its rows from the oldest to the newest, null in other views' rows
     * @param views the numbers N of the views
     * @return {@code key, moment, label}, and {@code view_N} for each view, of the labels alone in any order
     */
    Dataset<Row> of(Dataset<Row> timeline, List<Integer> views);

    /** Called before a session executes such a query. */
    default void enableIn(SparkSession session) {}
}
