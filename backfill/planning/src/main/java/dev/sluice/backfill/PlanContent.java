package dev.sluice.backfill;

import dev.sluice.feature.Definition;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What of a plan is approved: which partitions of which definitions are computed, and why. */
public record PlanContent(String project, TimeRange range, List<Stretch> stretches) {
    private static final int MOST_VIEWS = 100;

    /** Partitions of one view that follow each other and are planned for the same reason. */
    public record Stretch(ViewId view, String computationHash, Partition first, Partition last, Reason reason) {
        public List<Partition> partitions() {
            return Partition.within(first.granularity(), new TimeRange(first.start(), last.end()));
        }

        private long count() {
            Duration one = Duration.between(first.start(), first.end());
            return Duration.between(first.start(), last.end()).dividedBy(one);
        }

        private boolean isBefore(PlannedPartition planned) {
            return view.equals(planned.view().id())
                    && reason == planned.reason()
                    && last.end().equals(planned.partition().start());
        }

        private Stretch until(Partition newLast) {
            return new Stretch(view, computationHash, first, newLast, reason);
        }
    }

    public PlanContent {
        stretches = List.copyOf(stretches);
        if (stretches.stream().mapToLong(Stretch::count).sum() > BackfillPlanner.MAX_PARTITIONS * (long) MOST_VIEWS) {
            throw new SluiceException(
                    PlanningError.RANGE_TOO_LONG,
                    "Invalid plan of " + project + " for " + range + ": it has too many partitions. Plan in parts.");
        }
    }

    public static PlanContent of(Project project, BackfillPlan plan) {
        List<Stretch> stretches = new ArrayList<>();
        for (FeatureView view : plan.views()) {
            String hash = project.computationHash(view);
            for (PlannedPartition planned : plan.of(view)) {
                int last = stretches.size() - 1;
                Partition partition = planned.partition();
                if (last >= 0 && stretches.get(last).isBefore(planned)) {
                    stretches.set(last, stretches.get(last).until(partition));
                } else {
                    stretches.add(new Stretch(view.id(), hash, partition, partition, planned.reason()));
                }
            }
        }
        return new PlanContent(project.name(), plan.range(), stretches);
    }

    /** Of everything in it. */
    public String hash() {
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put("project", project);
        fields.put("range", range.toString());
        for (int i = 0; i < stretches.size(); i++) {
            Stretch stretch = stretches.get(i);
            fields.put(
                    "stretch %08d".formatted(i),
                    String.join(
                            " ",
                            stretch.view().toString(),
                            stretch.computationHash(),
                            stretch.first().toString(),
                            stretch.last().toString(),
                            stretch.reason().name()));
        }
        return Definition.fingerprint(fields);
    }

    /** Whether every partition of this plan, of the same definition, is in the other. */
    public boolean isPartOf(PlanContent other) {
        return project.equals(other.project) && other.computed().containsAll(computed());
    }

    /** What moved from the other plan to this one, in words; empty when the same partitions are computed. */
    public List<String> movedSince(PlanContent other) {
        List<String> moved = new ArrayList<>();
        Map<String, Set<Computed>> nowByView = byView();
        Map<String, Set<Computed>> thenByView = other.byView();
        TreeSet<String> views = new TreeSet<>(nowByView.keySet());
        views.addAll(thenByView.keySet());
        for (String view : views) {
            Set<Computed> now = nowByView.getOrDefault(view, Set.of());
            Set<Computed> then = thenByView.getOrDefault(view, Set.of());
            if (!hashes(now).equals(hashes(then)) && !now.isEmpty() && !then.isEmpty()) {
                moved.add(view + ": its definition has changed");
            } else {
                difference(now, then).ifPresent(more -> moved.add(view + ": new in the plan: " + more));
                difference(then, now).ifPresent(less -> moved.add(view + ": no longer in the plan: " + less));
            }
        }
        if (moved.isEmpty() && !stretches.equals(other.stretches)) {
            moved.add("the reasons of partitions have changed");
        }
        return moved;
    }

    private static Set<String> hashes(Set<Computed> computed) {
        Set<String> hashes = new HashSet<>();
        computed.forEach(one -> hashes.add(one.computationHash()));
        return hashes;
    }

    private static Optional<String> difference(Set<Computed> some, Set<Computed> others) {
        TreeSet<Partition> more = new TreeSet<>();
        some.stream().filter(one -> !others.contains(one)).forEach(one -> more.add(one.partition()));
        if (more.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                more.size() == 1
                        ? more.first().toString()
                        : more.size() + " partitions, " + more.first() + " to " + more.last());
    }

    private record Computed(String view, String computationHash, Partition partition) {}

    private Set<Computed> computed() {
        Set<Computed> computed = new HashSet<>();
        stretches.forEach(stretch -> stretch.partitions()
                .forEach(partition ->
                        computed.add(new Computed(stretch.view().toString(), stretch.computationHash(), partition))));
        return computed;
    }

    private Map<String, Set<Computed>> byView() {
        return computed().stream().collect(Collectors.groupingBy(Computed::view, Collectors.toSet()));
    }
}
