package dev.sluice.backfill;

import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunQuery;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunState;
import dev.sluice.time.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Estimates what plans will take, from the sizes of the sources and from the views' own measured runs. */
public final class Estimator {
    /** Of a view that many runs count, the newest. */
    private static final int MOST_RUNS = 200;

    /** Bytes of an online item that one write unit pays for. */
    private static final double BYTES_PER_UNIT = 1_024;

    private final Project project;
    private final Registry registry;
    private final SourceInputs inputs;

    private Estimator(Project project, Registry registry, SourceInputs inputs) {
        this.project = project;
        this.registry = registry;
        this.inputs = inputs;
    }

    public static Estimator of(Project project, Registry registry, SourceInputs inputs) {
        return new Estimator(project, registry, inputs);
    }

    public Estimate estimate(BackfillPlan plan) {
        InputSize size = InputSize.NONE;
        Spread seconds = Spread.ZERO;
        Spread writeUnits = Spread.ZERO;
        List<String> basis = new ArrayList<>();
        basis.add("bytes and rows: the sizes of the files and Delta logs, by their share of the time that is read");
        for (FeatureView view : plan.views()) {
            List<Partition> partitions =
                    plan.of(view).stream().map(PlannedPartition::partition).toList();
            if (!partitions.isEmpty()) {
                size = size.plus(Chunks.of(project, view, inputs).size(partitions));
                List<RunRecord> runs = measured(view);
                basis.add(basis(view, runs));
                seconds = seconds == null || runs.isEmpty() ? null : seconds.plus(seconds(runs, partitions.size()));
                writeUnits = writeUnits.plus(view.online() ? writeUnits(runs) : Spread.ZERO);
            }
        }
        int count = plan.partitions().size();
        return new Estimate(
                count,
                size.bytes(),
                size.rows(),
                seconds,
                writeUnits,
                project.settings().prices(),
                basis);
    }

    /** The newest runs of the view that went all the way. */
    private List<RunRecord> measured(FeatureView view) {
        RunQuery completed =
                RunQuery.all().withView(view.id()).withState(RunState.COMPLETED).withLimit(MOST_RUNS);
        return registry.runs(project.name(), completed);
    }

    private static String basis(FeatureView view, List<RunRecord> runs) {
        if (runs.isEmpty()) {
            return view.id() + ": no run was measured yet; the first partition tells";
        }
        Spread each = seconds(runs, 1);
        return String.format(
                Locale.ROOT,
                "%s: %d measured runs, p50 %.1f s, p90 %.1f s a partition%s",
                view.id(),
                runs.size(),
                each.p50(),
                each.p90(),
                view.online() ? "; of each key the newest row is written online, once" : "");
    }

    /** Each of the partitions takes the p50, or each the p90: no luck is counted on. */
    private static Spread seconds(List<RunRecord> runs, int partitions) {
        return Spread.of(runs.stream().map(run -> run.measures().seconds()).toList())
                .times(partitions);
    }

    private static Spread writeUnits(List<RunRecord> runs) {
        return runs.isEmpty()
                ? Spread.ZERO
                : Spread.of(runs.stream().map(Estimator::writeUnits).toList());
    }

    private static double writeUnits(RunRecord run) {
        double rows = run.measures().rowsPromoted();
        double bytesOfRow = rows == 0 ? 0 : run.measures().bytesStaged() / rows;
        return rows * Math.max(1, Math.ceil(bytesOfRow / BYTES_PER_UNIT));
    }

    /** Seconds of one run, as they were expected of a view; null when nothing was measured. */
    public @Nullable Spread secondsOfOne(FeatureView view) {
        List<RunRecord> runs = measured(view);
        return runs.isEmpty() ? null : seconds(runs, 1);
    }
}
