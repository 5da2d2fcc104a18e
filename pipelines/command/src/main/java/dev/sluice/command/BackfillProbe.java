package dev.sluice.command;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillResult;
import dev.sluice.backfill.Estimate;
import dev.sluice.backfill.PlannedPartition;
import dev.sluice.backfill.Spread;
import dev.sluice.feature.FeatureView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first partition of a long plan, which is run alone so that its time shows whether the estimate holds. */
final class BackfillProbe {
    /** Shorter plans are over before a question is answered. */
    static final int FEWEST_PARTITIONS = 10;

    private static final double MOST_OFF = 2;

    private BackfillProbe() {}

    /** The first planned partition; empty when the plan is not worth a probe. */
    static Optional<BackfillPlan> of(BackfillPlan plan) {
        if (plan.partitions().size() < FEWEST_PARTITIONS) {
            return Optional.empty();
        }
        PlannedPartition first = plan.partitions().get(0);
        return Optional.of(new BackfillPlan(plan.range(), List.of(first.view()), List.of(first), 0, 0));
    }

    /** The plan without what the probe has promoted. */
    static BackfillPlan rest(BackfillPlan plan, BackfillResult probe) {
        List<PlannedPartition> done =
                probe.outcomes().stream().map(outcome -> outcome.planned()).toList();
        List<PlannedPartition> left = plan.partitions().stream()
                .filter(planned -> !done.contains(planned))
                .toList();
        return new BackfillPlan(plan.range(), plan.views(), left, plan.upToDate(), plan.unfinished());
    }

    /**
     * What is wrong with the estimate of a partition's seconds; empty when it held or there was none.
     *
     * @param expected of one partition
     */
    static Optional<String> off(BackfillResult probe, @Nullable Spread expected) {
        double measured = probe.runSeconds();
        if (expected == null || expected.p90() <= 0 || measured <= MOST_OFF * expected.p90()) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "the first partition took %.1f s, and %.1f s (p90) were estimated",
                measured,
                expected.p90()));
    }

    /** The estimate of the rest when each partition takes what the first one took. */
    static Estimate redone(Estimate estimate, BackfillPlan rest, BackfillResult probe) {
        Spread measured =
                Spread.exactly(probe.runSeconds()).times(rest.partitions().size());
        return new Estimate(
                rest.partitions().size(),
                estimate.bytes(),
                estimate.rows(),
                measured,
                estimate.writeUnits(),
                estimate.prices(),
                estimate.basis());
    }

    static FeatureView view(BackfillPlan plan) {
        return plan.partitions().get(0).view();
    }
}
