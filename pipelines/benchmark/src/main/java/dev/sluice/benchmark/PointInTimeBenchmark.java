package dev.sluice.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.transform.LakeSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
    @Option(
            names = "--parts",
            split = ",",
            description = "Of joins, long-histories, windows, hot-keys; default: ${DEFAULT-VALUE}.")
    private List<String> parts = Arrays.stream(Part.values()).map(Part::title).toList();

    @Option(names = "--labels", description = "Labels; default: as the part has them.")
    private @Nullable Long labels;

    @Option(names = "--rows", description = "Rows of each view; default: as the part has them.")
    private @Nullable Long rows;

    @Option(names = "--keys", description = "Keys of labels and rows; default: as the part has them.")
    private @Nullable Long keys;

    @Option(names = "--hot", description = "The share of one hot key, 0 to 1; default: as the part has it.")
    private @Nullable Double hot;

    @Option(names = "--views", split = ",", description = "Numbers of views; default: as the part has them.")
    private List<Integer> views = List.of();

    @Option(names = "--rounds", description = "Rounds, the first of them cold; default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(names = "--only", split = ",", description = "Only these contenders; default: all.")
    private List<String> only = List.of();

    @Option(names = "--alone", description = "Each contender in a process of its own, one after the other.")
    private boolean alone;

    @Option(names = "--results", hidden = true, description = "Where to write the measurements, and nothing else.")
    private @Nullable Path results;

    @Option(names = "--folder", required = true, description = "Where data and results are kept.")
    private Path folder = Path.of(".");

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PointInTimeBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        List<Part> chosen = parts.stream().map(this::part).toList();
        SparkSession spark = LakeSession.local();
        if (results == null) {
            out().println(Report.header());
        }
        for (Part part : chosen) {
            part.prepare(spark);
            List<Measurement> measurements = new ArrayList<>();
            for (Shape shape : shapes(part)) {
                measurements.addAll(measured(spark, part, shape));
            }
            finish(new Report(part.title(), measurements), measurements);
        }
        spark.stop();
        return 0;
    }

    private Part part(String title) {
        return Arrays.stream(Part.values())
                .filter(part -> part.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new CommandLine.ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "Unknown part: " + title + ". The parts are "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Part.values())
                                                .map(Part::title)
                                                .toList())
                                + "."));
    }

    private List<Shape> shapes(Part part) {
        Shape of = part.shape();
        Shape asked = new Shape(
                labels == null ? of.labels() : labels,
                rows == null ? of.rows() : rows,
                keys == null ? of.keys() : keys,
                hot == null ? of.hotShare() : hot);
        boolean isAsked = labels != null || rows != null || keys != null;
        return (isAsked ? List.of(1.0) : part.scales())
                .stream()
                        .flatMap(scale -> (hot == null ? part.shapes(asked) : List.of(asked))
                                .stream().map(shape -> shape.times(scale)))
                        .toList();
    }

    private List<Measurement> measured(SparkSession spark, Part part, Shape shape) throws IOException {
        Path data = folder.toAbsolutePath().resolve(shape.toString());
        Files.createDirectories(data);
        Workload workload = new Workload(data, shape);
        List<Integer> numbers = views.isEmpty() ? part.views() : views;
        part.write(
                new WorkloadWriter(spark, workload),
                numbers.stream().mapToInt(Integer::intValue).max().orElse(0));
        List<Contender> contenders = part.contenders(spark).stream()
                .filter(contender -> only.isEmpty() || only.contains(contender.name()))
                .toList();
        return alone ? ofOwnProcesses(part, contenders, shape, numbers) : inTurns(spark, workload, contenders, numbers);
    }

    private List<Measurement> inTurns(
            SparkSession spark, Workload workload, List<Contender> contenders, List<Integer> numbers) {
        Meter meter = new Meter(spark);
        List<Measurement> measurements = new ArrayList<>();
        for (int number : numbers) {
            measurements.addAll(
                    new Comparison(workload, contenders, meter, measured -> out().println(Report.row(measured)))
                            .run(number, rounds));
        }
        return measurements;
    }

    private List<Measurement> ofOwnProcesses(
            Part part, List<Contender> contenders, Shape shape, List<Integer> numbers) {
        OwnProcess process = new OwnProcess(folder.toAbsolutePath(), part, rounds);
        List<Measurement> measurements = contenders.stream()
                .flatMap(contender -> process.measure(contender.name(), shape, numbers).stream())
                .toList();
        for (int number : numbers) {
            Comparison.requireOneAnswer(measurements.stream()
                    .filter(measured -> measured.views() == number)
                    .toList());
        }
        return measurements;
    }

    private void finish(Report report, List<Measurement> measurements) throws IOException {
        if (results != null) {
            new ObjectMapper().writeValue(results.toFile(), measurements);
            return;
        }
        report.writeTo(folder);
        out().println(report.summary());
        out().println("All answers agree. The measurements and their plot are in " + folder + ".");
        out().println();
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
