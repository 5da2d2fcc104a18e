package dev.sluice.command;

import dev.sluice.command.TrainingSetRequest.TableFormat;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.registry.TrainingSetRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice training-set}. */
@Command(
        name = "training-set",
        description = "Join a spine of labels with what was known of its entities at each label's time.",
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = TrainingSetRebuildCommand.class)
final class TrainingSetCommand extends SparkCommand {
    @Parameters(paramLabel = "SERVICE", arity = "0..1", description = "The feature service.")
    private @Nullable String service;

    @Mixin
    private SpineArguments spine = new SpineArguments();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "The folder to write: data/ and manifest.json. Needed unless --explain, --leak-report or --append is given.")
    private @Nullable Path out;

    @Option(
            names = "--append",
            paramLabel = "DIR",
            description = "Instead: add to the training set in DIR the labels that are newer than its last one.")
    private @Nullable Path append;

    @Option(names = "--explain", description = "Show what would be read and done; build nothing.")
    private boolean explain;

    @Option(names = "--format", defaultValue = "parquet", description = "parquet (default), delta, csv or tfrecord.")
    private TableFormat format = TableFormat.PARQUET;

    @Option(names = "--as-known", description = "Hide rows that were written after the label's time.")
    private boolean asKnown;

    @Option(
            names = "--fresh",
            description =
                    "Of declared aggregations, windows that end at each label's own time; default: as the service says.")
    private boolean fresh;

    @Option(
            names = "--served",
            description =
                    "Of declared aggregations, windows of the last partition before the label, as serving answers;"
                            + " default: as the service says.")
    private boolean served;

    @Option(
            names = "--leak-report",
            description = "Count the rows in which --as-known and --fresh would show other values; build nothing.")
    private boolean leakReport;

    @Option(names = "--full-names", description = "Call columns view__feature.")
    private boolean fullNames;

    @Option(names = "--overwrite", description = "Replace a training set that is in DIR.")
    private boolean overwrite;

    @Mixin
    private SplitArguments split = new SplitArguments();

    TrainingSetCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        requireApplied(project, registry);
        TrainingSetRequest request = request(project);
        Deprecations.of(project, registry).linesOf(request.service()).forEach(terminal()::note);
        if (explain) {
            return SparkJobs.load().explain(project, request).answer();
        }
        if (leakReport) {
            return StageProgress.during(terminal(), stages -> SparkJobs.load().leakReport(project, request, stages))
                    .answer();
        }
        SparkJobs jobs = SparkJobs.load();
        Answer answer = append == null
                ? answer(StageProgress.during(terminal(), stages -> jobs.build(project, registry, request, stages)))
                : StageProgress.during(terminal(), stages -> jobs.append(project, registry, request, stages))
                        .answer();
        jobs.notes().forEach(terminal()::note);
        return answer;
    }

    static Answer answer(TrainingSetRecord built) {
        return Answer.done(
                json(built),
                terminal -> terminal.line("Training set " + built.id() + " of " + built.service() + ": " + built.rows()
                        + " rows in " + built.location() + "."));
    }

    static JsonDocument json(TrainingSetRecord built) {
        return JsonDocument.of("id", built.id())
                .with("service", built.service())
                .with("location", built.location())
                .with("rows", built.rows());
    }

    private TrainingSetRequest request(Project project) {
        if (service == null) {
            throw missing("parameter: SERVICE");
        }
        if (out != null && append != null) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Invalid options: --out writes a new training set, --append adds to one. Give one of them.");
        }
        Path folder = append == null ? out : append;
        if (folder == null && !explain && !leakReport) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Missing option: --out. Name the folder to write, or ask for --explain or --leak-report.");
        }
        return new TrainingSetRequest(
                project.service(service),
                spine.spine(),
                (folder == null ? Path.of("") : folder).toAbsolutePath().normalize(),
                format,
                values(),
                fullNames,
                overwrite,
                split.split());
    }

    private TrainingSetRequest.Values values() {
        List<TrainingSetRequest.Values> asked = new ArrayList<>();
        if (asKnown) {
            asked.add(TrainingSetRequest.Values.AS_KNOWN);
        }
        if (fresh) {
            asked.add(TrainingSetRequest.Values.FRESH);
        }
        if (served) {
            asked.add(TrainingSetRequest.Values.SERVED);
        }
        if (asked.size() > 1) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Invalid options: --as-known, --fresh and --served exclude each other (events do not tell when they were"
                            + " written). Give one of them.");
        }
        return asked.isEmpty() ? TrainingSetRequest.Values.OF_SERVICE : asked.get(0);
    }

    /** What is required here but not by the command below this one. */
    static SluiceException missing(String what) {
        return new SluiceException(
                CommandError.WRONG_ARGUMENT,
                "Missing " + what + ". Write sluice training-set SERVICE --spine FILE --time COLUMN --out DIR.");
    }
}
