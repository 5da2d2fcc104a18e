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

    @Option(
            names = "--replace",
            description = "Write PROJECT_dags.py although the one that is there was edited, and remove what --emit has"
                    + " written in its other form.")
    private boolean replace;

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
        Path file = folder.resolve(form.file(project));
        Path other = folder.resolve((manifest ? DagForm.PYTHON : DagForm.MANIFEST).file(project));
        try {
            requireMine(file, other, text);
            Files.createDirectories(folder);
            for (String name : manifest ? PYTHON : PYTHON.subList(0, 1)) {
                Path source = Installation.home().resolve("dags/airflow").resolve(name);
                files.add(replaced(folder.resolve(name), Files.readString(source)));
            }
            Files.deleteIfExists(other);
            files.add(replaced(file, text));
            return files;
        } catch (IOException e) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Cannot write DAGs to " + folder + ": " + e.getClass().getSimpleName() + " " + e.getMessage()
                            + ". Name another folder with --out.",
                    e);
        }
    }

    /** What people have edited is theirs, and a project has its DAGs in one form: both would define the same ids. */
    private void requireMine(Path file, Path other, String text) throws IOException {
        boolean edited = form == DagForm.PYTHON
                && Files.exists(file)
                && !Files.readString(file).equals(text);
        if (!replace && (edited || Files.exists(other))) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    edited
                            ? "Cannot write " + file
                                    + ": it is there with another content, which somebody may have edited."
                                    + " Keep a copy and write it anew with --replace, or name another folder with --out."
                            : "Cannot write " + file + ": " + other
                                    + " defines the same DAGs. Let --replace remove it, or"
                                    + " name another folder with --out.");
        }
    }

    /** Airflow reads the folder all the time: a file is there wholly or as it was. */
    private static Path replaced(Path file, String text) throws IOException {
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
