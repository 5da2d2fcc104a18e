package dev.sluice.benchmark;

import dev.sluice.pointintime.JoinEngine;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/** What is compared: the contenders, and the data that they run on unless other sizes are asked for. */
enum Part {
    /** Views joined to labels. */
    JOINS(new Shape(200_000, 400_000, 40_000, 0), List.of(1, 4, 8), List.of(0.25, 1.0)),
    /** Two views with few keys that have long histories, as in Hopsworks' public benchmark. */
    LONG_HISTORIES(new Shape(20_000, 40_000, 100, 0), List.of(2), List.of(1.0)),
    /** Windows over events, a twentieth of which have one key. */
    WINDOWS(new Shape(50_000, 500_000, 5_000, 0.05), List.of(1), List.of(1.0)),
    /** The same rows spread over all keys, and with a twentieth of them on one, in many small tasks. */
    HOT_KEYS(new Shape(1_000_000, 1_000_000, 100_000, 0.05), List.of(2), List.of(1.0));

    private static final int SMALL_TASKS = 64;

    private final Shape shape;
    private final List<Integer> views;
    private final List<Double> scales;

    Part(Shape shape, List<Integer> views, List<Double> scales) {
        this.shape = shape;
        this.views = views;
        this.scales = scales;
    }

    /** The sizes of the data. */
    Shape shape() {
        return shape;
    }

    /** The numbers of views. */
    List<Integer> views() {
        return views;
    }

    /** The parts of the sizes that are run one after the other. */
    List<Double> scales() {
        return scales;
    }

    /** The shapes that are measured, at full size. */
    List<Shape> shapes(Shape asked) {
        return this == HOT_KEYS ? List.of(asked.withHotShare(0), asked) : List.of(asked);
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Sets what the part needs of a session. */
    void prepare(SparkSession spark) {
        spark.conf().set("spark.sql.autoBroadcastJoinThreshold", "-1");
        if (this == HOT_KEYS) {
            spark.conf().set("spark.sql.shuffle.partitions", SMALL_TASKS);
            spark.conf().set("spark.sql.adaptive.coalescePartitions.enabled", "false");
        } else {
            spark.conf().unset("spark.sql.shuffle.partitions");
            spark.conf().unset("spark.sql.adaptive.coalescePartitions.enabled");
        }
    }

    void write(WorkloadWriter writer, int mostViews) {
        if (this == WINDOWS) {
            writer.writeEvents();
        } else {
            writer.write(mostViews);
        }
    }

    List<Contender> contenders(SparkSession spark) {
        SluiceJoin stream = new SluiceJoin(spark, JoinEngine.STREAM, SluiceJoin.Keys.WHOLE);
        return switch (this) {
            case JOINS, LONG_HISTORIES ->
                List.of(
                        stream,
                        new Floor(spark),
                        new SluiceJoin(spark, JoinEngine.SQL, SluiceJoin.Keys.WHOLE),
                        new DuckAsof(),
                        new RowNumber(spark),
                        new FeastSteps(spark));
            case WINDOWS ->
                List.of(
                        new SluiceWindows(spark, JoinEngine.STREAM),
                        new SluiceWindows(spark, JoinEngine.SQL),
                        new DuckWindows(),
                        new SparkWindows(spark, "range join", "naive-windows.sql"),
                        new SparkWindows(spark, "chained", "chained-windows.sql"),
                        new SparkWindows(spark, "range frame", "range-windows.sql"));
            case HOT_KEYS -> List.of(stream, new SluiceJoin(spark, JoinEngine.STREAM, SluiceJoin.Keys.SPLIT));
        };
    }
}
