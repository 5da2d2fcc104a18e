package dev.sluice.command;

import dev.sluice.command.Findings.Alike;
import dev.sluice.command.Findings.Likeness;
import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunQuery;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Features whose values had the same statistics, as the gate has kept them, in the newest run of their views: written by two
 * teams in two ways they may still be one. Few rows, or rows that are all equal, tell nothing.
 */
final class LikeStatistics {
    private static final long FEWEST_ROWS = 10;

    private LikeStatistics() {}

    static List<Alike> of(Project project, Registry registry, SparkJobs jobs) {
        Map<Object, List<String>> features = new LinkedHashMap<>();
        for (FeatureView view : project.views()) {
            for (RunRecord run : newest(project, registry, view)) {
                jobs.metrics(project, view, List.of(run)).orElse(List.of()).stream()
                        .filter(LikeStatistics::isTelling)
                        .forEach(metrics -> features.computeIfAbsent(statistics(run, metrics), key -> new ArrayList<>())
                                .add(view.id() + "." + metrics.feature()));
            }
        }
        return features.values().stream()
                .filter(alike ->
                        alike.stream().map(LikeStatistics::view).distinct().count() > 1)
                .map(alike -> new Alike(Likeness.STATISTICS, alike))
                .toList();
    }

    private static List<RunRecord> newest(Project project, Registry registry, FeatureView view) {
        return registry.runs(
                project.name(),
                RunQuery.all().withView(view.id()).withState(RunState.COMPLETED).withLimit(1));
    }

    private static boolean isTelling(MetricsOfFeature metrics) {
        Double deviation = metrics.deviation();
        return metrics.present() >= FEWEST_ROWS && deviation != null && deviation > 0;
    }

    private static Object statistics(RunRecord run, MetricsOfFeature metrics) {
        return Arrays.asList(
                run.partition(),
                metrics.rows(),
                metrics.present(),
                metrics.least(),
                metrics.greatest(),
                rounded(metrics.mean()),
                rounded(metrics.deviation()));
    }

    /** In how many pieces rows were added up shows in the last digits. */
    private static @Nullable String rounded(@Nullable Double value) {
        return value == null ? null : String.format(Locale.ROOT, "%.9e", value);
    }

    private static String view(String feature) {
        return feature.substring(0, feature.indexOf('@'));
    }
}
