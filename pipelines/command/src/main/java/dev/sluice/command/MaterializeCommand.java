package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.materializer.ExportedRows;
import dev.sluice.online.dynamodb.ImportFolder;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice materialize}. */
@Command(name = "materialize", description = "Bring what changed in latest since the last time to the online store.")
final class MaterializeCommand extends SparkCommand {
    @Parameters(paramLabel = "VIEW", arity = "0..*", description = "The views; default: all that are online.")
    private List<String> views = List.of();

    @Mixin
    private LoadArguments arguments = new LoadArguments();

    MaterializeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        requireApplied(project, registry);
        List<FeatureView> online =
                views(project, views).stream().filter(FeatureView::online).toList();
        OnlineLoad load = new OnlineLoad(terminal(), project, registry, arguments);
        LoadView view = new LoadView(new LoadPrice(project.settings().prices(), arguments.writeUnits(project)));
        Path folder = arguments.export();
        if (folder != null) {
            return exported(load, online, folder);
        }
        return arguments.isDryRun() ? previewed(load.preview(online), view) : loaded(load.run(online), view);
    }

    private Answer loaded(LoadOutcome outcome, LoadView view) {
        return new Answer(
                JsonDocument.of(
                                "views",
                                outcome.loaded().stream().map(view::json).toList())
                        .with("problems", told(outcome.problems()))
                        .with("retry_helps", FailureReport.retryHelps(outcome.problems())),
                terminal -> view.print(outcome, terminal),
                outcome.exitStatus());
    }

    private Answer previewed(LoadPreviews previews, LoadView view) {
        return new Answer(
                JsonDocument.of(
                                "views",
                                previews.views().stream()
                                        .map(preview -> view.json(preview, previews.isNewTable()))
                                        .toList())
                        .with("problems", told(previews.problems())),
                terminal -> view.print(previews, terminal),
                FailureReport.exitStatus(previews.problems()));
    }

    private List<String> told(List<SluiceException> problems) {
        List<String> messages =
                problems.stream().map(SluiceException::getMessage).toList();
        messages.forEach(terminal()::problem);
        return messages;
    }

    private static Answer exported(OnlineLoad load, List<FeatureView> views, Path folder) {
        List<ExportedRows> exported = new ArrayList<>();
        ImportFolder files = ImportFolder.create(folder);
        try (files) {
            views.forEach(view -> exported.add(load.export(view, files::write)));
        }
        return Answer.done(
                JsonDocument.of("folder", folder.toString())
                        .with("format", "DYNAMODB_JSON")
                        .with("compression", "GZIP")
                        .with("files", files.files())
                        .with("bytes", files.bytes())
                        .with("too_large", files.tooLarge())
                        .with(
                                "views",
                                exported.stream()
                                        .map(rows -> JsonDocument.of("view", rows.view())
                                                .with("version", rows.version())
                                                .with("rows", rows.rows())
                                                .with("unfit", rows.unfit())
                                                .members())
                                        .toList()),
                terminal -> print(exported, files, folder, terminal));
    }

    private static void print(List<ExportedRows> exported, ImportFolder files, Path folder, Terminal terminal) {
        TextTable table = TextTable.of("VIEW", "ROWS", "UNFIT", "LATEST");
        exported.forEach(rows -> table.row(rows.view(), rows.rows(), rows.unfit(), "version " + rows.version()));
        table.print(terminal);
        terminal.line(folder + ": " + files.files() + " files, " + files.bytes() + " bytes before compression, "
                + files.tooLarge() + " items left out: DynamoDB takes at most 400 KiB.");
        terminal.line(
                "Upload them to S3, import them as DYNAMODB_JSON with GZIP to a new table with the keys pk and sk,"
                        + " then run `sluice materialize`: it compares, describes the table and writes what is newer.");
    }
}
