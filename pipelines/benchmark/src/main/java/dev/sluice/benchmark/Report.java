package dev.sluice.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** The measurements of a part as a table, as JSON and as a plot. Of several rounds the median of the warm ones counts. */
final class Report {
    private static final String HEADER = "%-14s %9s %5s %5s %8s %8s %8s %8s %9s %8s %5s %5s %5s";
    private static final String ROW = "%-14s %9d %5d %5d %8.1f %8.1f %8.1f %8.1f %9.1f %8.1f %5d %5d %5.1f";

    private final String part;
    private final List<Measurement> measurements;

    Report(String part, List<Measurement> measurements) {
        this.part = part;
        this.measurements = List.copyOf(measurements);
    }

    static String header() {
        return HEADER.formatted(
                "contender",
                "labels",
                "views",
                "round",
                "wall s",
                "cpu s",
                "task s",
                "longest",
                "shuffle",
                "spill",
                "exch",
                "sort",
                "skew");
    }

    static String row(Measurement measured) {
        Measurement.Cost cost = measured.cost();
        return String.format(
                Locale.ROOT,
                ROW,
                measured.contender(),
                measured.shape().labels(),
                measured.views(),
                measured.round(),
                cost.wallSeconds(),
                cost.cpuSeconds(),
                cost.taskSeconds(),
                cost.longestTaskSeconds(),
                cost.shuffledMb(),
                cost.spilledMb(),
                cost.exchanges(),
                cost.sorts(),
                cost.skew());
    }

    /** What every contender costs as a multiple of the first, what another view costs, and how costs grow with the data. */
    String summary() {
        StringBuilder text = new StringBuilder("\n" + part + "\n");
        for (Case at : cases()) {
            text.append("  ")
                    .append(at)
                    .append(", as a multiple of ")
                    .append(contenders().get(0));
            text.append("\n    process CPU ").append(ratios(at, Measurement.Cost::cpuSeconds));
            text.append("\n    task CPU    ")
                    .append(ratios(at, Measurement.Cost::taskSeconds))
                    .append('\n');
        }
        contenders().forEach(contender -> text.append(addedView(contender)).append(growth(contender)));
        return text.toString();
    }

    private String ratios(Case at, ToDoubleFunction<Measurement.Cost> figure) {
        double unit = median(contenders().get(0), at, figure);
        StringBuilder text = new StringBuilder();
        for (String contender : contenders()) {
            text.append(String.format(Locale.ROOT, " %s %.2f ", contender, median(contender, at, figure) / unit));
        }
        return text.toString();
    }

    private String addedView(String contender) {
        Case first = cases().get(0);
        Case last = cases().stream()
                .filter(at -> at.shape.equals(first.shape))
                .reduce((one, other) -> other)
                .orElse(first);
        if (first.views == last.views) {
            return "";
        }
        double one = median(contender, first, Measurement.Cost::cpuSeconds);
        double many = median(contender, last, Measurement.Cost::cpuSeconds);
        return String.format(
                Locale.ROOT,
                "  %s: another view costs %.2f of the first%n",
                contender,
                (many - one) / (last.views - first.views) / one);
    }

    private String growth(String contender) {
        Case small = cases().get(0);
        Case large = cases().stream()
                .filter(at -> at.views == small.views)
                .reduce((one, other) -> other)
                .orElse(small);
        if (small.shape.labels() == large.shape.labels()) {
            return small.equals(large) ? "" : hotKey(contender, small, large);
        }
        double costs = median(contender, large, Measurement.Cost::cpuSeconds)
                / median(contender, small, Measurement.Cost::cpuSeconds);
        double sizes = (double) large.shape.labels() / small.shape.labels();
        return String.format(
                Locale.ROOT,
                "  %s: %.1f times the data costs %.1f times (exponent %.2f)%n",
                contender,
                sizes,
                costs,
                Math.log(costs) / Math.log(sizes));
    }

    private String hotKey(String contender, Case spread, Case hot) {
        return String.format(
                Locale.ROOT,
                "  %s: a key of %.0f%% costs %.2f times the same rows spread; its largest task has %.1f times the mean (spread: %.1f)%n",
                contender,
                100 * hot.shape.hotShare(),
                median(contender, hot, Measurement.Cost::taskSeconds)
                        / median(contender, spread, Measurement.Cost::taskSeconds),
                median(contender, hot, Measurement.Cost::skew),
                median(contender, spread, Measurement.Cost::skew));
    }

    /** Writes the measurements and the plot, called as the part. */
    void writeTo(Path folder) throws IOException {
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(folder.resolve(part + ".json").toFile(), measurements);
        CategoryChart chart = new CategoryChartBuilder()
                .title(part + " as of the labels' time")
                .yAxisTitle("CPU seconds")
                .width(1100)
                .height(500)
                .build();
        List<String> names = cases().stream().map(Case::toString).toList();
        for (String contender : contenders()) {
            chart.addSeries(
                    contender,
                    names,
                    cases().stream()
                            .map(at -> median(contender, at, Measurement.Cost::cpuSeconds))
                            .toList());
        }
        BitmapEncoder.saveBitmap(
                chart, folder.resolve(part + "-cpu-seconds.png").toString(), BitmapEncoder.BitmapFormat.PNG);
    }

    private List<String> contenders() {
        return measurements.stream().map(Measurement::contender).distinct().toList();
    }

    private List<Case> cases() {
        return measurements.stream()
                .map(measured -> new Case(measured.shape(), measured.views()))
                .distinct()
                .toList();
    }

    private double median(String contender, Case at, ToDoubleFunction<Measurement.Cost> figure) {
        List<Measurement> all = measurements.stream()
                .filter(measured -> measured.contender().equals(contender)
                        && at.equals(new Case(measured.shape(), measured.views())))
                .toList();
        List<Double> warm = all.stream()
                .filter(measured -> measured.round() > 0 || all.size() == 1)
                .map(measured -> figure.applyAsDouble(measured.cost()))
                .sorted(Comparator.naturalOrder())
                .toList();
        return warm.isEmpty() ? Double.NaN : warm.get(warm.size() / 2);
    }

    /** One question that all contenders answer. */
    private record Case(Shape shape, int views) {
        @Override
        public String toString() {
            String hot = shape.hotShare() > 0 ? String.format(Locale.ROOT, ", %.0f%% hot", 100 * shape.hotShare()) : "";
            return "%d labels, %d views%s".formatted(shape.labels(), views, hot);
        }
    }
}
