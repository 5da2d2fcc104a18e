package dev.sluice.command;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.PlanContent;
import dev.sluice.backfill.PlannedPartition;
import dev.sluice.backfill.Reason;
import dev.sluice.feature.FeatureView;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans of backfills, for people, for programs, and in Markdown for a pull request. */
final class BackfillPlanView {
    private static final int MOST_LINES = 40;

    private final PlannedBackfill planned;
    private final BackfillPlan plan;
    private final PlanContent content;

    BackfillPlanView(PlannedBackfill planned) {
        this.planned = planned;
        this.plan = planned.plan();
        this.content = planned.content();
    }

    JsonDocument json() {
        return JsonDocument.of("from", plan.range().from())
                .with("to", plan.range().until())
                .with("hash", content.hash())
                .with("up_to_date", plan.upToDate())
                .with("not_over", plan.unfinished())
                .with("estimate", EstimateView.json(planned.estimate()))
                .with("needs_approval", planned.above())
                .with(
                        "partitions",
                        plan.partitions().stream().map(BackfillPlanView::json).toList());
    }

    private static Map<String, ?> json(PlannedPartition one) {
        return JsonDocument.of("view", one.view().id())
                .with("partition", one.partition())
                .with("reason", one.reason().name())
                .with("detail", one.detail())
                .members();
    }

    void print(Terminal terminal) {
        if (plan.isEmpty()) {
            terminal.line("Nothing to compute: " + plan.upToDate() + " partitions are up to date"
                    + (plan.unfinished() > 0 ? ", " + plan.unfinished() + " are not over yet." : "."));
            return;
        }
        for (FeatureView view : plan.views()) {
            List<String[]> lines = lines(view);
            if (!lines.isEmpty()) {
                terminal.line(terminal.bold(view.id().toString()));
                lines.forEach(line -> terminal.line("  " + line[0] + " " + line[1] + "  " + line[2]));
            }
        }
        terminal.line("");
        terminal.line(terminal.bold("Plan " + BackfillApprovals.shown(content) + ": ") + summary());
        terminal.line("Estimate: " + EstimateView.line(planned.estimate()) + ".");
        planned.estimate().basis().forEach(basis -> terminal.line(terminal.faint("  " + basis)));
        if (!planned.above().isEmpty()) {
            terminal.line("Above a threshold: " + String.join(", ", planned.above()) + ".");
        }
    }

    /** How to get what is above a threshold approved. */
    void printWay(Terminal terminal) {
        if (!planned.above().isEmpty()) {
            terminal.line("A second person must approve it. Write it"
                    + " with --out FILE; the other one runs `sluice backfill --approve FILE`.");
        }
    }

    void printMarkdown(Terminal terminal) {
        terminal.line("### Backfill of " + planned.project().name() + ", " + plan.range());
        terminal.line("");
        terminal.line("Plan `" + BackfillApprovals.shown(content) + "`: " + summary());
        terminal.line("");
        if (!plan.isEmpty()) {
            terminal.line("| view | | partitions | why |");
            terminal.line("|---|---|---|---|");
            plan.views()
                    .forEach(view -> lines(view)
                            .forEach(line -> terminal.line("| " + view.id() + " | `" + line[0] + "` | " + line[1]
                                    + " | " + line[2].replace("|", "\\|").replace("\n", " ") + " |")));
            terminal.line("");
            terminal.line("Estimate: " + EstimateView.line(planned.estimate()) + ".");
            planned.estimate().basis().forEach(basis -> terminal.line("- " + basis));
            planned.above().forEach(above -> terminal.line("- **needs approval**: " + above));
        }
    }

    private String summary() {
        String why = plan.views().stream()
                .flatMap(view -> plan.reasons(view).entrySet().stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, java.util.TreeMap::new, Collectors.summingInt(Map.Entry::getValue)))
                .entrySet()
                .stream()
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .collect(Collectors.joining(", "));
        return plan.partitions().size() + " to compute" + (why.isEmpty() ? "" : " (" + why + ")") + ", "
                + plan.upToDate() + " up to date"
                + (plan.unfinished() > 0 ? ", " + plan.unfinished() + " not over yet" : "") + ".";
    }

    /** A sign, the partitions and the reason of partitions that follow each other and have the same reason and detail. */
    private List<String[]> lines(FeatureView view) {
        List<List<PlannedPartition>> groups = new java.util.ArrayList<>();
        for (PlannedPartition one : plan.of(view)) {
            if (groups.isEmpty() || !follows(groups.get(groups.size() - 1), one)) {
                groups.add(new java.util.ArrayList<>());
            }
            groups.get(groups.size() - 1).add(one);
        }
        Stream<String[]> lines = groups.stream().limit(MOST_LINES).map(BackfillPlanView::line);
        return groups.size() <= MOST_LINES
                ? lines.toList()
                : Stream.concat(lines, Stream.<String[]>of(new String[] {
                            " ", "...", (groups.size() - MOST_LINES) + " more lines; --output json shows them"
                        }))
                        .toList();
    }

    private static boolean follows(List<PlannedPartition> group, PlannedPartition one) {
        PlannedPartition last = group.get(group.size() - 1);
        return last.reason() == one.reason()
                && last.detail().equals(one.detail())
                && last.partition().end().equals(one.partition().start());
    }

    private static String[] line(List<PlannedPartition> group) {
        PlannedPartition first = group.get(0);
        String range = group.size() == 1
                ? first.partition().toString()
                : first.partition() + " to " + group.get(group.size() - 1).partition() + " (" + group.size() + ")";
        String why = first.detail().isEmpty() ? first.reason().toString() : first.reason() + ": " + first.detail();
        return new String[] {first.reason() == Reason.MISSING ? "+" : "~", range, why};
    }
}
