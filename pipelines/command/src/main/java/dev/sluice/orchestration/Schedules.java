package dev.sluice.orchestration;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.project.Project;
import dev.sluice.registry.freshness.Upstream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Divides a project's views among DAGs, one for each schedule, and puts them in the order in which they read each other. */
final class Schedules {
    private static final Comparator<ScheduledView> ORDER = Comparator.comparingInt(ScheduledView::level)
            .thenComparing(one -> one.view().id());

    private final Project project;
    private final Upstream upstream;
    private final Map<ViewId, Integer> levels = new HashMap<>();

    private Schedules(Project project) {
        this.project = project;
        this.upstream = new Upstream(project);
    }

    /** The DAGs by their ids. */
    static List<ScheduledDag> of(Project project) {
        return new Schedules(project).dags();
    }

    private List<ScheduledDag> dags() {
        Map<String, List<FeatureView>> bySchedule = new TreeMap<>();
        project.views()
                .forEach(view -> bySchedule
                        .computeIfAbsent(cron(view), cron -> new ArrayList<>())
                        .add(view));
        return bySchedule.entrySet().stream()
                .map(entry -> dag(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(ScheduledDag::id))
                .toList();
    }

    private ScheduledDag dag(String cron, List<FeatureView> views) {
        FeatureView one = views.get(0);
        String schedule = one.computation().schedule().text();
        boolean named = schedule.equals("hourly") || schedule.equals("daily");
        return new ScheduledDag(
                project.name() + "__" + (named ? schedule : "cron_" + new CronLine(cron).name()),
                named ? cronOf(schedule) : cron,
                one.granularity(),
                views.stream().map(this::scheduled).sorted(ORDER).toList());
    }

    private ScheduledView scheduled(FeatureView view) {
        List<FeatureView> read = upstream.of(view).stream().distinct().toList();
        return new ScheduledView(
                view,
                level(view),
                read.stream()
                        .filter(other -> isBeside(view, other))
                        .map(FeatureView::id)
                        .sorted()
                        .toList(),
                read.stream()
                        .filter(other -> !isBeside(view, other))
                        .filter(other -> ScheduledView.length(other.granularity())
                                        .compareTo(ScheduledView.length(view.granularity()))
                                <= 0)
                        .sorted(Comparator.comparing(FeatureView::id))
                        .toList());
    }

    private boolean isBeside(FeatureView view, FeatureView other) {
        return cron(view).equals(cron(other));
    }

    /** Views that read each other in a circle are mistakes of the project, which has been read. */
    private int level(FeatureView view) {
        Integer known = levels.get(view.id());
        if (known != null) {
            return known;
        }
        int level = upstream.of(view).stream()
                .filter(other -> isBeside(view, other))
                .mapToInt(other -> level(other) + 1)
                .max()
                .orElse(0);
        levels.put(view.id(), level);
        return level;
    }

    /** What views of one DAG have in common: hourly and daily by name, else the cron line. */
    private static String cron(FeatureView view) {
        String schedule = view.computation().schedule().text();
        if (schedule.equals("hourly") || schedule.equals("daily")) {
            return schedule;
        }
        CronLine line = new CronLine(schedule);
        String mistake = line.mistake();
        if (!mistake.isEmpty()) {
            throw OrchestrationError.INVALID_SCHEDULE.problem("Cannot compile the schedule of " + view.id() + ": '"
                    + line.text() + "': " + mistake + ". Mend it in " + view.origin() + ", then run `sluice apply`.");
        }
        return line.text();
    }

    private static String cronOf(String schedule) {
        return schedule.equals("hourly") ? "0 * * * *" : "0 0 * * *";
    }
}
