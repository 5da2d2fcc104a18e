package dev.sluice.command;

import dev.sluice.backfill.VersionProgress;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.registry.freshness.Freshness;
import dev.sluice.registry.freshness.FreshnessState;
import dev.sluice.registry.freshness.ViewFreshness;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Command;

/** {@code sluice status}. */
@Command(
        name = "status",
        description = "Show how fresh each view is against its service level, why it is not, and open problems.",
        footer = {"", "Exit status: 1 when a view is in BREACH, else 0."})
final class StatusCommand extends ProjectCommand {
    StatusCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Set<OutputFormat> formats() {
        return EnumSet.of(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.PROMETHEUS);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        Instant now = project.settings().clock().instant();
        List<ViewFreshness> views = new Freshness(project, registry, now).views();
        int status = views.stream().anyMatch(view -> view.state() == FreshnessState.BREACH) ? 1 : 0;
        List<ViewStatus> statuses =
                views.stream().map(view -> ViewStatus.of(project, view)).toList();
        if (answersIn(OutputFormat.PROMETHEUS)) {
            return new Answer(List.of(), new FreshnessMetrics(project.name(), statuses)::print, status);
        }
        Deprecations deprecations = Deprecations.of(project, registry);
        List<VersionProgress> versions = ActiveVersions.waiting(project, registry);
        List<StaleDownstream.Stale> stale = new StaleDownstream(project, registry).all();
        JsonDocument json = JsonDocument.of("project", project.name())
                .with("now", now)
                .with("views", statuses.stream().map(ViewStatus::json).toList())
                .with("active", new TreeMap<>(project.active()))
                .with("deprecated", deprecations.json())
                .with("waiting", versions.stream().map(ActiveVersions::json).toList())
                .with("stale", stale.stream().map(StaleDownstream.Stale::json).toList());
        return new Answer(
                json,
                terminal -> {
                    print(statuses, terminal);
                    versions.forEach(version -> terminal.line("  " + ActiveVersions.line(version)));
                    deprecations.lines().forEach(line -> terminal.line("  " + line));
                    stale.forEach(thing -> terminal.line("  stale: " + thing));
                },
                status);
    }

    private static void print(List<ViewStatus> statuses, Terminal terminal) {
        TextTable table = TextTable.of(
                "VIEW", "STATE", "LAST PARTITION", "AGE", "SERVICE LEVEL", "ONLINE", "ONLINE AGE", "PROBLEMS");
        statuses.forEach(status -> status.addTo(table, terminal));
        table.print(terminal);
        statuses.forEach(status -> status.lines()
                .forEach(line -> terminal.line("  " + status.freshness().view().id() + ": " + line)));
    }
}
