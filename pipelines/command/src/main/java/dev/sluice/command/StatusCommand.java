package dev.sluice.command;

import dev.sluice.backfill.VersionProgress;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Command;

/** {@code sluice status}. */
@Command(
        name = "status",
        description = "Show of each view the last partition, its age against the service level, and open problems.")
final class StatusCommand extends ProjectCommand {
    StatusCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        List<ViewStatus> statuses = project.views().stream()
                .map(view -> ViewStatus.of(project, view, registry))
                .toList();
        List<VersionProgress> versions = ActiveVersions.waiting(project, registry);
        List<StaleDownstream.Stale> stale = new StaleDownstream(project, registry).all();
        boolean breached = statuses.stream().anyMatch(status -> status.state() == ViewStatus.State.BREACH);
        return new Answer(
                JsonDocument.of("project", project.name())
                        .with("now", project.settings().clock().instant())
                        .with("views", statuses.stream().map(ViewStatus::json).toList())
                        .with("active", new TreeMap<>(project.active()))
                        .with(
                                "waiting",
                                versions.stream().map(ActiveVersions::json).toList())
                        .with(
                                "stale",
                                stale.stream().map(StaleDownstream.Stale::json).toList()),
                terminal -> {
                    print(statuses, terminal);
                    versions.forEach(version -> terminal.line("  " + ActiveVersions.line(version)));
                    stale.forEach(thing -> terminal.line("  stale: " + thing));
                },
                breached ? 1 : 0);
    }

    private static void print(List<ViewStatus> statuses, Terminal terminal) {
        TextTable table = TextTable.of("VIEW", "STATE", "LAST PARTITION", "AGE", "SERVICE LEVEL", "ONLINE", "PROBLEMS");
        statuses.forEach(status -> table.row(
                status.view().id(),
                terminal.state(status.state().toString()),
                status.lastPartition(),
                status.age(),
                status.serviceLevel(),
                status.online(),
                status.problems().isEmpty() ? "-" : status.problems().size()));
        table.print(terminal);
        statuses.forEach(status -> status.problems()
                .forEach(problem -> terminal.line("  " + status.view().id() + ": " + problem)));
    }
}
