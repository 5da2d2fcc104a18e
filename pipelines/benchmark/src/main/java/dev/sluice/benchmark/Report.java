package dev.sluice.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Measurements as a table, as JSON and as a plot. Of several rounds the median of the warm ones counts. */
final class Report {
    private static final String HEADER = "%-14s %5s %5s %8s %8s %8s %8s %9s %8s %5s %5s";
    private static final String ROW = "%-14s %5d %5d %8.1f %8.1f %8.1f %8.1f %9.1f %8.1f %5d %5d";

    private final List<Measurement> measurements;

    Report(List<Measurement> measurements) {
        this.measurements = List.copyOf(measurements);
    }

    static String header() {
        return HEADER.formatted(
                "contender",
                "views",
                "round",
                "wall s",
                "cpu s",
                "task s",
                "longest",
                "shuffle",
                "spill",
                "exch",
                "sort");
    }

    static String row(Measurement measured) {
        Measurement.Cost cost = measured.cost();
        return ROW.formatted(
                measured.contender(),
                measured.views(),
                measured.round(),
                cost.wallSeconds(),
                cost.cpuSeconds(),
                cost.taskSeconds(),
                cost.longestTaskSeconds(),
                cost.shuffledMb(),
                cost.spilledMb(),
                cost.exchanges(),
                cost.sorts());
    }

    /** For each number of views, what every contender costs as a multiple of one of them. */
    String ratios(String base) {
        StringBuilder text = new StringBuilder("CPU seconds of the process as a multiple of " + base + "\n");
        for (int views : views()) {
            text.append("%d views:".formatted(views));
            double unit = cpuSeconds(base, views);
            contenders()
                    .forEach(contender -> text.append(
                            String.format(Locale.ROOT, "  %s %.2f", contender, cpuSeconds(contender, views) / unit)));
            text.append('\n');
        }
        return text.toString();
    }

    void writeTo(Path folder, String what) throws IOException {
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(folder.resolve(what + ".json").toFile(), measurements);
        CategoryChart chart = new CategoryChartBuilder()
                .title(what + " as of the labels' time")
                .xAxisTitle("views")
                .yAxisTitle("CPU seconds")
                .width(900)
                .height(500)
                .build();
        for (String contender : contenders()) {
            chart.addSeries(
                    contender,
                    views(),
                    views().stream().map(views -> cpuSeconds(contender, views)).toList());
        }
        BitmapEncoder.saveBitmap(
                chart, folder.resolve(what + "-cpu-seconds.png").toString(), BitmapEncoder.BitmapFormat.PNG);
    }

    private List<String> contenders() {
        return measurements.stream().map(Measurement::contender).distinct().toList();
    }

    private List<Integer> views() {
        return measurements.stream().map(Measurement::views).distinct().toList();
    }

    private double cpuSeconds(String contender, int views) {
        List<Measurement> all = measurements.stream()
                .filter(measured -> measured.contender().equals(contender) && measured.views() == views)
                .toList();
        List<Double> warm = all.stream()
                .filter(measured -> measured.round() > 0 || all.size() == 1)
                .map(measured -> measured.cost().cpuSeconds())
                .sorted(Comparator.naturalOrder())
                .toList();
        return warm.isEmpty() ? Double.NaN : warm.get(warm.size() / 2);
    }
}
