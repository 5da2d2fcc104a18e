package dev.sluice.command;

import dev.sluice.doctor.AirflowCheck;
import dev.sluice.doctor.Check;
import dev.sluice.doctor.DaxCheck;
import dev.sluice.doctor.DefinitionsCheck;
import dev.sluice.doctor.DiskCheck;
import dev.sluice.doctor.Finding;
import dev.sluice.doctor.JavaCheck;
import dev.sluice.doctor.LakeCheck;
import dev.sluice.doctor.MemoryCheck;
import dev.sluice.doctor.OnlineStoreCheck;
import dev.sluice.doctor.PortsCheck;
import dev.sluice.doctor.RegistryCheck;
import dev.sluice.doctor.SparkCheck;
import dev.sluice.project.OnlineSettings;
import dev.sluice.project.Project;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code sluice doctor} looks at, in the order in which it is told. */
final class DoctorChecks {
    private static final Map<String, Integer> PORTS =
            Map.of("sluice serve", 6566, "sluice serve, gRPC", 6567, "sluice catalog", 6570);
    private static final List<String> OF_A_PROJECT = List.of("lake", "registry", "dynamodb", "dax", "airflow", "spark");

    private DoctorChecks() {}

    /** @param project null when its files are not in order */
    static List<Check> of(Path folder, @Nullable Project project) {
        List<Check> checks = new ArrayList<>(List.of(
                new JavaCheck(Runtime.version()),
                new MemoryCheck(System.getenv("SLUICE_MEMORY")),
                new DiskCheck(Map.of(
                        "the project", folder, "temporary files", Path.of(System.getProperty("java.io.tmpdir")))),
                new DefinitionsCheck(folder)));
        checks.addAll(
                project == null ? OF_A_PROJECT.stream().map(DoctorChecks::later).toList() : ofProject(project));
        checks.add(new PortsCheck(PORTS));
        return List.copyOf(checks);
    }

    private static List<Check> ofProject(Project project) {
        Clock clock = Clock.systemUTC();
        OnlineSettings online = project.settings().online();
        return List.of(
                new LakeCheck(project, hadoopOptions(project)),
                new RegistryCheck(project, clock),
                online.endpoint().equals("embedded")
                        ? new EmbeddedStoreCheck(project, clock)
                        : new OnlineStoreCheck(online, online.tableEndpoint(), clock),
                new DaxCheck(online),
                AirflowCheck.of(project, System.getenv(), clock),
                spark(project));
    }

    private static Map<String, String> hadoopOptions(Project project) {
        Map<String, String> options = new HashMap<>(project.settings().storage().hadoopOptions());
        options.putAll(project.settings().spark().hadoopOptions());
        return options;
    }

    /** The trial is a process of its own, unless spark-submit has started this one: then Spark is here. */
    private static SparkCheck spark(Project project) {
        return Installation.isHere()
                ? new SparkCheck(
                        project,
                        List.of(
                                Installation.launcher().toString(),
                                "spark-trial",
                                "--output",
                                "json",
                                "--project",
                                project.folder().toString()))
                : new SparkCheck(
                        project,
                        () -> JsonDocument.text(SparkJobs.load()
                                .trial(project.withSpark(
                                        project.settings().spark().submittedTo(System.getProperty("spark.master"))))
                                .json()));
    }

    private static Check later(String subject) {
        return new Check() {
            @Override
            public String subject() {
                return subject;
            }

            @Override
            public List<Finding> findings() {
                return List.of(Finding.skipped(subject, "The project's files come first."));
            }
        };
    }
}
