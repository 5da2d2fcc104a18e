package dev.sluice.pointintime;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Answers labels from the histories of views that share their key. Engines differ in speed only.
 *
 * <p>Threads may share an engine; it keeps nothing between calls.
 */
interface AsOfEngine {
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
    Dataset<Row> answer(Dataset<Row> labels, List<ViewHistory> histories, Knowledge knowledge);
}
