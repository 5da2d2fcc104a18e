package dev.sluice.backfill;

import dev.sluice.feature.FeatureView;
import dev.sluice.problem.SluiceException;
import dev.sluice.registry.RunRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of a plan.
 *
 * @param outcomes one for each partition that was begun, in the plan's order
 * @param notBegun how many are left: an earlier one of their view failed, or the backfill was stopped
 * @param problems why the latest rows of a view could not be refreshed
 */
public record BackfillResult(List<PartitionOutcome> outcomes, int notBegun, List<SluiceException> problems) {
    public BackfillResult {
        outcomes = List.copyOf(outcomes);
        problems = List.copyOf(problems);
    }

    public long promoted() {
        return outcomes.stream().filter(PartitionOutcome::promoted).count();
    }

    /** The runs that were begun. */
    public List<RunRecord> runs() {
        return outcomes.stream()
                .flatMap(outcome -> Optional.ofNullable(outcome.run()).stream())
                .toList();
    }

    /** The views of which partitions were begun. */
    public List<FeatureView> views() {
        return outcomes.stream()
                .map(outcome -> outcome.planned().view())
                .distinct()
                .toList();
    }

    /** What the runs took together, in seconds. */
    public double runSeconds() {
        return runs().stream().mapToDouble(run -> run.measures().seconds()).sum();
    }

    /** Everything that went wrong, partitions first. */
    public List<SluiceException> allProblems() {
        return Stream.concat(
                        outcomes.stream().flatMap(outcome -> Optional.ofNullable(outcome.problem()).stream()),
                        problems.stream())
                .toList();
    }

    public boolean complete() {
        return notBegun == 0 && problems.isEmpty() && promoted() == outcomes.size();
    }
}
