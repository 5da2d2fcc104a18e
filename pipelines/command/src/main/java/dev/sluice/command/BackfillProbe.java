package dev.sluice.command;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.BackfillResult;
import dev.sluice.backfill.Estimate;
import dev.sluice.backfill.PartitionOutcome;
import dev.sluice.backfill.PlannedPartition;
import dev.sluice.backfill.Spread;
import dev.sluice.feature.FeatureView;
import dev.sluice.registry.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The first partition of each view of a long plan: run before the others, so that its time shows whether the estimate holds. */
final class BackfillProbe {
    /** Shorter plans are over before a question is answered. */
    static final int FEWEST_PARTITIONS = 10;

    private static final double MOST_OFF = 2;

    private BackfillProbe() {}

    /** The first planned partition of each view; empty when the plan is not worth a probe. */
    static Optional<BackfillPlan> of(BackfillPlan plan) {
        if (plan.partitions().size() < FEWEST_PARTITIONS) {
            return Optional.empty();
        }
        List<PlannedPartition> firsts = plan.views().stream()
                .flatMap(view -> plan.of(view).stream().limit(1))
                .toList();
        List<FeatureView> views = firsts.stream().map(PlannedPartition::view).toList();
        return Optional.of(new BackfillPlan(plan.range(), views, firsts, 0, 0));
    }

    /** The plan without what the probe has promoted. */
    static BackfillPlan rest(BackfillPlan plan, BackfillResult probe) {
        List<PlannedPartition> done =
                probe.outcomes().stream().map(PartitionOutcome::planned).toList();
        List<PlannedPartition> left = plan.partitions().stream()
                .filter(planned -> !done.contains(planned))
                .toList();
        return new BackfillPlan(plan.range(), plan.views(), left, plan.upToDate(), plan.unfinished());
    }

    /**
     * What is wrong with the estimate of a partition's seconds; empty when it held, or where there was none.
     *
     * @param expected of one partition, for the views that were measured before
     */
    static Optional<String> off(BackfillResult probe, Map<FeatureView, Spread> expected) {
        List<String> off = new ArrayList<>();
        seconds(probe).forEach((view, measured) -> {
            Spread estimated = expected.get(view);
            if (estimated != null && estimated.p90() > 0 && measured > MOST_OFF * estimated.p90()) {
                off.add(String.format(
                        Locale.ROOT,
                        "the first partition of %s took %.1f s, and %.1f s (p90) were estimated",
                        view.id(),
                        measured,
                        estimated.p90()));
            }
        });
        return off.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", off));
    }

    /** The estimate of the rest when each partition takes what the first one of its view took. */
    static Estimate redone(Estimate estimate, BackfillPlan rest, BackfillResult probe) {
        Spread measured = Spread.ZERO;
        for (Map.Entry<FeatureView, Double> view : seconds(probe).entrySet()) {
            measured = measured.plus(
                    Spread.exactly(view.getValue()).times(rest.of(view.getKey()).size()));
        }
        return new Estimate(
                rest.partitions().size(),
                estimate.bytes(),
                estimate.rows(),
                measured,
                estimate.writeUnits(),
                estimate.prices(),
                estimate.basis());
    }

    private static Map<FeatureView, Double> seconds(BackfillResult probe) {
        Map<FeatureView, Double> seconds = new LinkedHashMap<>();
        probe.outcomes().forEach(outcome -> {
            RunRecord run = outcome.run();
            if (run != null) {
                seconds.merge(outcome.planned().view(), run.measures().seconds(), Double::sum);
            }
        });
        return seconds;
    }
}
