package dev.sluice.pointintime;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Answers the labels of a timeline. Ways to do it differ in speed only, and keep nothing between calls. */
interface TimelineAnswers {
    /**
     * To each label, of each view with a history, the greatest row that has the label's key and a moment that is not after the
     * label's; of each view with events, {@code event_time}, the label's moment, and the {@code features} of the windows that
     * end then over the events of such moments.
     *
     * @param timeline {@code slot}, a number with the key's place in its upper 32 bits that grows with the moment;
     *     {@code key}, null or compared as a value; {@code moment}, in microseconds since the epoch, null for some labels;
     *     {@code asks}, whether the row is a label; {@code label}, a struct; and for each view {@code view_N}, null in other
     *     views' rows: a struct that orders a view's rows from the oldest to the newest, or an event
     * @return {@code key, moment, label}, and {@code view_N} for each view, of the labels alone in any order
     */
    Dataset<Row> of(Dataset<Row> timeline, List<TimelinePart> views);

    /**
     * Whether rows of one key may have several places, each to be answered for itself, where rows of other places that matter
     * are repeated.
     */
    default boolean takesPieces() {
        return false;
    }

    /** Called before a session executes such a query. */
    default void enableIn(SparkSession session) {}
}
