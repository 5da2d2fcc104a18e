package dev.sluice.benchmark;

import dev.sluice.pointintime.JoinEngine;
import dev.sluice.transform.LakeSession;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pipelines/benchmark/run}: point-in-time joins, in turns, on the same files. */
@Command(
        name = "pipelines/benchmark/run",
        description = "Compare point-in-time joins and windows: Sluice, DuckDB, Feast's steps, plain queries.",
        mixinStandardHelpOptions = true)
public final class PointInTimeBenchmark implements Callable<Integer> {
    private static final int ROWS_OF_A_KEY = 10;

    @Option(names = "--labels", description = "Labels; default: ${DEFAULT-VALUE}.")
    private long labels = 200_000;

    @Option(names = "--rows", description = "Rows of each view; default: ${DEFAULT-VALUE}.")
    private long rows = 400_000;

    @Option(names = "--views", split = ",", description = "Numbers of views; default: ${DEFAULT-VALUE}.")
    private List<Integer> views = List.of(1, 4, 8);

    @Option(names = "--rounds", description = "Rounds, the first of them cold; default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(names = "--hot", description = "The share of one hot key, 0 to 1; default: ${DEFAULT-VALUE}.")
    private double hot = 0;

    @Option(names = "--keys", description = "Keys of labels and rows; default: a tenth of the rows.")
    private long keys;

    @Option(names = "--windows", description = "Windows over events instead of views.")
    private boolean windows;

    @Option(names = "--only", split = ",", description = "Only these contenders; default: all.")
    private List<String> only = List.of();

    @Option(names = "--folder", required = true, description = "Where data and results are kept.")
    private Path folder = Path.of(".");

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PointInTimeBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        long ofKeys = keys > 0 ? keys : Math.max(1, rows / ROWS_OF_A_KEY);
        Path data = folder.resolve("%d-labels-%d-rows-%d-keys-%.3f-hot".formatted(labels, rows, ofKeys, hot));
        Files.createDirectories(data);
        SparkSession spark = LakeSession.local();
        spark.conf().set("spark.sql.autoBroadcastJoinThreshold", "-1");
        Workload workload = new Workload(data.toAbsolutePath(), labels, rows, ofKeys, hot);
        write(spark, workload);
        Meter meter = new Meter(spark);
        out().println(Report.header());
        List<Measurement> measurements = new ArrayList<>();
        for (int number : windows ? List.of(1) : views) {
            measurements.addAll(
                    new Comparison(workload, contenders(spark), meter, measured -> out().println(Report.row(measured)))
                            .run(number, rounds));
        }
        Report report = new Report(measurements);
        report.writeTo(data, windows ? "windows" : "joins");
        out().println();
        out().println(report.ratios(measurements.get(0).contender()));
        out().println("All answers agree. Measurements and the plot are in " + data + ".");
        spark.stop();
        return 0;
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private void write(SparkSession spark, Workload workload) {
        WorkloadWriter writer = new WorkloadWriter(spark, workload);
        if (windows) {
            writer.writeEvents();
        } else {
            writer.write(views.stream().mapToInt(Integer::intValue).max().orElse(0));
        }
    }

    private List<Contender> contenders(SparkSession spark) {
        return (windows ? windowContenders(spark) : joinContenders(spark))
                .stream()
                        .filter(contender -> only.isEmpty() || only.contains(contender.name()))
                        .toList();
    }

    static List<Contender> joinContenders(SparkSession spark) {
        return List.of(
                new SluiceJoin(spark, JoinEngine.STREAM),
                new SluiceJoin(spark, JoinEngine.SQL),
                new DuckAsof(),
                new RowNumber(spark),
                new FeastSteps(spark));
    }

    static List<Contender> windowContenders(SparkSession spark) {
        return List.of(
                new SluiceWindows(spark, JoinEngine.STREAM),
                new SluiceWindows(spark, JoinEngine.SQL),
                new DuckWindows(),
                new SparkWindows(spark, "range join", "naive-windows.sql"),
                new SparkWindows(spark, "chained", "chained-windows.sql"),
                new SparkWindows(spark, "range frame", "range-windows.sql"));
    }
}
