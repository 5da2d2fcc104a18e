package dev.sluice.command;

import dev.sluice.orchestration.CompiledDags;
import dev.sluice.orchestration.Manifest;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice dags compile}. */
@Command(
        name = "compile",
        description =
                "Write the DAGs of the registered project for Airflow: hourly, daily, of cron lines, and the backfill.")
final class DagsCompileCommand extends ProjectCommand {
    private static final List<String> PYTHON = List.of("sluice_airflow.py", "sluice_dags.py");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Airflow's folder of DAGs, to which the manifest and the Python that reads it are written;"
                    + " default: the manifest alone, to standard output.")
    private @Nullable Path out;

    @Option(
            names = "--emit",
            paramLabel = "FORM",
            defaultValue = "manifest",
            description = "manifest (default), or python: a plain file of the same DAGs instead, to read and to edit.")
    private DagForm form = DagForm.MANIFEST;

    DagsCompileCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        requireApplied(project, registry);
        CompiledDags dags = CompiledDags.of(project);
        Manifest manifest = dags.manifest();
        String text = form == DagForm.MANIFEST ? manifest.text() : dags.python();
        Path folder = out;
        List<Path> files = folder == null ? List.of() : written(project, text, folder);
        JsonDocument json = JsonDocument.of("project", project.name())
                .with("hash", manifest.hash())
                .with("files", files.stream().map(Path::toString).toList())
                .with(
                        "dags",
                        dags.summaries().stream().map(DagsCompileCommand::json).toList());
        return Answer.done(json, terminal -> {
            if (files.isEmpty()) {
                terminal.out().print(text);
            } else {
                print(dags.summaries(), files, terminal);
            }
        });
    }

    private List<Path> written(Project project, String text, Path folder) {
        boolean manifest = form == DagForm.MANIFEST;
        List<Path> files = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            for (String name : manifest ? PYTHON : PYTHON.subList(0, 1)) {
                Path source = Installation.home().resolve("dags/airflow").resolve(name);
                files.add(replace(folder.resolve(name), Files.readString(source)));
            }
            files.add(replace(folder.resolve(project.name() + (manifest ? ".manifest.json" : "_dags.py")), text));
            return files;
        } catch (IOException e) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Cannot write DAGs to " + folder + ": " + e.getClass().getSimpleName() + " " + e.getMessage()
                            + ". Name another folder with --out.",
                    e);
        }
    }

    /** Airflow reads the folder all the time: a file is there wholly or as it was. */
    private static Path replace(Path file, String text) throws IOException {
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return file;
        }
        Path beside = file.resolveSibling("." + file.getFileName() + ".partial");
        Files.writeString(beside, text);
        return Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Object json(CompiledDags.Summary dag) {
        return JsonDocument.of("id", dag.id())
                .with("schedule", dag.schedule())
                .with("views", dag.views())
                .with("levels", dag.levels())
                .members();
    }

    private static void print(List<CompiledDags.Summary> dags, List<Path> files, Terminal terminal) {
        TextTable table = TextTable.of("DAG", "SCHEDULE", "VIEWS", "LEVELS");
        dags.forEach(dag -> table.row(dag.id(), dag.schedule(), dag.views(), dag.levels()));
        table.print(terminal);
        files.forEach(file -> terminal.line("  " + file));
    }
}
