package dev.sluice.catalog.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A small picture of what a feature's values were, partition by partition: the mean as a line, one standard deviation to both
 * sides of it as a band. In pixels.
 *
 * @param lastX of the newest mean
 */
public record Trend(String line, String band, double lastX, double lastY) {
    public static final int WIDTH = 132;
    public static final int HEIGHT = 30;
    private static final double EDGE = 3;

    /** Null where fewer than two partitions have a mean. */
    public static @Nullable Trend of(List<FeatureDay> days) {
        List<FeatureDay> drawn = days.stream()
                .filter(day -> day.mean() != null && Double.isFinite(day.mean()))
                .toList();
        if (drawn.size() < 2) {
            return null;
        }
        Scale scale = Scale.of(drawn);
        List<String> line = new ArrayList<>();
        List<String> upper = new ArrayList<>();
        List<String> lower = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            double x = x(i, drawn.size());
            line.add(point(x, scale.y(mean(drawn.get(i)))));
            upper.add(point(x, scale.y(mean(drawn.get(i)) + deviation(drawn.get(i)))));
            lower.add(0, point(x, scale.y(mean(drawn.get(i)) - deviation(drawn.get(i)))));
        }
        FeatureDay last = drawn.get(drawn.size() - 1);
        return new Trend(
                String.join(" ", line),
                String.join(" ", upper) + " " + String.join(" ", lower),
                x(drawn.size() - 1, drawn.size()),
                scale.y(mean(last)));
    }

    private static double x(int i, int count) {
        return EDGE + (WIDTH - 2 * EDGE) * i / (count - 1);
    }

    private static String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
    }

    private static double mean(FeatureDay day) {
        return Objects.requireNonNull(day.mean());
    }

    private static double deviation(FeatureDay day) {
        Double deviation = day.deviation();
        return deviation == null || !Double.isFinite(deviation) ? 0 : deviation;
    }

    /** From values to heights, so that all of the band is seen. */
    private record Scale(double least, double greatest) {
        static Scale of(List<FeatureDay> days) {
            return new Scale(
                    days.stream()
                            .mapToDouble(day -> mean(day) - deviation(day))
                            .min()
                            .orElse(0),
                    days.stream()
                            .mapToDouble(day -> mean(day) + deviation(day))
                            .max()
                            .orElse(1));
        }

        double y(double value) {
            double span = greatest - least;
            double share = span == 0 ? 0.5 : (value - least) / span;
            return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * share;
        }
    }
}
