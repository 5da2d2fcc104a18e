package dev.sluice.pointintime;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
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
 * @param timelineAnswers what each label can see
 * @param answers what that row answers
 * @param readRows which rows of the views take part
 */
record AsOfEngine(SqlText rowMoments, TimelineAnswers timelineAnswers, SqlText answers, ReadRows readRows) {
    AsOfEngine(SqlText rowMoments, TimelineAnswers timelineAnswers, SqlText answers) {
        this(rowMoments, timelineAnswers, answers, ReadRows.ALL);
    }

    private static final SqlText SLOT = SqlText.resource("timeline-slot.sql");
    private static final SqlText EVENT_MOMENTS = SqlText.resource("event-moments.sql");

    static AsOfEngine of(TimelineAnswers timelineAnswers) {
        return new AsOfEngine(SqlText.resource("row-moments.sql"), timelineAnswers, SqlText.resource("answers.sql"));
    }

    /**
     * The labels, once each in any order, with a struct of features for each view.
     *
     * <p>A view answers with the row of the newest event time, then created time, then values, of those with the label's
     * key whose event time, together with the availability delay, is not after the label's moment (nor, as known, its
     * created time), when that row is not older than the ttl. It answers with the defaults when there is none, and with
     * null when the label has no key or no moment. A view with events answers with its windows over the events before the
     * label's moment that could be seen by then.
     *
     * @param labels {@code key}, null where one of its parts is; {@code moment} in microseconds since the epoch, perhaps
     *     null; {@code label}, a struct of all else
     * @param hot keys of which pieces of time go to places of their own, if the answers allow it
     * @return the fields of {@code label}, then {@code view_N} for each view
     */
    Dataset<Row> answer(Dataset<Row> labels, List<TimelinePart> views, Knowledge knowledge, KeyPieces hot) {
        SparkSession spark = labels.sparkSession();
        KeyPieces pieces = timelineAnswers.takesPieces() ? hot : KeyPieces.NONE;
        Dataset<Row> timeline = labels.selectExpr("key", "moment", "TRUE AS asks", "moment AS cut", "label");
        for (Dataset<Row> rows : timelineRows(labels, views, knowledge, pieces)) {
            timeline = timeline.unionByName(rows, true);
        }
        timelineAnswers.of(slotted(timeline, pieces), views).createOrReplaceTempView("newest_rows");
        List<Integer> numbers = views.stream().map(TimelinePart::number).toList();
        return spark.sql(answers.forViews(numbers), parameters(views));
    }

    AsOfEngine reading(ReadRows rows) {
        return new AsOfEngine(rowMoments, timelineAnswers, answers, rows);
    }

    /** The rows of the views, and what the pieces of hot keys must know besides; each belongs to the piece of {@code cut}. */
    private List<Dataset<Row>> timelineRows(
            Dataset<Row> labels, List<TimelinePart> views, Knowledge knowledge, KeyPieces pieces) {
        List<Dataset<Row>> rows = new ArrayList<>();
        List<Dataset<Row>> histories = new ArrayList<>();
        List<String> names = new ArrayList<>();
        CarryOver carryOver = new CarryOver(pieces);
        for (TimelinePart view : views) {
            Dataset<Row> seen = read(seenRows(labels.sparkSession(), view, knowledge), labels);
            rows.add(seen.withColumn("cut", col("moment")));
            if (view instanceof ViewEvents events && !pieces.isEmpty()) {
                rows.add(carryOver.ofEvents(seen, events));
            } else if (!pieces.isEmpty()) {
                histories.add(seen);
                names.add(view.name());
            }
        }
        histories.stream()
                .reduce((one, other) -> one.unionByName(other, true))
                .ifPresent(all -> rows.add(carryOver.ofHistories(all, names)));
        return rows;
    }

    private Dataset<Row> read(Dataset<Row> rows, Dataset<Row> labels) {
        if (readRows == ReadRows.ALL) {
            return rows;
        }
        Dataset<Row> keys = labels.select(col("key").as("label_key")).distinct();
        return rows.join(broadcast(keys), col("key").equalTo(col("label_key")), "left_semi");
    }

    private Dataset<Row> seenRows(SparkSession spark, TimelinePart view, Knowledge knowledge) {
        Map<String, Object> parameters = new HashMap<>(Map.of("availability_delay", view.availabilityDelayMicros()));
        if (!(view instanceof ViewHistory history)) {
            view.rows().createOrReplaceTempView("events");
            return spark.sql(EVENT_MOMENTS.text(), parameters).withColumnRenamed("seen", view.name());
        }
        view.rows().createOrReplaceTempView("history");
        boolean asKnown = knowledge == Knowledge.AS_KNOWN || history.knowledge() == Knowledge.AS_KNOWN;
        parameters.put("as_known", asKnown);
        return spark.sql(rowMoments.text(), parameters).withColumnRenamed("seen", view.name());
    }

    private static Dataset<Row> slotted(Dataset<Row> rows, KeyPieces pieces) {
        return rows.withColumn("place", pieces.place(col("key"), col("cut")))
                .withColumn("slot", expr(SLOT.text()))
                .drop("place", "cut");
    }

    /** Parts of the timeline whose rows tell how large each key is: {@code key, moment}. */
    List<Dataset<Row>> samples(Dataset<Row> labels, List<TimelinePart> views, Knowledge knowledge) {
        List<Dataset<Row>> parts = new ArrayList<>(timelineRows(labels, views, knowledge, KeyPieces.NONE));
        parts.add(labels);
        return parts;
    }

    /** Whether hot keys are worth looking for. */
    boolean takesPieces() {
        return timelineAnswers.takesPieces();
    }

    private static Map<String, Object> parameters(List<TimelinePart> views) {
        Map<String, Object> parameters = new HashMap<>();
        for (TimelinePart view : views) {
            parameters.put("ttl_" + view.number(), view.ttlMicros());
            parameters.put("default_" + view.number(), view.defaults());
        }
        return parameters;
    }
}
