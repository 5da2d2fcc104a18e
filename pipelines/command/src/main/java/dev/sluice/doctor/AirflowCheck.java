package dev.sluice.doctor;

import dev.sluice.airflow.Airflow;
import dev.sluice.airflow.AirflowAccess;
import dev.sluice.airflow.Dag;
import dev.sluice.airflow.HttpAirflow;
import dev.sluice.airflow.ImportError;
import dev.sluice.airflow.Patience;
import dev.sluice.project.Project;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Whether Airflow answers, is well, can read all files of DAGs, and has those of the project. */
public final class AirflowCheck implements Check {
    private static final Patience ONCE = new Patience(
            Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10), 1, Duration.ofMillis(100));

    private final Project project;
    private final Supplier<Airflow> airflow;

    AirflowCheck(Project project, Supplier<Airflow> airflow) {
        this.project = project;
        this.airflow = airflow;
    }

    /** @param environment holds the password or token */
    public static AirflowCheck of(Project project, Map<String, String> environment, Clock clock) {
        return new AirflowCheck(
                project,
                () -> HttpAirflow.of(
                        AirflowAccess.of(project.settings().airflow(), environment)
                                .with(ONCE),
                        clock));
    }

    @Override
    public String subject() {
        return "airflow";
    }

    @Override
    public Duration deadline() {
        return Duration.ofSeconds(45);
    }

    @Override
    public List<Finding> findings() {
        return List.of(
                project.settings().airflow().url() == null
                        ? Finding.skipped(subject(), "The project names no Airflow.")
                        : judged(airflow.get()));
    }

    private Finding judged(Airflow asked) {
        String where = "Airflow " + asked.version() + " at "
                + project.settings().airflow().url();
        List<String> unhealthy = asked.health().unhealthy();
        if (!unhealthy.isEmpty()) {
            return Finding.broken(
                    subject(),
                    where + " is not well: " + String.join(", ", unhealthy) + ".",
                    "Start these parts of it, and look at their logs.");
        }
        List<ImportError> errors = asked.importErrors();
        if (!errors.isEmpty()) {
            return Finding.broken(
                    subject(),
                    where + " cannot read " + errors.get(0).file() + ": "
                            + errors.get(0).message().strip().lines().reduce("", (before, line) -> line),
                    "Mend the file; of the project's own, write it again with `sluice dags compile`.");
        }
        return ofDags(where, asked.dags(project.name() + "__"));
    }

    private Finding ofDags(String where, List<Dag> dags) {
        if (dags.isEmpty()) {
            return Finding.warning(
                    subject(),
                    where + " has no DAG of project " + project.name() + ".",
                    "Put what `sluice dags compile` writes where Airflow reads its DAGs.");
        }
        List<String> paused = dags.stream().filter(Dag::paused).map(Dag::id).toList();
        return paused.isEmpty()
                ? Finding.ok(subject(), where + " has " + dags.size() + " DAGs of project " + project.name() + ".")
                : Finding.warning(
                        subject(),
                        where + " has paused " + String.join(", ", paused) + ".",
                        "Nothing runs there until `sluice dags unpause`.");
    }
}
