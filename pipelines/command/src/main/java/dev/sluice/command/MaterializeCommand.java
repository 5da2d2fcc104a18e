package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.materializer.MaterializationResult;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice materialize}. */
@Command(name = "materialize", description = "Bring what changed in latest since the last time to the online store.")
final class MaterializeCommand extends ProjectCommand {
    @Parameters(paramLabel = "VIEW", arity = "0..*", description = "The views; default: all that are online.")
    private List<String> views = List.of();

    MaterializeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        requireApplied(project, registry);
        List<FeatureView> online =
                views(project, views).stream().filter(FeatureView::online).toList();
        LoadOutcome outcome = new OnlineLoad(terminal(), project, registry).run(online);
        List<String> problems =
                outcome.problems().stream().map(SluiceException::getMessage).toList();
        problems.forEach(terminal()::problem);
        return new Answer(
                JsonDocument.of(
                                "views",
                                outcome.loaded().stream()
                                        .map(MaterializeCommand::json)
                                        .toList())
                        .with("problems", problems),
                terminal -> print(outcome.loaded(), terminal),
                outcome.exitStatus());
    }

    private static void print(List<MaterializationResult> results, Terminal terminal) {
        if (results.isEmpty()) {
            return;
        }
        TextTable table = TextTable.of("VIEW", "WRITTEN", "DELETED", "OUTDATED", "LATEST", "SECONDS");
        results.forEach(result -> table.row(
                result.view(),
                result.written().written(),
                result.written().deleted(),
                result.written().outdated(),
                versions(result),
                "%.1f".formatted(seconds(result))));
        table.print(terminal);
    }

    private static String versions(MaterializationResult result) {
        return result.fromVersion() == result.toVersion()
                ? "version " + result.toVersion() + ", nothing new"
                : "version " + result.toVersion();
    }

    private static double seconds(MaterializationResult result) {
        return java.time.Duration.between(result.startedAt(), result.finishedAt())
                        .toMillis()
                / 1_000.0;
    }

    private static Map<String, ?> json(MaterializationResult result) {
        return JsonDocument.of("view", result.view())
                .with("from_version", result.fromVersion())
                .with("to_version", result.toVersion())
                .with("written", result.written().written())
                .with("deleted", result.written().deleted())
                .with("outdated", result.written().outdated())
                .with("seconds", seconds(result))
                .members();
    }
}
