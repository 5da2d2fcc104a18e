package dev.sluice.pointintime;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A spine of labels, and the views whose values at each label's time are wanted. Immutable: each {@code with} returns a
 * new one.
 *
 * <p>A label at time T sees a view's row when {@code event_time + availability_delay <= T} and, with a ttl,
 * {@code event_time >= T - ttl}; of these the newest event time, then created time, then the row's values decide. Times
 * are instants in microseconds.
 */
public final class PointInTimeJoin {
    private final Dataset<Row> spine;
    private final String timeColumn;
    private final List<ViewRows> views;
    private final Options options;

    private PointInTimeJoin(Dataset<Row> spine, String timeColumn, List<ViewRows> views, Options options) {
        this.spine = spine;
        this.timeColumn = timeColumn;
        this.views = views;
        this.options = options;
    }

    /**
     * A join onto these labels, as yet of no view.
     *
     * @param timeColumn a timestamp, a date (its midnight UTC) or a naive timestamp (UTC)
     */
    public static PointInTimeJoin onto(Dataset<Row> spine, String timeColumn) {
        Options options =
                new Options(Knowledge.AS_CORRECTED, OutputNames.SHORT, JoinEngine.STREAM.engine(), HotKeys.NONE);
        return new PointInTimeJoin(spine, timeColumn, List.of(), options);
    }

    /** The same join, of this view too. Its columns come after those of the views before it. */
    public PointInTimeJoin with(ViewRows view) {
        List<ViewRows> more = Stream.concat(views.stream(), Stream.of(view)).toList();
        return new PointInTimeJoin(spine, timeColumn, more, options);
    }

    /** The same join, blind for rows that were written after the label's time: {@code created_time <= T}. */
    public PointInTimeJoin asKnown() {
        return with(new Options(Knowledge.AS_KNOWN, options.names, options.engine, options.hotKeys));
    }

    /** The same join with columns called {@code view__feature}. */
    public PointInTimeJoin withFullNames() {
        return with(new Options(options.knowledge, OutputNames.FULL, options.engine, options.hotKeys));
    }

    /** The same join, done another way. */
    public PointInTimeJoin withEngine(JoinEngine engine) {
        return withEngine(engine.engine());
    }

    /** The same join, in which more or fewer rows take part. */
    public PointInTimeJoin reading(ReadRows rows) {
        return withEngine(options.engine.reading(rows));
    }

    PointInTimeJoin withEngine(AsOfEngine engine) {
        return with(new Options(options.knowledge, options.names, engine, options.hotKeys));
    }

    /** The same join, with the work of these keys divided. They are those of this join's labels and views. */
    public PointInTimeJoin splitting(HotKeys keys) {
        return with(new Options(options.knowledge, options.names, options.engine, keys));
    }

    private PointInTimeJoin with(Options others) {
        return new PointInTimeJoin(spine, timeColumn, views, others);
    }

    /**
     * The spine's rows, once each, all columns unchanged and in their order, and the features. The rows are computed when
     * they are asked for, in the session of the spine, which is left as it was.
     *
     * @throws dev.sluice.problem.SluiceException {@link PointInTimeError}, when columns are missing, have wrong types, or
     *     would have equal names
     */
    public Dataset<Row> join() {
        Prepared prepared = prepared();
        options.engine.timelineAnswers().enableIn(prepared.caller);
        List<String> names = options.names.of(prepared.columns, views);
        Dataset<Row> ordered = SpineOrder.restore(answered(prepared), prepared.labels)
                .select(output(prepared.columns, prepared.views));
        return PinnedSession.rebound(ordered.toDF(names.toArray(String[]::new)), prepared.caller);
    }

    /**
     * The keys that are too large for one of the session's shuffle partitions, of a sample: all keys and times are read once.
     * None where the engine cannot divide them.
     */
    public HotKeys hotKeys() {
        int tasks = spine.sparkSession().sessionState().conf().numShufflePartitions();
        return hotKeys(PieceSize.forTasks(tasks, longestWindowMicros()));
    }

    HotKeys hotKeys(PieceSize size) {
        if (!options.engine.takesPieces()) {
            return HotKeys.NONE;
        }
        Prepared prepared = prepared();
        Map<List<KeyPart>, HotKeys.OfKey> found = new LinkedHashMap<>();
        prepared.byKey().forEach((key, views) -> {
            Dataset<Row> asking = asking(prepared.labels, key);
            List<Dataset<Row>> timeline =
                    options.engine.samples(asking, parts(views, prepared.labels), options.knowledge);
            found.put(key, TimelineSample.of(timeline).hotKeys(size));
        });
        return new HotKeys(found);
    }

    private long longestWindowMicros() {
        return views.stream()
                .filter(view -> view.kind() == ViewRows.Kind.EVENTS)
                .flatMap(view -> view.view().aggregates().stream())
                .mapToLong(aggregates -> aggregates.longest().micros())
                .max()
                .orElse(0);
    }

    private Prepared prepared() {
        requireKnowledge();
        SparkSession caller = spine.sparkSession();
        FrameColumns columns =
                new FrameColumns("the spine", spine.queryExecution().analyzed().schema());
        int time = columns.timePosition(timeColumn);
        List<JoinedView> joined = IntStream.range(0, views.size())
                .mapToObj(number -> JoinedView.of(number, views.get(number), columns))
                .toList();
        return new Prepared(caller, columns, numbered(PinnedSession.beside(caller), columns, time), joined);
    }

    private void requireKnowledge() {
        if (options.knowledge == Knowledge.AS_KNOWN) {
            views.stream()
                    .filter(view -> view.kind() == ViewRows.Kind.EVENTS)
                    .findFirst()
                    .ifPresent(view -> {
                        throw PointInTimeError.INVALID_USE.problem("Cannot join fresh values of "
                                + view.view().id()
                                + " as known: events do not tell when they were written. Ask for one or the other.");
                    });
        }
    }

    /** The labels with the answers of all views, one pass for each key. */
    private Dataset<Row> answered(Prepared prepared) {
        Dataset<Row> answered = prepared.labels;
        for (Map.Entry<List<KeyPart>, List<JoinedView>> entry : prepared.byKey().entrySet()) {
            answered = options.engine.answer(
                    asking(answered, entry.getKey()),
                    parts(entry.getValue(), prepared.labels),
                    options.knowledge,
                    options.hotKeys.pieces(entry.getKey()));
        }
        return answered;
    }

    private static List<TimelinePart> parts(List<JoinedView> views, Dataset<Row> labels) {
        return views.stream().map(view -> view.part(labels.sparkSession())).toList();
    }

    private static Dataset<Row> asking(Dataset<Row> labels, List<KeyPart> key) {
        List<String> columns =
                key.stream().map(part -> "columns.c" + part.spinePosition()).toList();
        return labels.select(
                KeyPart.key(key, columns), col("moment"), struct(col("*")).as("label"));
    }

    /** The spine as labels: {@code row}, the place in its order; {@code moment}; {@code columns}, a struct of all. */
    private Dataset<Row> numbered(SparkSession own, FrameColumns columns, int time) {
        String[] names = IntStream.range(0, columns.names().size())
                .mapToObj(i -> "c" + i)
                .toArray(String[]::new);
        PinnedSession.rebound(spine, own)
                .toDF(names)
                .select(col(names[time]).as("time"), struct(col("*")).as("columns"))
                .createOrReplaceTempView("spine");
        return own.sql(SqlText.resource("labels.sql").text());
    }

    private static Column[] output(FrameColumns columns, List<JoinedView> joined) {
        Stream<Column> spineColumns = IntStream.range(0, columns.names().size()).mapToObj(i -> col("columns.c" + i));
        return Stream.concat(spineColumns, joined.stream().flatMap(JoinedView::answers))
                .toArray(Column[]::new);
    }

    private record Options(Knowledge knowledge, OutputNames names, AsOfEngine engine, HotKeys hotKeys) {}

    /** The columns found, and the labels as the engines want them. */
    private record Prepared(SparkSession caller, FrameColumns columns, Dataset<Row> labels, List<JoinedView> views) {
        Map<List<KeyPart>, List<JoinedView>> byKey() {
            return views.stream()
                    .collect(Collectors.groupingBy(JoinedView::keyParts, LinkedHashMap::new, Collectors.toList()));
        }
    }
}
