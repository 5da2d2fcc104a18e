package dev.sluice.command;

import dev.sluice.problem.NearestName;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.registry.TrainingSetRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice training-set rebuild}. */
@Command(
        name = "rebuild",
        description = "Build a former training set again: the same labels, definitions, table versions and options."
                + " What is not the same to the last value is not written.")
final class TrainingSetRebuildCommand extends SparkCommand {
    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "The training set's id, as the registry knows it. Not needed with --manifest.")
    private @Nullable String id;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "Its manifest.json, or the folder that holds it; default: what the registry keeps of ID.")
    private @Nullable Path manifest;

    @Option(
            names = "--spine",
            paramLabel = "FILE",
            description = "The same labels, when they are not where the manifest says.")
    private @Nullable String spine;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write.")
    private Path out = Path.of("");

    @Option(names = "--overwrite", description = "Replace a training set that is in DIR.")
    private boolean overwrite;

    TrainingSetRebuildCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        TrainingSetRebuildRequest request = request(project, registry);
        SparkJobs jobs = SparkJobs.load();
        TrainingSetRecord built =
                StageProgress.during(terminal(), stages -> jobs.rebuild(project, registry, request, stages));
        if (id != null && !id.equals(built.id())) {
            terminal().note("The manifest is that of " + built.id() + ", not of " + id + ".");
        }
        jobs.notes().forEach(terminal()::note);
        return TrainingSetCommand.answer(built);
    }

    private TrainingSetRebuildRequest request(Project project, Registry registry) {
        Path folder = out.toAbsolutePath().normalize();
        if (manifest != null) {
            Path file = Files.isDirectory(manifest) ? manifest.resolve("manifest.json") : manifest;
            return new TrainingSetRebuildRequest(text(file), file.toString(), spine, folder, overwrite);
        }
        if (id == null) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Missing parameter: ID. Name the training set by its id, or by --manifest FILE.");
        }
        TrainingSetRecord former = former(project, registry, id);
        return new TrainingSetRebuildRequest(
                former.manifest(), "of " + id + " in the registry", spine, folder, overwrite);
    }

    private static TrainingSetRecord former(Project project, Registry registry, String id) {
        List<TrainingSetRecord> known = registry.trainingSets(project.name());
        return known.stream()
                .filter(record -> record.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new SluiceException(
                        CommandError.WRONG_ARGUMENT,
                        "Unknown training set: '" + id + "' of project " + project.name() + "."
                                + NearestName.hint(
                                        id,
                                        known.stream()
                                                .map(TrainingSetRecord::id)
                                                .toList())
                                + " One of another registry is named by --manifest FILE."));
    }

    private static String text(Path file) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new IOException(file + " is no file");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Cannot read the manifest " + file + ": there is no such file, or it cannot be read. Check"
                            + " --manifest.",
                    e);
        }
    }
}
